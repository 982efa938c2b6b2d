"""``travaux retable``: answers to the draft before, given again in the same names, for the same readers."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, zip_longest
from typing import TYPE_CHECKING, Any

from travaux.cli import exit_codes
from travaux.cli.asking import not_here_told
from travaux.cli.circles import audience, wider_told
from travaux.cli.desk import Desk, at_desk
from travaux.cli.hearing import heard_as
from travaux.cli.papers import tell
from travaux.cli.reading import Read, read_bytes
from travaux.cli.recording import Proposed, one_list, recorded
from travaux.cli.refusal import NotRecorded, Refused
from travaux.cli.replacing import taken_by
from travaux.cli.saying import audience_told
from travaux.cli.sheet import indented, sheet_again
from travaux.cli.voice import say
from travaux.compile.additions import identity_named, stands_in
from travaux.record.act import GivesAnswer
from travaux.record.circle import as_it_was
from travaux.record.consolidation import consolidation
from travaux.record.entry import MEMBERS, Reference
from travaux.record.spoken_of import spoken_of
from travaux.record.undone import beside
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.left_behind import said_since
from travaux.record.views.still_said import still_said
from travaux.text.address import is_within
from travaux.text.phrase import phrase
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.answers.position import Position
    from travaux.cli.succeeding import Again
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Answers given in the same names for the same readers, as the entry by which they are given again."""

    answers: tuple[str, ...]
    """The units that they are on the draft before."""
    principals: tuple[PartyCode, ...]
    """Those in whose name it is, its party where it is that one's alone."""
    proposed: Proposed
    vis: str
    """For whom they were, and are."""
    repeats: tuple[Reference, ...]
    """The entries by which they were given."""


def retable(options: argparse.Namespace) -> int:
    """Record answers to the draft before once more, by their party's word, as answers to the new one.

    Where they were given in the names of different parties, or for different readers, there is an entry for
    each of these. What cannot be written down again is left out and told, and the run is incomplete.
    """
    from travaux.cli.succeeding import (  # noqa: PLC0415  slow to load
        again,
        all_own,
        behind_told,
        earlier,
        followed,
        succession_of,
    )

    with at_desk(options) as desk, not_here_told():
        draft = desk.draft(options.draft)
        party = _whose(options, desk)
        known = disclosed(desk.state, everything)
        of = None if options.of is None else desk.draft(options.of)
        then = earlier(known, desk, draft, party, of=of, named=options.answers)
        last = then == followed(known, draft)
        since = None if last else said_since(known, desk.library, draft, then, party)
        old = consolidation(known, desk.library, then)
        found = succession_of(old, known, desk, draft)
        tell(behind_told(known, desk, draft, party))
        wanted = again(found, party, options.answers, old, known, since=since)
        chosen = "" if options.audience is None else audience(desk, options.audience)
        wanted = for_others(wanted, chosen) if chosen else wanted
        answers = _written_again(wanted, desk, draft, party)
        ends = exit_codes.DONE if answers == wanted else exit_codes.INCOMPLETE
        every = last and all_own(found, party, answers)
        parts = given_again(answers, desk, known, draft, party, every=every, chosen=chosen)
        if len(parts) > 1 and (options.out is not None or not desk.can_be_added_to):
            raise Refused(_not_together(parts, desk))
        if not options.json:
            say(*_in_whose_names(parts, party), *_for_whom(parts, desk))
        if len(parts) == 1:
            with one_list(options) as done:
                done.append(_recorded(options, desk, parts[0]))
            return ends
    with one_list(options) as done:
        for one in parts:
            with at_desk(options) as desk:
                done.append(_recorded(options, desk, one))
    return ends


def _written_again(
    answers: tuple[Again, ...], desk: Desk, draft: Draft, party: PartyCode
) -> tuple[Again, ...]:
    """Leave out, and tell, what cannot be written down again word for word; all, where nothing can."""
    can = tuple(one for one in answers if is_written_again(one.answer, one.principals, desk, draft, party))
    if not can or len(can) == len(answers):
        return answers
    text = desk.text(draft)
    left = ", ".join(_name(one.answer.provision, text) for one in answers if one not in can)
    told = f"Left out, for it cannot be written down again word for word: what was said of {left}."
    tell((f"{told} Give it anew with travaux answer.",))
    return can


def _name(provision: str, text: Text | None) -> str:
    """Name what an answer is on as the draft numbers it."""
    at = None if text is None else text.index(provision)
    return provision or "the whole text" if text is None or at is None else cite(text, at)


