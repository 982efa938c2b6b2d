"""What changed for a party since it last looked, told on two printed pages; the rest by entry numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.answer import title
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.render.acts import act_line
from travaux.render.answer_told import answer_line
from travaux.render.changes import change_line
from travaux.render.columns import wrapped
from travaux.render.docket import owed_line
from travaux.render.phrases import shortened
from travaux.render.telling import WHOLE, Teller, counted, none
from travaux.render.times import moment
from travaux.render.told import Line, Section, Theirs, Told, line, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from travaux.compile.outcome import Outcome
    from travaux.record.entry import Entered
    from travaux.record.views.docket import Owed
    from travaux.record.views.since import NewDraft, Since, Touched

PAGES: Final = 2
PAGE: Final = 60
"""Lines of a printed page, A4 or Letter, in the size in which the page is set."""
BREADTH: Final = 96
"""Characters of such a line."""
WORDS: Final = 180
"""Characters of somebody's words told here; the entry has them all."""
RUNS: Final = 12
"""Runs of entry numbers that are listed; more of them are counted, and the log lists them."""

SHARES: Final = (3, 5, 7, 4, 4, 4)
"""Of what room there is, the shares of: in its name; owed by it and to it; its provisions; new drafts; to
it; for all. What one does not need goes to the others."""
ITS_RULE: Final = (
    "Its provisions are those that it has answered, holds, has asked about, joined at or tied, and what "
    "became of them in later drafts."
)


def since_told(found: Since, teller: Teller, *, lines: int = PAGES * PAGE) -> Told:
    """Tell what changed, at most two pages of it: what has no room is told by the numbers of its entries.

    *lines*: how many printed lines of the two pages it may take.
    """
    head = (
        line(
            f"It has {counted(found.upto, 'entry', 'entries')} now, {found.upto - found.size:,} more, as of "
            f"{moment(found.at, teller.zone)}.",
        ),
        line(_overdue(found)),
    )
    room = lines - 9 - 3 * len(_SECTIONS)
    told = [(title, rule, rows(found, teller)) for title, rule, rows in _SECTIONS]
    rooms = _shared([sum(printed_lines(one) for one, _ in rows) for *_, rows in told], room)
    sections = [
        Section(title=title, rule=rule, lines=_gathered(_fitting(rows, own)))
        for (title, rule, rows), own in zip(told, rooms, strict=True)
        if rows
    ]
    rest = [
        line(f"{name}: {numbers([one.index for one in entries])}")
        for name, entries in (("Other entries", found.others), (f"{found.party}'s own", found.own))
        if entries
    ]
    if rest:
        sections.append(Section(title="All the rest", lines=tuple(rest)))
    if not sections:
        sections.append(Section(title="Nothing", lines=(none("Nothing was recorded since."),)))
    return Told(
        title=(
            f"What changed for {found.party} since the record had {counted(found.size, 'entry', 'entries')}",
        ),
        head=head,
        sections=tuple(sections),
    )


_Row = tuple[Line, tuple["Entered", ...]]
"""A line, and the entries it tells of, which are named where it has no room."""


