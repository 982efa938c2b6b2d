"""A compilation in brief, as Markdown: what is at issue, who holds what, and what could be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.answer import title
from travaux.answers.position import Asks, Holds
from travaux.compile.additions import added_in
from travaux.compile.collective import speakers
from travaux.compile.disagreement import (
    DIFFERENCES_RULE,
    Disagreement,
    Opposition,
    Relocation,
    disagreements,
    figures,
)
from travaux.compile.fate import NotUnderstood, Withdrawn
from travaux.compile.matrix import WHOLE
from travaux.compile.merger import MERGER_RULE, Merger, mergers
from travaux.render.correction_told import corrected_line, on_draft
from travaux.render.holders import apart, deleting, holders, object_of
from travaux.render.nameless import nameless
from travaux.render.phrases import numbered, shortened
from travaux.render.profile import Profile
from travaux.render.telling import counted
from travaux.render.told import words_of
from travaux.text.notation import NO_TEXT
from travaux.text.provision_name import cite
from travaux.text.whose import without_party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.compilation import Compilation, Stance
    from travaux.compile.held import Held
    from travaux.render.told import Line
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

BRIEF: Final = 120
"""Characters of a wording told here."""
OPEN_RULE: Final = (
    "What leaves a provision open without other words, also where nobody proposes any. What a party took "
    "back is not told; acceptance without a condition, and reasons, stand in the position matrix."
)


CORRECTED_RULE: Final = (
    "What is said since of mistakes, in the record. Each stands beside the words that it is of, and changes "
    "none of them."
)


def brief(compilation: Compilation, profile: Profile = Profile.ATTRIBUTED) -> bytes:
    """Write the brief: who replied, counts with their rules, and a line for each contested provision.

    Then who holds, asks or sets a condition, what is said since of mistakes in an answer or in the draft,
    and what could be merged; all in reading order.
    Parties are named but in the unattributed profile.
    """
    named = profile is not Profile.UNATTRIBUTED
    text = compilation.text if named else nameless(compilation.text)
    found = disagreements(text, compilation.order)
    near = mergers(text, compilation.order)
    title = " · ".join(part for part in (compilation.draft.title, compilation.draft.draft) if part)
    lines = [f"# {title or 'Consolidated text'}: what is at issue", "", f"Draft {compilation.base}.", ""]
    lines += [*_replies(compilation, named=named), ""]
    counted = [figure for figure in figures(found) if figure.value]
    rules = dict.fromkeys(figure.rule for figure in counted)
    lines += [f"- {numbered(figure.value, figure.name)}" for figure in counted]
    lines += ["", *(line for rule in (*rules, DIFFERENCES_RULE) for line in (rule, ""))]
    lines += [_told(one, named=named) for one in found]
    if open_ := _left_open(compilation, named=named):
        lines += ["", "## Holds, questions and conditions", "", OPEN_RULE, "", *open_]
    if corrected := list(_corrected(compilation, named=named)):
        lines += ["", "## Corrections", "", CORRECTED_RULE, "", *corrected]
    if near:
        lines += ["", "## Proposals to merge", "", MERGER_RULE, ""]
        lines += [_merger(one, named=named) for one in near]
    return ("\n".join(lines) + "\n").encode()


def _replies(compilation: Compilation, *, named: bool) -> Iterator[str]:
    """Say who replied and who did not, or how many where nobody is named, and what was not understood."""
    left_out = [one.party for one in compilation.left_out]
    waiting = [code for code in compilation.order if code not in {*compilation.parties, *left_out}]
    spoken_for = speakers(compilation)
    groups = (
        (
            "Replied",
            [
                f"{voice.party} (for {', '.join(voice.principals)})" if voice.principals else voice.party
                for voice in compilation.voices
            ],
            "",
        ),
        ("Named in another's reply only", [code for code in waiting if code in spoken_for], ""),
        (
            "No answer",
            [code for code in waiting if code not in spoken_for],
            " No answer is not a position.",
        ),
        ("Reply left out", left_out, ""),
    )
    yield (
        " ".join(
            f"{what}: {', '.join(who) if named else len(who)}.{more}" for what, who, more in groups if who
        )
        or "Nobody has replied."
    )
    aside = sum(isinstance(unit.fate, NotUnderstood) for unit in compilation.units)
    if aside:
        yield ""
        yield (
            f"{aside:,} answer{' was' if aside == 1 else 's were'} not understood and "
            f"{'is' if aside == 1 else 'are'} kept aside: what {'it says' if aside == 1 else 'they say'} is "
            "not told here."
        )


def _left_open(compilation: Compilation, *, named: bool) -> list[str]:
    """Write a line for each provision that somebody holds, asks about or sets a condition on."""
    gone = {unit.reference for unit in compilation.units if isinstance(unit.fate, Withdrawn | NotUnderstood)}
    text = compilation.text
    lines: dict[int, list[str]] = {}
    for stance in compilation.stances:
        if stance.reference not in gone and (told := list(_open(stance, named=named))):
            lines.setdefault(_place(stance, text), []).extend(told)
    return [
        f"- **{WHOLE if at < 0 else _cited(cite(text, at), named=named)}**: {'; '.join(lines[at])}"
        for at in sorted(lines)
    ]


def _place(stance: Stance, text: Text) -> int:
    """Give where the text has what an answer is on, of the draft or added to it; -1: nowhere."""
    if stance.provision is not None and (index := text.index(stance.provision)) is not None:
        return index
    name = stance.answer.provision.strip()
    return next(iter(added_in(name, text)), -1) if name else -1


def _open(stance: Stance, *, named: bool) -> Iterator[str]:
    """Tell what of an answer leaves its provision open. Its words name parties: unless *named* without."""
    answer = stance.answer
    who = f"{stance.party} " if named else ""
    match answer.position:
        case Holds(kind=kind):
            yield f"{who}holds ({kind})" if named else f"a hold ({kind})"
        case Asks(question=question):
            yield f"{who}asks: “{shortened(question, BRIEF)}”" if named else "a question"
        case _:
            pass
    for condition in answer.conditions:
        yield (
            f"{who}{title(answer.position)} on condition: “{shortened(condition.words, BRIEF)}”"
            if named
            else "a condition"
        )


def _corrected(compilation: Compilation, *, named: bool) -> Iterator[str]:
    """Write a line for each correction: of an answer, where parties are named; and of the draft."""
    for stance in compilation.stances if named else ():
        index = None if stance.provision is None else compilation.text.index(stance.provision)
        where = stance.answer.provision or WHOLE if index is None else cite(compilation.text, index)
        for one in stance.corrected:
            yield _said_since(f"{stance.reference}, {where}: ", corrected_line(one))
    for _, told in on_draft(compilation, named=named):
        yield _said_since("", told)


def _said_since(before: str, told: Line) -> str:
    return f"- {before}{' '.join(''.join(words_of(told)).split())}"


def _told(one: Disagreement, *, named: bool) -> str:
    parts = [_proposal(one, named=named)] if one.proposed else []
    parts += [" / ".join(_held(held, named=named) for held in place.wanted) for place in one.differences]
    parts += [f"written anew: {_held(held, named=named)}" for held in one.rewrites]
    parts += [_opposed(opposition, named=named) for opposition in one.opposed]
    parts += list(_whole(one, named=named))
    if one.proposed:
        count = f" (proposed, {one.others} wordings)" if one.others > 1 else " (proposed)"
    else:
        count = f" ({one.others} other wording{'' if one.others == 1 else 's'})" if one.others else ""
    return f"- **{_cited(one.citation, named=named)}**{count}: {'; '.join(parts)}"


def _whole(one: Disagreement, *, named: bool) -> Iterator[str]:
    if one.deleted_by:
        yield f"deleted ({deleting(one)})" if named else "deleted"
    for merger in one.merged_into:
        yield f"merged into {_cited(merger.citation, named=named)}{_whose(merger, named=named)}"
    for merger in one.merged_from:
        yield f"merged with {_cited(merger.citation, named=named)}{_whose(merger, named=named)}"
    for move in one.moves:
        where = f"to after {_cited(move.citation, named=named)}" if move.citation else "to the beginning"
        yield f"moved {where}{_whose(move, named=named)}"
    if one.opposed_by:
        yield f"opposed{_by(one.opposed_by, named=named)}"


def _proposal(one: Disagreement, *, named: bool) -> str:
    """Tell a proposed provision by its first wording, with where it is moved from and what stands in it."""
    origin = "".join(f"moved from {_cited(move.citation, named=named)}: " for move in one.moved_from)
    along = f", with the {counted(one.within, 'provision')} in it" if one.within else ""
    return origin + _held(one.wordings[0], named=named) + along


def _opposed(one: Opposition, *, named: bool) -> str:
    words = ", ".join(f"“{shortened(words, BRIEF)}”" for words in one.words)
    verb, passive = ("accept", "all but this accepted:") if one.excepted else ("oppose", "opposed:")
    who = f"{' '.join(one.parties)} {verb}{'s' if len(one.parties) == 1 else ''}" if named else passive
    if one.excepted and named:
        who += " all but"
    return " ".join(part for part in (who, object_of(one, named=named), words) if part)


def _held(held: Held, *, named: bool) -> str:
    words = f"“{shortened(held.words, BRIEF)}”" if held.words else NO_TEXT
    who = holders(held) if named else ""
    return f"{words} ({who})" if who else words


def _cited(citation: str, *, named: bool) -> str:
    return citation if named else without_party(citation)


def _whose(one: Relocation, *, named: bool) -> str:
    return f" ({apart(one.parties, one.joined)})" if named and one.parties else ""


def _by(parties: Sequence[PartyCode], *, named: bool) -> str:
    return f" ({' '.join(parties)})" if parties and named else ""


def _merger(one: Merger, *, named: bool) -> str:
    wanted = " / ".join(_held(held, named=named) for held in one.wanted)
    before, after = (f"{one.before} " if one.before else ""), (f" {one.after}" if one.after else "")
    return f"- **{_cited(one.citation, named=named)}**: … {before}[{wanted}]{after} …"