def is_written_again(
    answer: Answer, principals: Sequence[PartyCode], desk: Desk, draft: Draft, party: PartyCode
) -> bool:
    """Whether an answer can be written down again to the new draft word for word."""
    try:
        read = _read_again((answer,), principals, desk, draft, party)
    except Refused:
        return False
    return _positions_in(read) == (answer.position,)


def _read_again(
    answers: Sequence[Answer], principals: Sequence[PartyCode], desk: Desk, draft: Draft, party: PartyCode
) -> Read:
    sheet = sheet_again(answers, desk, draft, party, principals)
    return read_bytes(sheet.encode(), f"{party}.md", tuple(desk.state.members))


def _positions_in(read: Read) -> tuple[Position, ...]:
    said = () if read.reading is None or read.reading.reply is None else read.reading.reply.answers
    return tuple(one.position for one in said)


def _recorded(options: argparse.Namespace, desk: Desk, one: Part) -> dict[str, Any]:
    if not options.json:
        say(indented(one.proposed.brought[0].data.decode()))
    tell(tuple(wider_told(one.repeats, one.vis, _whose(options, desk), desk.state)))
    return recorded(options, desk, one.proposed, one.vis)


def _whose(options: argparse.Namespace, desk: Desk) -> PartyCode:
    return desk.member(options.on_behalf or options.actor or desk.keeper)


def for_others(answers: Sequence[Again], vis: str) -> tuple[Again, ...]:
    """Give them for an audience that was chosen, whoever's eyes they were for."""
    return tuple(replace(one, vis=vis) for one in answers)


def _for_whom(parts: Sequence[Part], desk: Desk) -> Iterable[str]:
    """Say for whom they are, where that is not all members."""
    readers = list(dict.fromkeys(one.vis for one in parts))
    told = "; ".join(audience_told(one, desk.state) for one in readers)
    if len(readers) > 1:
        yield f"They are not all for the same readers. So there are {len(parts)} entries, for: {told}."
    elif readers != [MEMBERS]:
        yield f"For {told}."


def _readers(one: Part, desk: Desk) -> str:
    return "" if one.vis == MEMBERS else f", for {audience_told(one.vis, desk.state)}"


def _in_whose_names(parts: Sequence[Part], party: PartyCode) -> Iterable[str]:
    if len({frozenset(one.principals) for one in parts}) > 1:
        names = "; ".join(", ".join(one.principals) for one in parts)
        yield (
            f"They were not all given in the same names. So there are {len(parts)} entries, in the name "
            f"of: {names}."
        )
    elif parts[0].principals != (party,):
        yield f"In the name of {', '.join(parts[0].principals)}, as they were given."


def _not_together(parts: Sequence[Part], desk: Desk) -> str:
    each = "; ".join(
        f"{' '.join(one.answers)} in the name of {', '.join(one.principals)}{_readers(one, desk)}"
        for one in parts
    )
    return (
        "These answers were not given in the same names for the same readers, so they are "
        f"{len(parts)} entries: {each}. "
        "Entries that are sent on are signed one at a time. Name the answers of one of them."
    )


def given_again(
    answers: Sequence[Again],
    desk: Desk,
    known: Disclosed,
    draft: Draft,
    party: PartyCode,
    *,
    every: bool,
    chosen: str = "",
) -> tuple[Part, ...]:
    """Give *answers* as they are given once more, to the new draft, in the names they were given in.

    One entry for each set of names and each audience, in the order in which they are to be recorded: what
    is said of an article comes before what is said of something in it, whose place it would take. They
    answer the draft in whole
    only where they are *every* answer of a party that had answered the one before in whole, or where one of
    them is to the whole text; else the provisions that they name.
    Raises NotRecorded for one that cannot be written down word for word, and Refused for several on one
    provision in different names or for different readers.
    """
    new = not still_said(known, desk.library, draft, party)
    old = None if draft.follows is None else known.drafts.get(draft.follows)
    own = () if old is None else [known.answers[leaf] for leaf in still_said(known, desk.library, old, party)]
    before = [
        (frozenset(one.principals or (party,)), chosen or as_it_was(one.entered, known))
        for one in own
        if not one.provisions
    ]
    parts = _parted(answers, desk, draft)
    whole = None
    if new and every and before:
        whole = next((at for at, part in enumerate(parts) if part[0].apart == before[-1]), None)
        if whole and not _overlapping(answers, desk, draft):
            parts.insert(0, parts.pop(whole))
            whole = 0
    return tuple(
        _proposed(
            part,
            desk,
            draft,
            party,
            whole=new and (at == 0 == whole or any(not one.answer.provision for one in part)),
        )
        for at, part in enumerate(parts)
    )


