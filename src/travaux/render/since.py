"""What changed for a party since it last looked, told on two printed pages; the rest by entry numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.render.acts import act_line
from travaux.render.answer_told import answer_line, before_told, position_name
from travaux.render.changes import change_line
from travaux.render.columns import wrapped
from travaux.render.docket import owed_line
from travaux.render.history import since_became
from travaux.render.phrases import shortened
from travaux.render.telling import WHOLE, Teller, none
from travaux.render.times import moment
from travaux.render.told import Line, Section, Theirs, Told, line, words_of
from travaux.render.tongue import comma, figure, said, said_again, say, say_count, sayable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.outcome import Outcome
    from travaux.record.entry import Entered
    from travaux.record.views.docket import Owed
    from travaux.record.views.new_draft import NewDraft
    from travaux.record.views.since import Since
    from travaux.record.views.touched import Touched

PAGES: Final = 2
PAGE: Final = 60
"""Lines of a printed page, A4 or Letter, in the size in which the page is set."""
BREADTH: Final = 96
"""Characters of such a line."""
WORDS: Final = 180
"""Characters of somebody's words told here; the entry has them all."""
RUNS: Final = 12
"""Runs of entry numbers that are listed; more of them are counted, and the log lists them."""

SHARES: Final = (3, 4, 3, 5, 7, 4, 4, 4)
"""Of what room there is, the shares of: said in its name; changed under it; written down in its name; owed
by it and to it; its provisions; new drafts; to it; for all. What one does not need goes to the others."""
ITS_RULE: Final = sayable(
    "Its provisions are those that it has answered, holds, has asked about, joined at or tied, and what "
    "became of them in later drafts."
)


