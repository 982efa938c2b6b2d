"""What we say around a consolidated text in Word: who answered, positions, traceability, figures.

Every paragraph is in the apparatus style, so that no reader takes it for words of the text. Words of
parties are quoted in the serif of the text; ours stand in the small sans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, assert_never

from travaux.answers.answer import lacks_reason, title
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.collective import apart, named_beside, speakers
from travaux.compile.compilation import Compilation, Stance
from travaux.compile.convergence import convergence
from travaux.compile.hanging import named_by
from travaux.compile.matrix import (
    LEFT_OUT_RULE,
    NAMED_RULE,
    SILENT_RULE,
    SPOKE_RULE,
    UNSPOKEN_RULE,
    Matrix,
    NamedIn,
    NoAnswer,
    ReplyLeftOut,
    Row,
    Spoke,
    Unspoken,
    matrix,
)
from travaux.compile.trace import (
    Contributor,
    Deed,
    Deleted,
    Excepted,
    Inserted,
    Merged,
    MovedFrom,
    MovedTo,
    Opposed,
    Renumbered,
    Reworded,
    Source,
    SplitUp,
    Step,
)
from travaux.compile.traceability import traceability
from travaux.read.own_style import APPARATUS
from travaux.read.package import Element
from travaux.render.answer_told import beside_told, fault_line
from travaux.render.in_name import answers_too
from travaux.render.kept_aside import kept_aside
from travaux.render.profile import SideNote
from travaux.render.told import Line
from travaux.render.word_styles import GRID, NAME, NOTES_HEADING, QUOTED
from travaux.render.wordml import made, paragraph, run, runs
from travaux.text.finding import Finding
from travaux.text.instrument import Text
from travaux.text.language import direction
from travaux.text.notation import NO_TEXT
from travaux.text.provision_name import cite, cite_address
from travaux.text.wording import PartyCode

Said = Sequence[Element]
"""Runs of one paragraph."""

PORTRAIT: Final = 8107
"""Twips between the margins of an upright page."""
LANDSCAPE: Final = 14570
"""Twips between the margins of a page on its side."""
ANSWERED: Final = "Who has answered"
NO_REPLY: Final = "○ no answer"
FEW: Final = 12
"""So many without a position are always named one by one."""


def ours(text: str) -> Said:
    """Say something of our own."""
    return runs(text, place="the notes")


def quoted(text: str, place: str) -> Said:
    """Quote words of a party or of the text."""
    return runs(text, QUOTED, base=direction(text), place=place)


def named(codes: Iterable[PartyCode]) -> Said:
    """Name parties, one after the other."""
    said: list[Element] = []
    for code in codes:
        if said:
            said.append(run(" "))
        said += runs(code, NAME, place="a party's code")
    return said


def note(*said: Said, keep: bool = False) -> Element:
    """Make a paragraph of the apparatus."""
    return paragraph(
        APPARATUS, [one for each in said for one in each], *((made("keepNext"),) if keep else ())
    )


def heading(text: str, *, level: int = 2) -> Element:
    """Make a heading of the apparatus; the style of its characters makes it one for the eye."""
    return paragraph(
        APPARATUS,
        runs(text, NOTES_HEADING, place="a heading"),
        made("keepNext"),
        made("spacing", before=280 if level == 2 else 160, after=80),  # noqa: PLR2004
        made("outlineLvl", val=level - 1),
    )


Cell = Element | Sequence[Element]
"""A paragraph, or several."""


def table(widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Element:
    """Make a table whose first row is repeated on each page; the last cell of a short row spans the rest.

    A row of one cell heads those that follow it.
    """
    made_table = made(
        "tbl",
        made(
            "tblPr",
            made("tblStyle", val=GRID),
            made("tblW", w=sum(widths), type="dxa"),
            made("tblLayout", type="fixed"),
        ),
        made("tblGrid", *(made("gridCol", w=width) for width in widths)),
    )
    made_table.append(_row([note(runs(each, NAME)) for each in head], widths, heads=True))
    made_table.extend(_row(cells, widths) for cells in rows)
    return made_table


def _row(cells: Sequence[Cell], widths: Sequence[int], *, heads: bool = False) -> Element:
    row = made("tr", made("trPr", made("cantSplit"), *((made("tblHeader"),) if heads else ())))
    for at, cell in enumerate(cells):
        rest = widths[at:] if at == len(cells) - 1 else widths[at : at + 1]
        content = [cell] if isinstance(cell, Element) else list(cell)
        properties = [made("tcW", w=sum(rest), type="dxa")]
        if len(rest) > 1:
            properties.append(made("gridSpan", val=len(rest)))
        if len(rest) == len(widths):
            properties.append(made("shd", val="clear", color="auto", fill="F3F1EB"))
        row.append(made("tc", made("tcPr", *properties), *(content or [note()])))
    return row


# -- before the text


def replies(compilation: Compilation) -> Iterator[Element]:
    """List everybody who was asked or heard: who replied, for whom, and who has not."""
    names = dict(compilation.names)
    yield heading(ANSWERED)
    rows = [
        (
            note(named((code,))),
            note(quoted(names.get(code, ""), f"the name of {code}")),
            note(*_reply(compilation, code)),
        )
        for code in compilation.order
    ]
    yield table((1300, 2800, PORTRAIT - 4100), ("Party", "Name", "Reply"), rows)
    for left in compilation.left_out:
        yield note(
            ours("Left out: "),
            named((PartyCode(left.party),)),
            ours(f" {left.source}: {left.finding.message}"),
        )


def _silent(compilation: Compilation) -> AbstractSet[PartyCode]:
    """Give those of whom the list of replies says that they gave none."""
    heard = {voice.party for voice in compilation.voices} | {left.party for left in compilation.left_out}
    return frozenset(compilation.order) - heard - speakers(compilation).keys()


def _reply(compilation: Compilation, code: PartyCode) -> Iterator[Said]:
    for voice in compilation.voices:
        if voice.party == code:
            count = sum(stance.party == code for stance in compilation.stances)
            what = "the draft as it would have it, amounting to" if voice.redraft else "an answer sheet,"
            source = f" ({voice.source})" if voice.source else ""
            yield ours(f"{what} {count} position{'' if count == 1 else 's'}{source}")
            if voice.principals:
                yield ours("; one reply for ")
                yield named(voice.principals)
            for one in apart(compilation, code):
                yield ours(f"; {one.reference} in the name of ")
                yield named(one.principals or (code,))
            return
    if any(left.party == code for left in compilation.left_out):
        yield ours("replied; the reply is left out, as said below")
        return
    if those := speakers(compilation).get(code):
        yield ours("no reply of its own; named in the reply of ")
        yield named(those)
    else:
        yield ours(NO_REPLY)


# -- behind it


def side_table(text: Text, notes: Iterable[SideNote]) -> Iterator[Element]:
    """List what the references in *text* stand for."""
    yield heading("Who is meant")
    widths = (1500, 4200, 3600, LANDSCAPE - 9300)
    rows: list[Sequence[Cell]] = []
    for one in notes:
        index = text.index(one.address)
        where = one.address if index is None else cite(text, index)
        rows.append(
            (note(named((one.reference,))), note(ours(where)), note(ours(one.role)), note(named(one.parties)))
        )
    yield table(widths, ("Reference", "Provision", "What they do", "Parties"), rows)


def positions(compilation: Compilation) -> Iterator[Element]:
    """List who said what of which provision, and who said nothing; nothing is inferred from silence."""
    found = matrix(compilation)
    yield heading("Positions")
    widths = (1500, 2300, 5400, LANDSCAPE - 9200)
    rows: list[Sequence[Cell]] = []
    words = {unit.reference: unit.words for unit in compilation.units}
    silent = _silent(compilation)
    for row in found.rows:
        if row.shows:
            kind = " (proposed)" if row.proposed else " (withdrawn)" if row.gone else ""
            rows.append([note(ours(row.citation + kind), keep=True)])
            rows += _answers(compilation, row, found, words, silent)
    yield table(widths, ("Party", "Position", "Words", "Reason, condition"), rows)
    rest = [f"opening words of {one.citation}" if one.opening else one.citation for one in found.passed_over]
    if rest:
        but = ", unless in what could not be read" if found.unread else ""
        but = " but in an answer to the whole text" if found.speaks_of_whole else but
        yield note(ours(f"Of these nobody speaks{but}: {'; '.join(rest)}."))
    for rule in (SPOKE_RULE, UNSPOKEN_RULE, NAMED_RULE, SILENT_RULE, LEFT_OUT_RULE):
        yield note(ours(rule))
    aside = [
        (note(named((unit.party,))), note(ours(unit.reference)), told_note(told, unit.reference))
        for unit, told in kept_aside(compilation, answers=False)
    ]
    if aside:
        yield heading("Not understood, kept aside")
        yield table((1500, 1500, LANDSCAPE - 3000), ("Party", "Unit", "Words, and why"), aside)


def _answers(
    compilation: Compilation, row: Row, found: Matrix, words: dict[str, str], silent: AbstractSet[PartyCode]
) -> Iterator[Sequence[Cell]]:
    without: dict[str, list[PartyCode]] = {}
    for code, cell in zip(found.parties, row.cells, strict=True):
        match cell:
            case Spoke(stances=stances):
                for stance in stances:
                    yield (
                        note(named((code,))),
                        note(ours(_position(stance, cell))),
                        note(quoted(words.get(stance.reference, ""), stance.reference)),
                        _why(compilation, stance, found.faults.get(stance.reference)),
                    )
            case Unspoken(said=others):
                by = f" of its own, {', '.join(answers_too(others))}" if others else ""
                without.setdefault(f"no position{by}", []).append(code)
            case NamedIn(parties=those, said=others):
                by = ", ".join((f"named in that of {' '.join(those)}", *answers_too(others)))
                without.setdefault(f"no reply of their own, {by}", []).append(code)
            case NoAnswer():
                without.setdefault(NO_REPLY, []).append(code)
            case ReplyLeftOut():
                without.setdefault("reply left out", []).append(code)
            case _:
                assert_never(cell)
    silence: list[Said] = []
    shortened = _shortened(silent, without)
    for said, codes in without.items():
        who = ours(shortened[said]) if said in shortened else named(codes)
        silence += [ours(f"{'; ' if silence else ''}{said}: "), who]
    if silence:
        yield note(), note(*silence)


def _shortened(silent: AbstractSet[PartyCode], without: Mapping[str, Sequence[PartyCode]]) -> dict[str, str]:
    """Say which of those without a position are many, where that says exactly who they are.

    Who gave no answer at all, the *silent*, is listed once, before the text. The most of the others are all
    that are left: whoever else there is stands at the provision by name.
    """
    found: dict[str, str] = {}
    if len(codes := without.get(NO_REPLY, ())) > FEW and set(codes) == silent:
        found[NO_REPLY] = f"the {len(codes)} listed so under “{ANSWERED}”"
    rest = max((said for said in without if said not in found), key=lambda one: len(without[one]), default="")
    if rest and len(without[rest]) > FEW:
        answered = "have answered and " if found else ""
        found[rest] = f"{len(without[rest])}, all that {answered}are not named here"
    return found


def _position(stance: Stance, cell: Spoke) -> str:
    said = title(stance.answer.position)
    if said.startswith("holds"):
        said = f"◐ {said}"
    if is_shown(stance.answer):
        said += f" ({NOT_OWN})"
    if beside := named_beside(stance):
        said += f", in the name of {', '.join((stance.party, *beside))}"
    if stance.reference in cell.withdrawn:
        said += ", taken back"
    if stance.reference in cell.aside and stance.before is None:
        said += ", not understood and kept aside"
    return said


def _why(compilation: Compilation, stance: Stance, fault: Finding | None) -> list[Element]:
    answer = stance.answer
    found: list[Element] = []
    if fault is not None and stance.before is None:
        found.append(told_note(fault_line(fault), stance.reference))
    found += [told_note(one, stance.reference) for one in beside_told(stance)]
    for condition in answer.conditions:
        found.append(note(ours("condition: "), quoted(condition.words, stance.reference)))
        if named := named_by(condition, compilation.draft, compilation.text):
            draft, text = compilation.draft, compilation.text
            on = ", ".join(cite_address(one, draft if draft.at(one) else text) for one in named)
            found.append(note(ours(f"see {on}")))
    if answer.reason.strip():
        found.append(note(quoted(answer.reason, stance.reference)))
    elif lacks_reason(answer) and not is_shown(answer) and stance.merged is None:
        found.append(note(ours("gives no reason")))
    return found


def told_note(one: Line, place: str) -> Element:
    """Write a line that is told: ours in the small sans, theirs in the serif, in quotation marks."""
    return note(
        *(
            ours(each) if isinstance(each, str) else [*ours("“"), *quoted(each.words, place), *ours("”")]
            for each in one.said
        )
    )


def traces(compilation: Compilation) -> Iterator[Element]:
    """Trace each provision that anything was done to: from what, what, by whom, why."""
    yield heading("Traceability")
    widths = (2100, 1900, 5200, 2000, LANDSCAPE - 11200)
    rows: list[Sequence[Cell]] = [
        (
            note(ours(trace.citation if first else "")),
            note(ours("; ".join(source.citation for source in trace.sources) if first else "")),
            note(*_deed(step.deed)),
            [note(*each) for each in _behind(step)],
            [
                note(ours(f"{one.reference} "), quoted(one.words, one.reference))
                for one in step.reasons
                if one.words
            ],
        )
        for trace in traceability(compilation)
        for first, step in ((at == 0, step) for at, step in enumerate(trace.steps))
    ]
    yield table(widths, ("Provision", "From the draft's", "Done to it", "By", "Reason"), rows)


def _deed(deed: Deed) -> Iterator[Said]:
    match deed:
        case Reworded(old=old, new=new):
            yield quoted(old, "words") if old else ours(NO_TEXT)
            yield ours(" → ")
            yield quoted(new, "words") if new else ours(NO_TEXT)
        case Inserted(label=label, words=said, split_from=origin):
            yield ours("inserted" if origin is None else f"split from {origin.citation}")
            yield ours(": ")
            yield quoted(f"{label} {said}" if label else said, "words")
        case Deleted(below=below, merged_into=into):
            yield ours(f"{_with(below)}{'deleted' if into is None else f'merged into {into.citation}'}")
        case MovedTo(to=place, below=below):
            yield ours(f"{_with(below)}moved to {place.citation}")
        case MovedFrom(origin=place, below=below):
            yield ours(f"{_with(below)}moved from {place.citation}")
        case Renumbered(old=old, new=new):
            yield ours(f"numbered {new or 'without a number'} for {old or 'no number'}")
        case SplitUp(into=parts):
            yield ours(f"split; its other parts: {_cited(parts)}")
        case Merged(others=others):
            yield ours(f"merged with {_cited(others)}")
        case Opposed(words=said):
            yield ours("opposed, no other words offered")
            if said:
                yield ours(": ")
                yield quoted(said, "words")
        case Excepted(words=said):
            yield ours("accepted, these words excepted: ")
            yield quoted(said, "words")
        case _:
            assert_never(deed)


def _with(below: int) -> str:
    return f"with the {below} provision{'' if below == 1 else 's'} in it " if below else ""


def _cited(sources: Iterable[Source]) -> str:
    return "; ".join(source.citation for source in sources)


def _behind(step: Step) -> Iterator[list[Said]]:
    for codes, verb in ((step.sponsors, ""), (step.supporters, "supports"), (step.opponents, "opposes")):
        for one in codes:
            yield [named((one.party,)), ours(f" {verb}" if verb else ""), *_principals(one)]


def _principals(one: Contributor) -> Iterator[Said]:
    if one.principals:
        yield ours(" for ")
        yield named(one.principals)


def figures(compilation: Compilation) -> Iterator[Element]:
    """Print how much stands in brackets, each figure with its rule and the list it opens to."""
    yield heading("Figures")
    yield note(
        ours("They measure how much stands in brackets. They are no measure of progress, and of nobody.")
    )
    text = compilation.text
    widths = (2900, 1200, 5200, LANDSCAPE - 9300)
    rows: list[Sequence[Cell]] = []
    for figure in convergence(text).figures:
        places = [cite(text, index) for address in figure.opens if (index := text.index(address)) is not None]
        value = f"{figure.value:,}" + (f" of {figure.of:,}" if figure.of is not None else "")
        rows.append(
            (
                note(ours(figure.name)),
                note(ours(value)),
                note(ours(figure.rule)),
                note(ours("; ".join(places))),
            )
        )
    yield table(widths, ("Counted", "Figure", "Counting rule", "Where"), rows)