def _proposed(part: Sequence[Again], desk: Desk, draft: Draft, party: PartyCode, *, whole: bool) -> Part:
    principals = part[0].principals
    read = _read_again([one.answer for one in part], principals, desk, draft, party)
    for one, after in zip_longest(part, _positions_in(read)):
        if one is None or one.answer.position != after:
            name = "an answer" if one is None else one.answer.provision or "the whole text"
            raise NotRecorded(
                phrase(
                    "nothing was recorded: what was said of {name} cannot be written down again word for "
                    "word. Give that answer anew by itself, and name the others here.",
                    name=name,
                ),
                "See travaux answer.",
            )
    concerns = desk.concerning(draft, ()) if whole else _concerns(draft, desk, part)
    hearing = heard_as(read, party, desk, draft).hearing
    return Part(
        answers=tuple(one.reference for one in part),
        principals=principals or (party,),
        proposed=Proposed(
            act=GivesAnswer(principals=principals),
            re=concerns,
            brought=(read.brought,),
            takes=taken_by(desk, draft, party, concerns, hearing),
            about=spoken_of(desk.state, desk.library, draft, party, hearing),
        ),
        vis=part[0].vis,
        repeats=tuple(Reference(leaf=leaf) for leaf in dict.fromkeys(one.given.leaf for one in part)),
    )


def _concerns(draft: Draft, desk: Desk, answers: Sequence[Again]) -> tuple[Reference, ...]:
    """Refer to the provisions of *draft* that *answers* are on, and to what parties would add to it.

    What would have no number is no place in an entry: what is said of that goes along with the others, and
    by itself is on what it would stand in. Raises Refused.
    """
    from travaux.text.resolve import resolve  # noqa: PLC0415  slow to load, and seldom needed

    text = desk.text(draft)
    names = tuple(dict.fromkeys(one.answer.provision for one in answers))
    if text is None:
        return desk.concerning(draft, names)
    found: list[Reference] = []
    for name in names:
        if resolve(name, text):
            found += desk.concerning(draft, [name])
        elif (place := identity_named(name, text)) is not None:
            found.append(Reference(leaf=draft.tabled.leaf, article=place))
    if not found:
        within = (stands_in(name, text) for name in names)
        places = dict.fromkeys(text.provisions[at].eid for at in within if at is not None)
        found += desk.concerning(draft, tuple(places) or names)
    return tuple(dict.fromkeys(found))


# --- in whose names, and for whom


def _parted(answers: Sequence[Again], desk: Desk, draft: Draft) -> list[list[Again]]:
    """Part the answers by those in whose names they were given, and by whom they were for."""
    groups: dict[tuple[frozenset[PartyCode], str], list[Again]] = {}
    for one in answers:
        groups.setdefault(one.apart, []).append(one)
    if not _overlapping(answers, desk, draft):
        return list(groups.values())
    # What an article is given comes first: later it would take the place of what is said of its paragraphs.
    broad = sorted(answers, key=lambda one: _depth(_address(one, desk, draft)))
    return [list(those) for _, those in groupby(broad, key=lambda one: one.apart)]


def _overlapping(answers: Sequence[Again], desk: Desk, draft: Draft) -> bool:
    """Whether answers in entries apart are on a provision and on something in it. Raises Refused."""
    found = False
    for one, other in combinations([(one, _address(one, desk, draft)) for one in answers], 2):
        (earlier, at), (later, there) = one, other
        if earlier.apart == later.apart:
            continue
        if at == there and not beside(earlier.answer):
            raise Refused(
                phrase(
                    "{earlier} and {later} are on one provision and were given in different names "
                    "or for different readers: as answers to the new draft the second would take the "
                    "place of the first. Nothing was recorded. Name one of them here, and give the other "
                    "anew.",
                    earlier=earlier.reference,
                    later=later.reference,
                ),
                "See travaux answer, travaux hold and travaux sponsor.",
            )
        found = found or not at or not there or is_within(at, there) or is_within(there, at)
    return found


def _depth(address: str) -> int:
    return address.count("__") + 1 if address else 0


def _address(one: Again, desk: Desk, draft: Draft) -> str:
    """Give where an answer stands in the new draft; "" for the whole text, and for what cannot be placed."""
    from travaux.text.resolve import resolve  # noqa: PLC0415  as above

    text = desk.text(draft)
    if text is None or not one.answer.provision:
        return ""
    name = one.answer.provision
    places = resolve(name, text)
    return text.provisions[places[0]].eid if places else identity_named(name, text) or name
