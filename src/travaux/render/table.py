"""A compilation as a workbook: positions, traceability, units and fates, figures, findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import title
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.collective import apart, speakers
from travaux.compile.convergence import Convergence, convergence
from travaux.compile.fate import words_of as proposed_words
from travaux.compile.matrix import (
    LEFT_OUT_RULE,
    NAMED_RULE,
    SILENT_RULE,
    SPOKE_RULE,
    UNSPOKEN_RULE,
    Matrix,
    Spoke,
    matrix,
)
from travaux.compile.rectified import rectified
from travaux.compile.trace import Reworded
from travaux.compile.traceability import traceability
from travaux.render.correction_told import corrected_line, on_draft, rectified_line
from travaux.render.deed_told import deed_text, deed_words
from travaux.render.issue_sheets import issue_sheets
from travaux.render.phrases import (
    cell_text,
    contributors,
    fate_name,
    fate_text,
    kind_of,
    quoted,
)
from travaux.render.profile import Profile, without_names
from travaux.render.told import words_of
from travaux.render.xlsx import Column, Sheet, written
from travaux.text.language import direction
from travaux.text.notation import plain_characters
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from travaux.compile.compilation import Compilation
    from travaux.compile.figure import Figure
    from travaux.compile.matrix import Row
    from travaux.compile.trace import Step, Trace
    from travaux.render.told import Line
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

_PARTY: Final = 30
"""Width of a party's column: an answer's reason in three or four lines."""


def workbook(compilation: Compilation, profile: Profile = Profile.ATTRIBUTED) -> bytes:
    """Write the workbook as XLSX; the same compilation gives the same bytes.

    Names stand in it but in the unattributed profile, where positions are counted instead, and
    reasons, units and findings, which speak of parties, are left out.
    """
    named = profile is not Profile.UNATTRIBUTED
    found = matrix(compilation)
    counted = convergence(compilation.text)
    sheets = [
        *issue_sheets(compilation, named=named),
        _positions(found, dict(compilation.names)) if named else _counted_positions(found),
        _traces(traceability(compilation), compilation.order, named=named),
    ]
    told = _rectified(compilation)
    sheets = [_beside(sheet, told) for sheet in sheets]
    if named:
        sheets.append(_units(compilation))
    sheets += [_figures(counted.figures, _rows_spoken(found)), _by_provision(counted)]
    if compilation.corrected or compilation.rectified:
        sheets.append(_corrections(compilation, named=named))
    if named and compilation.findings:
        sheets.append(_findings(compilation.findings))
    sheets.append(_about(compilation, named=named))
    return written(sheets, right_to_left=_is_right_to_left(compilation.draft), title=compilation.draft.title)


def _is_right_to_left(draft: Text) -> bool:
    return direction("".join(plain_characters(provision.words) for provision in draft.provisions)) == "rtl"


_RULES: Final = (SPOKE_RULE, UNSPOKEN_RULE, NAMED_RULE, SILENT_RULE, LEFT_OUT_RULE)


def _tallies(found: Matrix) -> tuple[tuple[Column, ...], tuple[tuple[int, ...], ...]]:
    """Give the columns of figures, each under its counting rule, that are not nought on every row."""
    counts = [
        [len(one) for one in (tally.spoke, tally.unspoken, tally.named, tally.silent, tally.left_out)]
        for tally in (row.tally for row in found.rows)
    ]
    shown = [at for at in range(len(_RULES)) if any(row[at] for row in counts)]
    return (
        tuple(Column(head=_RULES[at], width=22) for at in shown),
        tuple(tuple(row[at] for at in shown) for row in counts),
    )


_PROVISION: Final = (Column(head="Provision", width=30), Column(head="Address", width=22))


def _place(row: Row) -> tuple[str, str]:
    if row.gone:
        return f"{row.citation} (withdrawn; not in the text)", row.address
    return f"{row.citation} (proposed; not in the draft)" if row.proposed else row.citation, row.address


def _positions(found: Matrix, names: Mapping[PartyCode, str]) -> Sheet:
    heads = ("\n".join(part for part in (code, names.get(code, "")) if part) for code in found.parties)
    figures, counts = _tallies(found)
    return Sheet(
        title="Positions",
        columns=(*_PROVISION, *figures, *(Column(head=head, width=_PARTY) for head in heads)),
        rows=tuple(
            (*_place(row), *count, *(cell_text(cell) for cell in row.cells))
            for row, count in zip(found.rows, counts, strict=True)
        ),
    )


def _counted_positions(found: Matrix) -> Sheet:
    kinds: dict[str, None] = {}
    counts: list[Counter[str]] = []
    for row in found.rows:
        said = Counter(
            kind_of(stance.answer.position)
            for cell in row.cells
            if isinstance(cell, Spoke)
            for stance in cell.stances
        )
        counts.append(said)
        kinds |= dict.fromkeys(said)
    figures, tallied = _tallies(found)
    return Sheet(
        title="Positions",
        columns=(*_PROVISION, *figures, *(Column(head=kind) for kind in kinds)),
        rows=tuple(
            (*_place(row), *count, *(said[kind] or "" for kind in kinds))
            for row, count, said in zip(found.rows, tallied, counts, strict=True)
        ),
    )


def _traces(traces: Iterable[Trace], parties: Sequence[PartyCode], *, named: bool) -> Sheet:
    who = ("By", "Supported by", "Opposed by")
    rows = [(trace, step) for trace in traces for step in trace.steps]
    return Sheet(
        title="Traceability",
        columns=(
            Column(head="New provision", width=30),
            Column(head="Address", width=22),
            Column(head="Source in the draft", width=30),
            Column(head="Address of the source", width=22),
            *((Column(head=head, width=24) for head in who) if named else ()),
            Column(head="What was done", width=30),
            Column(head="Words of the draft", width=36),
            Column(head="Words proposed", width=36),
            *((Column(head="Unit and reason", width=44),) if named else ()),
        ),
        rows=tuple(
            _traced(trace, step) if named else _traced_unnamed(trace, step, parties) for trace, step in rows
        ),
    )


def _traced(trace: Trace, step: Step) -> tuple[str, ...]:
    who = (contributors(step.sponsors), contributors(step.supporters), contributors(step.opponents))
    reasons = "\n".join(
        f"{reason.reference}: {quoted(reason.words) if reason.words.strip() else 'no reason given'}"
        for reason in step.reasons
    )
    together = isinstance(step.deed, Reworded) and len(step.sponsors) > 1
    done = deed_text(step.deed) + (", identical wordings joined" if together else "")
    return (*_whence(trace), *who, done, *deed_words(step.deed), reasons)


def _traced_unnamed(trace: Trace, step: Step, parties: Sequence[PartyCode]) -> tuple[str, ...]:
    words = (without_names(one, parties) for one in deed_words(step.deed))
    return (*_whence(trace), deed_text(step.deed), *words)


def _whence(trace: Trace) -> tuple[str, ...]:
    cited = "\n".join(one.citation for one in trace.sources) or "none: new"
    return trace.citation, trace.address, cited, "\n".join(one.address for one in trace.sources)


def _units(compilation: Compilation) -> Sheet:
    answers = {stance.reference: stance.answer for stance in compilation.stances}
    corrected = {stance.reference: stance.corrected for stance in compilation.stances if stance.corrected}
    own = {
        stance.reference: stance.merged.own
        for stance in compilation.stances
        if stance.merged is not None and stance.merged.own is not None
    }
    # A unit is what its party submitted, also where a merged wording stands for it.
    units = [
        replace(unit, position=title(its.position), words=proposed_words(its.position))
        if (its := own.get(unit.reference)) is not None
        else unit
        for unit in compilation.units
    ]
    answers |= own
    return Sheet(
        title="Units and fates",
        columns=(
            Column(head="Unit", width=12),
            Column(head="Party", width=10),
            Column(head="On", width=24),
            Column(head="Position", width=20),
            Column(head="Words", width=60),
            Column(head="Reason", width=44),
            Column(head="Conditions", width=30),
            Column(head="Fate", width=18),
            Column(head="What became of it", width=44),
            *((Column(head="Corrected since", width=44),) if corrected else ()),
        ),
        rows=tuple(
            (
                unit.reference,
                unit.party,
                unit.provision or "the text as a whole",
                f"{unit.position} ({NOT_OWN})"
                if unit.reference in answers and is_shown(answers[unit.reference])
                else unit.position,
                unit.words,
                answer.reason if (answer := answers.get(unit.reference)) else "",
                "\n".join(one.words for one in answer.conditions) if answer else "",
                fate_name(unit.fate),
                fate_text(unit.fate),
                *((_told(map(corrected_line, corrected.get(unit.reference, ()))),) if corrected else ()),
            )
            for unit in units
        ),
    )


def _told(lines: Iterable[Line]) -> str:
    return "\n".join(word for one in lines for word in words_of(one))


def _corrections(compilation: Compilation, *, named: bool) -> Sheet:
    text = compilation.text
    return Sheet(
        title="Corrections of the draft",
        columns=(*_PROVISION, Column(head="What is said since", width=90)),
        rows=tuple(
            (
                "\n".join(cite(text, at) for at in places) or "the text as a whole",
                "\n".join(text.provisions[at].eid for at in places),
                _told([told]),
            )
            for places, told in on_draft(compilation, named=named)
        ),
    )


def _rectified(compilation: Compilation) -> dict[str, list[Line]]:
    """Give what was rectified, by the address of each provision in which it was."""
    text, shown = compilation.text, rectified(compilation)
    found: dict[str, list[Line]] = {}
    for one in compilation.rectified:
        places = shown.places(one)
        told = rectified_line(one, text, made=bool(places))
        for at in [text.provisions[at].eid for at in places] or one.at:
            found.setdefault(at, []).append(told)
    return found


def _beside(sheet: Sheet, told: Mapping[str, Sequence[Line]]) -> Sheet:
    """Add to a sheet with words of provisions a column of what was rectified in them, where there is any."""
    at = [place for place, column in enumerate(sheet.columns) if column.head in _ADDRESSES]
    beside: list[str] = []
    for row in sheet.rows:
        addresses = dict.fromkeys(one for place in at for one in str(row[place]).split("\n"))
        beside.append("\n".join(_told(told.get(one, ())) for one in addresses if one in told))
    if not any(beside):
        return sheet
    return replace(
        sheet,
        columns=(*sheet.columns, Column(head="Rectified since", width=44)),
        rows=tuple((*row, one) for row, one in zip(sheet.rows, beside, strict=True)),
    )


_ADDRESSES: Final = ("Address", "Address of the source")


def _rows_spoken(found: Matrix) -> int:
    return sum(row.shows for row in found.rows)


def _figures(figures: Sequence[Figure], spoken: int) -> Sheet:
    rows: list[tuple[str | int, ...]] = [
        (
            figure.name,
            figure.value,
            "" if figure.of is None else figure.of,
            figure.rule,
            ", ".join(figure.opens),
        )
        for figure in figures
    ]
    rows.append(
        (
            "provisions spoken of",
            spoken,
            "",
            "Rows of the sheet Positions on which at least one party spoke, by the rule at that column.",
            "",
        )
    )
    return Sheet(
        title="Figures",
        columns=(
            Column(head="Figure", width=36),
            Column(head="Count", width=10),
            Column(head="Of", width=10),
            Column(head="Counting rule", width=70),
            Column(head="Where", width=60),
        ),
        rows=tuple(rows),
    )


def _by_provision(counted: Convergence) -> Sheet:
    return Sheet(
        title="Figures by provision",
        columns=(
            *_PROVISION,
            Column(head="Open"),
            Column(head="Choices"),
            Column(head="Alternatives"),
            Column(head="Brackets within brackets"),
            Column(head="Wordings"),
            Column(head="Words in brackets"),
            Column(head="Words"),
        ),
        rows=tuple(
            (
                one.citation,
                one.address,
                "open" if one.open else "no brackets",
                one.choices,
                one.alternatives,
                one.depth,
                one.wordings,
                one.bracketed,
                one.words,
            )
            for one in counted.provisions
        ),
    )


def _findings(findings: Iterable[Finding]) -> Sheet:
    return Sheet(
        title="Findings",
        columns=(
            Column(head="Gravity", width=12),
            Column(head="Code", width=22),
            Column(head="Where", width=30),
            Column(head="What was found", width=70),
            Column(head="What to do", width=50),
        ),
        rows=tuple((one.severity.value, one.code, str(one.place), one.message, one.hint) for one in findings),
    )


def _about(compilation: Compilation, *, named: bool) -> Sheet:
    draft = compilation.draft
    rows: list[tuple[str, str]] = [
        ("Instrument", draft.title),
        ("Draft", draft.draft),
        ("Language", draft.language),
        ("Identity of the draft", draft.identity),
    ]
    if named:
        rows += [("Protocol order", ", ".join(compilation.order)), *_replies(compilation)]
    rows += [("", sentence) for sentence in _MADE]
    return Sheet(
        title="About",
        columns=(Column(head="About this workbook", width=30), Column(head="", width=100)),
        rows=tuple(row for row in rows if row[1]),
    )


_MADE: Final = (
    "Made by Travaux from the draft and the replies, by rule; no person chose among the wordings.",
    "Words of the parties and of the draft stand exactly as submitted; a cell cut short says so.",
    "An empty cell under a party: it replied, and no answer of it stands there. No answer is not a position.",
    "A reply on behalf of several is one reply; its principals have columns of their own that say so.",
    "Addresses are those of Akoma Ntoso (eId).",
    "The figures measure brackets, nothing else; no figure ranks a party.",
)


def _replies(compilation: Compilation) -> list[tuple[str, str]]:
    names = dict(compilation.names)
    voices = {voice.party: voice for voice in compilation.voices}
    named_in = {code: ", ".join(those) for code, those in speakers(compilation).items()}
    left_out = {one.party: one for one in compilation.left_out}
    rows: list[tuple[str, str]] = []
    for code in compilation.order:
        if (voice := voices.get(code)) is not None:
            what = f"replied{f': {voice.source}' if voice.source else ''}"
            if voice.principals:
                what += f"; on behalf of {', '.join(voice.principals)}, as one reply"
            for one in apart(compilation, code):
                what += f"; {one.reference} in the name of {', '.join(one.principals or (code,))}"
            if voice.redraft:
                what += "; a redraft of the whole"
        elif (out := left_out.get(code)) is not None:
            what = f"left out: {out.finding.message}"
        elif code in named_in:
            what = f"no reply of its own; named in the reply of {named_in[code]}"
        else:
            what = "no answer"
        name = names.get(code, "")
        rows.append((f"{code}, {name}" if name else code, what))
    known = set(compilation.order)
    return rows + [
        (one.party, f"left out: {one.finding.message}")
        for one in compilation.left_out
        if one.party not in known
    ]