def _shared(needs: Sequence[int], room: int) -> list[int]:
    """Share out the room: what needs less than its share has what it needs, and the rest is shared again."""
    rooms = [0] * len(needs)
    waiting = set(range(len(needs)))
    while waiting:
        whole = sum(SHARES[one] for one in waiting)
        served = {one for one in waiting if needs[one] <= room * SHARES[one] // whole}
        if not served:
            for one in waiting:
                rooms[one] = room * SHARES[one] // whole
            break
        for one in served:
            rooms[one] = needs[one]
        room -= sum(rooms[one] for one in served)
        waiting -= served
    return rooms


def _fitting(rows: Sequence[_Row], room: int) -> tuple[Line, ...]:
    """Take lines while there is room; tell the rest by the numbers of their entries."""
    lines: list[Line] = []
    used = 0
    for at, (told, _) in enumerate(rows):
        needs = printed_lines(told)
        if used + needs > room - (at < len(rows) - 1):
            left = sorted({one.index for _, entries in rows[at:] for one in entries})
            lines.append(line(f"and {len(rows) - at:,} more: {numbers(left)}"))
            return tuple(lines)
        lines.append(told)
        used += needs
    return tuple(lines)


def printed_lines(told: Line, indent: int = 2) -> int:
    """Count the lines that a line takes on paper, with what is told below it."""
    own = next(words_of(told))
    return len(wrapped(own, BREADTH - indent)) + sum(printed_lines(one, indent + 2) for one in told.below)


def numbers(indexes: Sequence[int]) -> str:
    """List entry numbers, runs as such: "entries 4, 7–12"."""
    if not indexes:
        return "no entry"
    runs: list[list[int]] = []
    for one in indexes:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) > RUNS:
        return f"{len(indexes):,} entries between {indexes[0]} and {indexes[-1]}; the log lists them"
    shown = [f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return f"{'entry' if len(indexes) == 1 else 'entries'} {', '.join(shown)}"


def _overdue(found: Since) -> str:
    owes = sum(one.overdue is not None for one in found.owes)
    owed = sum(one.overdue is not None for one in found.owed)
    return f"Overdue: {owes:,} that it owes, {owed:,} that it is owed."


def _short(told: Line) -> Line:
    """Cut somebody's words to what is told here."""
    return replace(
        told,
        said=tuple(
            Theirs(shortened(one.words, WORDS)) if isinstance(one, Theirs) else one for one in told.said
        ),
        below=tuple(_short(one) for one in told.below),
    )


def _owed(found: Since, teller: Teller) -> list[_Row]:
    return [_of_owed(one, teller) for one in (*found.owes, *found.owed)]


def _of_owed(one: Owed, teller: Teller) -> _Row:
    return _short(owed_line(one, teller)), one.entries


def _touched(found: Since, teller: Teller) -> list[_Row]:
    """Tell of its provisions, each named once with all about it below."""
    rows: list[_Row] = []
    by_place: dict[tuple[str, tuple[str, ...]], list[Touched]] = {}
    for one in found.touched:
        by_place.setdefault((one.draft.tabled.leaf, one.provisions), []).append(one)
    for those in by_place.values():
        first = those[0]
        where = teller.provisions(first.draft.tabled.leaf, first.provisions)
        way = teller.way_to(first.draft.tabled.leaf, first.provisions[0])
        named = line(f"{where} of draft {first.draft.number}", of=way)
        rows.append((named, tuple(one.entered for one in those)))
        rows += [(_under(_short(_touch(one, teller))), (one.entered,)) for one in those]
    return rows


def _touch(one: Touched, teller: Teller) -> Line:
    if not one.answers:
        return act_line(one.entered, teller)
    return line(
        f"{teller.by(one.entered)} answers:", below=tuple(answer_line(answer) for answer in one.answers)
    )


def _under(told: Line) -> Line:
    """Mark a line as standing under the one before."""
    return replace(told, mark=_UNDER)


_UNDER: Final = "·"


def _gathered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put the lines that stand under another below it."""
    found: list[Line] = []
    for one in lines:
        if one.mark == _UNDER and found:
            under = replace(one, mark="")
            found[-1] = replace(found[-1], mark="", below=(*found[-1].below, under))
        else:
            found.append(one)
    return tuple(found)


def _drafts(found: Since, teller: Teller) -> list[_Row]:
    rows: list[_Row] = []
    for one in found.drafts:
        tabled = (one.draft.tabled,)
        rows.append((line(*teller.draft(one.draft), f", tabled by {teller.by(one.draft.tabled)}"), tabled))
        rows += [(_under(_short(told)), tabled) for told in _carried(one, teller)]
    return rows


def _carried(one: NewDraft, teller: Teller) -> Iterable[Line]:
    if one.unread:
        yield line(one.unread)
    for change in one.changes:
        yield change_line(change, one.draft, teller, one.alerts)
    if one.answers:
        count = Counter(_outcome(each.outcome) for each in one.answers)
        sums = " + ".join(f"{count[name]} {name}" for name in _OUTCOMES if count[name])
        yield line(
            f"its answers to the draft before, {len(one.answers):,} = {sums}: none is one to this draft"
        )
        for each in one.answers:
            if isinstance(each.outcome, NeedsConfirmation):
                where = (
                    teller.named(one.draft.follows or one.draft.tabled.leaf, each.answer.provision) or WHOLE
                )
                what = f"{each.reference}, {where}, {title(each.answer.position)}"
                yield line(f"{what}, is in need of confirmation: {each.outcome.because}")
    if one.kept:
        yield line(f"kept word for word: {teller.provisions(one.draft.tabled.leaf, one.kept)}")


_OUTCOMES: Final = ("unchanged", "moved", "in need of confirmation", "void")


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case Unchanged():
            return "unchanged"
        case Relocated():
            return "moved"
        case NeedsConfirmation():
            return "in need of confirmation"
        case Void():
            return "void"
        case _:
            assert_never(outcome)


def _acts(entries: Iterable[Entered], teller: Teller) -> list[_Row]:
    return [(_short(act_line(one, teller)), (one,)) for one in entries]


_SECTIONS: Final[tuple[tuple[str, str, Callable[[Since, Teller], list[_Row]]], ...]] = (
    (
        "Written down in its name, not signed by it",
        "",
        lambda found, teller: _acts(found.in_its_name, teller),
    ),
    ("What it owes, and is owed", "", _owed),
    ("In its provisions", ITS_RULE, _touched),
    ("New drafts, and what became of its provisions", "", _drafts),
    ("To it", "", lambda found, teller: _acts(found.to_it, teller)),
    ("For everybody", "", lambda found, teller: _acts(found.for_all, teller)),
)
