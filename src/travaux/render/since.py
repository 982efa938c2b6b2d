"""What changed for a party since it last looked, told on two printed pages; the rest by entry numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.render.acts import act_line
from travaux.render.answer_told import answer_line, before_told, position_name
from travaux.render.changes import change_line
from travaux.render.history import since_became
from travaux.render.in_name import in_the_name
from travaux.render.owed import owed_line
from travaux.render.phrases import shortened
from travaux.render.telling import WHOLE, Teller, codes, none
from travaux.render.times import moment
from travaux.render.told import Line, Section, Theirs, Told, line
from travaux.render.tongue import figure, said, said_again, say, say_count, sayable
from travaux.render.two_pages import (
    PAGE,
    PAGES,
    Group,
    Piece,
    counted_since,
    fitting,
    least_of,
    left_out,
    numbers,
    printed_lines,
    shared,
    squeezed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.outcome import Outcome
    from travaux.record.entry import Entered
    from travaux.record.views.new_draft import NewDraft
    from travaux.record.views.since import Since
    from travaux.record.views.touched import TakenBack, Touched

WORDS: Final = 180
"""Characters of somebody's words told here; the entry has them all."""
AROUND: Final = 9
"""Lines for the title, what stands below it, and all the rest by entry numbers."""
HEADING: Final = 2
"""Lines for the heading of a part, without its rule."""
OWED: Final = (20, 40)
"""Lines kept for what is owed: at least, though less is, for the page Today lists more; and at most."""

ITS_RULE: Final = sayable(
    "Its provisions are those that it has answered, holds, has asked about, joined at or tied, and what "
    "became of them in later drafts."
)
TO_IT_RULE: Final = sayable(
    "What others say of its proposals by its name, what is about its entries, and what is sent to it by "
    "name. None of it is told or counted again below."
)
CUT_RULE: Final = sayable(
    "There is no room for all. Each provision has the count of its entries; they are shown in turn, one of "
    "each provision, as they were entered, those on the last draft first."
)