def since_told(found: Since, teller: Teller, *, lines: int = PAGES * PAGE) -> Told:
    """Tell what changed, at most two pages of it: what has no room is told by the numbers of its entries.

    *lines*: how many printed lines of the two pages it may take.
    """
    head = (
        line(
            say_count(
                "It has {count} entry now, {more} more, as of {time}.",
                "It has {count} entries now, {more} more, as of {time}.",
                found.upto,
                more=figure(found.upto - found.size),
                time=moment(found.at, teller.zone),
            )
        ),
        line(_overdue(found)),
    )
    told = [(title, rule, rows(found, teller)) for title, rule, rows in _SECTIONS]
    room = lines - 9 - 3 * sum(1 for *_, rows in told if rows)  # what has nothing to tell has no heading
    rooms = _shared([sum(printed_lines(one) for one, _ in rows) for *_, rows in told], room)
    sections = [
        Section(title=say(title), rule=say(rule), lines=_gathered(_fitting(rows, own)))
        for (title, rule, rows), own in zip(told, rooms, strict=True)
        if rows
    ]
    rest = [
        line(say(message, party=found.party, entries=numbers([one.index for one in entries])))
        for message, entries in (
            (sayable("Other entries: {entries}"), found.others),
            (sayable("{party}'s own: {entries}"), found.own),
        )
        if entries
    ]
    if rest:
        sections.append(Section(title=say("All the rest"), lines=tuple(rest)))
    if not sections:
        sections.append(Section(title=say("What is new"), lines=(none(say("Nothing was recorded since.")),)))
    return Told(
        title=(
            say_count(
                "What changed for {party} since the record had {count} entry",
                "What changed for {party} since the record had {count} entries",
                found.size,
                party=found.party,
            ),
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
            lines.append(
                line(say("and {count} more: {entries}", count=figure(len(rows) - at), entries=numbers(left)))
            )
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
        return say("no entry")
    runs: list[list[int]] = []
    for one in indexes:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) > RUNS:
        return say(
            "{count} entries between {first} and {last}; the log lists them",
            count=figure(len(indexes)),
            first=indexes[0],
            last=indexes[-1],
        )
    shown = [f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    if len(indexes) == 1:
        return say("entry {number}", number=indexes[0])
    return say("entries {numbers}", numbers=comma().join(shown))


def _overdue(found: Since) -> str:
    owes = sum(one.overdue is not None for one in found.owes)
    owed = sum(one.overdue is not None for one in found.owed)
    return say("Overdue: {owes} that it owes, {owed} that it is owed.", owes=figure(owes), owed=figure(owed))


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
        name = say("{provision} of draft {number}", provision=where, number=first.draft.number)
        named = line(name, of=way)
        rows.append((named, tuple(one.entered for one in those)))
        rows += [(_under(_short(_touch(one, teller))), (one.entered,)) for one in those]
    return rows


def _said_for_it(found: Since, teller: Teller) -> list[_Row]:
    """Tell what others have said in its name: the entry, and below it each answer with all it says."""
    rows: list[_Row] = []
    for one in found.said_for_it:
        leaf = one.draft.tabled.leaf
        below = tuple(
            answer_line(
                answer, say("{provision}: ", provision=teller.named(leaf, answer.provision) or say(WHOLE))
            )
            for answer in one.answers
        )
        told = act_line(one.entered, teller)
        rows.append((_short(replace(told, below=(*told.below, *below))), (one.entered,)))
    return rows


def _changed(found: Since, teller: Teller) -> list[_Row]:
    """Tell what it stands by and others propose no longer: what it said, and of what; what became of that."""
    rows: list[_Row] = []
    for one in found.changed:
        leaf = one.draft.tabled.leaf
        where = teller.provision(leaf, one.address) if one.address else say(WHOLE)
        place = say("{provision} of draft {number}", provision=where, number=one.draft.number)
        told = line(
            *said("{provision}: {position}", provision=place, position=position_name(one.position)),
            ", ",
            teller.entry(one.entered),
            below=before_told(one.before),
        )
        rows.append((_short(told), (one.entered if one.by is None else one.by,)))
    return rows


def _touch(one: Touched, teller: Teller) -> Line:
    if not one.answers:
        told = act_line(one.entered, teller)
        back = (_answered(answer, one, teller) for answer in one.taken_back)
        return replace(told, below=(*told.below, *back))
    return line(
        say("{who} answers{since}:", who=teller.by(one.entered), since=since_became(one.became)),
        below=tuple(_answered(answer, one, teller) for answer in one.answers),
    )


def _answered(answer: Answer, touched: Touched, teller: Teller) -> Line:
    """Tell an answer, with the provision that it is on where that is not what stands above it."""
    leaf = touched.draft.tabled.leaf
    named = teller.named(leaf, answer.provision)
    if not named or named == teller.provisions(leaf, touched.provisions):
        return answer_line(answer)
    return answer_line(answer, say("{provision}: ", provision=named))


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
        draft, who = teller.draft(one.draft), teller.by(one.draft.tabled)
        rows.append((line(*said("{draft}, tabled by {who}", draft=draft, who=who)), tabled))
        rows += [(_under(_short(told)), tabled) for told in _carried(one, teller)]
    return rows


def _carried(one: NewDraft, teller: Teller) -> Iterable[Line]:
    if one.unread:
        yield line(said_again(one.unread))
    for change in one.changes:
        yield change_line(change, one.draft, teller, one.alerts, among=one.changes)
    if one.answers:
        count = Counter(_outcome(each.outcome) for each in one.answers)
        sums = " + ".join(f"{count[name]} {say(name)}" for name in _OUTCOMES if count[name])
        yield line(
            say(
                "its answers to the draft before, {count} = {sums}: none is one to this draft",
                count=figure(len(one.answers)),
                sums=sums,
            )
        )
        before = one.draft.follows or one.draft.tabled.leaf
        for each in one.answers:
            if isinstance(each.outcome, NeedsConfirmation):
                yield line(
                    say(
                        "{answer}, {provision}, {position}, is in need of confirmation: {because}",
                        answer=each.reference,
                        provision=teller.named(before, each.answer.provision) or say(WHOLE),
                        position=position_name(each.answer.position),
                        because=say(each.outcome.because),
                    )
                )
    if one.kept:
        places = teller.provisions(one.draft.tabled.leaf, one.kept)
        yield line(say("kept word for word: {provisions}", provisions=places))


_OUTCOMES: Final = (
    sayable("unchanged"),
    sayable("moved"),
    sayable("in need of confirmation"),
    sayable("void"),
)


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
    (sayable("Said in its name"), "", _said_for_it),
    (sayable("Changed or withdrawn by others, of what it supports or opposes"), "", _changed),
    (
        sayable("Written down in its name, not signed by it"),
        "",
        lambda found, teller: _acts(found.in_its_name, teller),
    ),
    (sayable("What it owes, and is owed"), "", _owed),
    (sayable("In its provisions"), ITS_RULE, _touched),
    (sayable("New drafts, and what became of its provisions"), "", _drafts),
    (sayable("To it"), "", lambda found, teller: _acts(found.to_it, teller)),
    (sayable("For everybody"), "", lambda found, teller: _acts(found.for_all, teller)),
)