def since_told(found: Since, teller: Teller, *, owed: bool = True) -> Told:
    """Tell what changed, at most two pages of it: what has no room is told by the numbers of its entries.

    First what was said or written in its name, or changed under what it stands by, and what is said of its
    proposals or to it; then its provisions; then the rest. *owed*: False leaves out what is owed, for a page
    that lists it itself: all else is cut at the same place.
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
    sections = list(_parts(found, teller, owed=owed))
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


def room_for_owed(found: Since, teller: Teller) -> int:
    """Give how many printed lines what is owed may take, here and on the page Today."""
    least, most = OWED
    return min(max(least, sum(one.needs for one in _owed(found, teller))), most)


def _parts(found: Since, teller: Teller, *, owed: bool) -> Iterator[Section]:
    """Tell the parts that have anything to tell, each in its room; what is owed has its own."""
    told = [(title, rule, share, groups(found, teller)) for title, rule, share, groups in _SECTIONS]
    told = [one for one in told if one[-1]]
    kept = room_for_owed(found, teller)
    others = [one for one in told if one[2]]
    headings = sum(HEADING + printed_lines(line(_rule(rule, groups))) for _, rule, _, groups in told)
    room = PAGES * PAGE - AROUND - headings - kept
    ways = [[count(groups) for *_, groups in others] for count in (least_of, squeezed)]
    first = next((one for one in ways if sum(one) <= room), [0] * len(others))
    needs = [sum(one.needs for one in groups) for *_, groups in others]
    shares = [share for _, _, share, _ in others]
    rest = [need - own for need, own in zip(needs, first, strict=True)]
    more = shared(rest, shares, room - sum(first))
    rooms = iter([own + added for own, added in zip(first, more, strict=True)])
    for title, rule, share, groups in told:
        if share or owed:
            its = next(rooms) if share else kept
            cut = sum(one.needs for one in groups) > its
            told_rule = _rule(rule, groups if cut else ())
            yield Section(title=say(title), rule=told_rule, lines=fitting(groups, its))


def _rule(rule: str, groups: Iterable[Group]) -> str:
    """Say what is listed, and how where there is no room for all."""
    cut = [say(CUT_RULE)] if any(one.counted_first for one in groups) else []
    return " ".join((*([say(rule)] if rule else []), *cut))


def _plain(rows: Iterable[tuple[Line, Entered]]) -> list[Group]:
    """Gather lines that stand under no heading, each with its entry."""
    pieces = tuple(Piece(lines=(told,), entries=(entry.index,)) for told, entry in rows)
    return [Group(pieces=pieces, left=left_out)] if pieces else []


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


def _owed(found: Since, teller: Teller) -> list[Group]:
    pieces = tuple(
        Piece(
            lines=(_short(owed_line(one, teller)),),
            entries=tuple(entered.index for entered in one.entries),
        )
        for one in (*found.owes, *found.owed)
    )
    return [Group(pieces=pieces, left=_on_the_docket)] if pieces else []


def _on_the_docket(_shown: Sequence[Piece], left: Sequence[Piece]) -> str:
    return say_count(
        "{count} more is on the docket",
        "{count} more are on the docket",
        len(left),
    )


def _touched(found: Since, teller: Teller) -> list[Group]:
    """Tell of its provisions, each named once with all about it below, but for what is told above."""
    return _by_place([one for one in found.touched if not one.to_it], teller)


def _to_it(found: Since, teller: Teller) -> list[Group]:
    """Tell what is said of its proposals and to it: at its provisions, then what is on none of them."""
    at_places = _by_place([one for one in found.touched if one.to_it], teller)
    return [*at_places, *_acts(found.to_it, teller)]


def _by_place(touched: Iterable[Touched], teller: Teller) -> list[Group]:
    by_place: dict[tuple[str, tuple[str, ...]], list[Touched]] = {}
    for one in touched:
        by_place.setdefault((one.draft.tabled.leaf, one.provisions), []).append(one)
    last = max((one.number for one in teller.known.drafts.values()), default=0)
    groups: list[Group] = []
    for those in by_place.values():
        draft, provisions = those[0].draft, those[0].provisions
        where = teller.provisions(draft.tabled.leaf, provisions)
        name = say("{provision} of draft {number}", provision=where, number=draft.number)
        groups.append(
            Group(
                pieces=tuple(_pieces(those, teller)),
                left=counted_since,
                head=line(name, of=teller.way_to(draft.tabled.leaf, provisions[0])),
                name=f"{where} ({figure(len({one.entered.index for one in those}))})",
                of=say("draft {number}", number=draft.number),
                counted_first=True,
                after=last - draft.number,
            )
        )
    return groups


def _pieces(those: Sequence[Touched], teller: Teller) -> Iterator[Piece]:
    """Tell each entry about a provision; what one takes back is not told again where it stands here."""
    lines: dict[int, list[Line]] = {}
    told = {(one.entered.leaf, answer) for one in those for answer in one.answers}
    for one in those:
        back = [taken for taken in one.taken_back if (taken.given.leaf, taken.answer) not in told]
        lines.setdefault(one.entered.index, []).append(_short(_touch(one, back, teller)))
    for index, those_lines in lines.items():
        yield Piece(lines=tuple(those_lines), entries=(index,))


def _said_for_it(found: Since, teller: Teller) -> list[Group]:
    """Tell what others have said in its name: the entry, and below it each answer with all it says."""
    rows: list[tuple[Line, Entered]] = []
    for one in found.said_for_it:
        leaf = one.draft.tabled.leaf
        below = tuple(
            answer_line(
                answer, say("{provision}: ", provision=teller.named(leaf, answer.provision) or say(WHOLE))
            )
            for answer in one.answers
        )
        told = act_line(one.entered, teller)
        rows.append((_short(replace(told, below=(*told.below, *below))), one.entered))
    return _plain(rows)


def _changed(found: Since, teller: Teller) -> list[Group]:
    """Tell what it stands by and others propose no longer: what it said, and of what; what became of that."""
    rows: list[tuple[Line, Entered]] = []
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
        rows.append((_short(told), one.entered if one.by is None else one.by))
    return _plain(rows)


def _touch(one: Touched, taken_back: Iterable[TakenBack], teller: Teller) -> Line:
    if not one.answers:
        told = act_line(one.entered, teller)
        back = (_taken_back(taken, one, teller) for taken in taken_back)
        return replace(told, below=(*told.below, *back))
    who = teller.by(one.entered) + in_the_name(one.principals, one.entered.author)
    return line(
        say("{who} answers{since}:", who=who, since=since_became(one.became)),
        below=tuple(_answered(answer, one, teller) for answer in one.answers),
    )


def _taken_back(taken: TakenBack, one: Touched, teller: Teller) -> Line:
    told = _answered(taken.answer, one, teller)
    if not set(taken.principals) - {taken.given.author}:
        return told
    whose = line(say("given in the name of {parties}", parties=codes(taken.principals)))
    return replace(told, below=(whose, *told.below))


def _answered(answer: Answer, touched: Touched, teller: Teller) -> Line:
    """Tell an answer, with the provision that it is on where that is not what stands above it."""
    leaf = touched.draft.tabled.leaf
    named = teller.named(leaf, answer.provision)
    if not named or named == teller.provisions(leaf, touched.provisions):
        return answer_line(answer)
    return answer_line(answer, say("{provision}: ", provision=named))


def _drafts(found: Since, teller: Teller) -> list[Group]:
    """Tell of the new drafts, the last first."""
    groups: list[Group] = []
    for at, one in enumerate(reversed(found.drafts)):
        draft, who = teller.draft(one.draft), teller.by(one.draft.tabled)
        groups.append(
            Group(
                pieces=tuple(
                    Piece(lines=(_short(told),), entries=(one.draft.tabled.index,))
                    for told in _carried(one, teller)
                ),
                left=_of_the_draft,
                head=line(*said("{draft}, tabled by {who}", draft=draft, who=who)),
                name=say("draft {number}", number=one.draft.number),
                after=at,
            )
        )
    return groups


def _of_the_draft(_shown: Sequence[Piece], left: Sequence[Piece]) -> str:
    return say_count(
        "{count} more of what became of its provisions in it is not shown here",
        "{count} more of what became of its provisions in it are not shown here",
        len(left),
    )


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


def _acts(entries: Iterable[Entered], teller: Teller) -> list[Group]:
    return _plain((_short(act_line(one, teller)), one) for one in entries)


_SECTIONS: Final[tuple[tuple[str, str, int, Callable[[Since, Teller], list[Group]]], ...]] = (
    (sayable("Said in its name"), "", 3, _said_for_it),
    (sayable("Changed or withdrawn by others, of what it supports or opposes"), "", 4, _changed),
    (
        sayable("Written down in its name, not signed by it"),
        "",
        3,
        lambda found, teller: _acts(found.in_its_name, teller),
    ),
    (sayable("Of its proposals, and to it"), TO_IT_RULE, 6, _to_it),
    (sayable("What it owes, and is owed"), "", 0, _owed),
    (sayable("New drafts, and what became of its provisions"), "", 4, _drafts),
    (sayable("In its provisions"), ITS_RULE, 7, _touched),
    (sayable("For everybody"), "", 4, lambda found, teller: _acts(found.for_all, teller)),
)
"""A part's title, what is listed in it, its share of the room, and what it tells. What one does not need of
its share goes to the others; no share: it has a room of its own."""
