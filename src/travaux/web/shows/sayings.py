"""What a reply that is about to be recorded says, provision by provision, its words beside the draft's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from django.utils.translation import gettext

from travaux.answers.answer import Answer
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.cli.hearing import hearing_of, known_to
from travaux.cli.intake import Given, reply_of
from travaux.cli.reading import read_bytes
from travaux.compile.additions import place_said
from travaux.compile.compilation import LeftOut
from travaux.compile.heard import Heard
from travaux.compile.proposed import proposed
from travaux.record.act import GivesAnswer, JoinsSponsors, LeavesSponsors
from travaux.record.act import Withdraws as TakesBack
from travaux.record.adding import hearings
from travaux.render import element as h
from travaux.render.answer_told import position_name
from travaux.render.found import found
from travaux.render.place import named_place
from travaux.render.place import place as named
from travaux.render.tongue import semicolon
from travaux.text.notation import show
from travaux.text.provision_name import cite, cite_address
from travaux.text.struck import struck_with
from travaux.text.wording import PartyCode
from travaux.web.acts.outright import lost, narrowed, replaced
from travaux.web.acts.preparing import about, act_of, references
from travaux.web.shows.marks import first_changed, inserted, marked, noted, respaced, struck, theirs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.answers.answer import Unread
    from travaux.answers.position import Edit, NewProvision, Position
    from travaux.cli.desk import Desk
    from travaux.cli.reading import Read
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered, LeafHash, Reference
    from travaux.record.negotiation import Draft
    from travaux.text.instrument import Text
    from travaux.text.wording import Wording
    from travaux.web.accounts.models import Prepared

MOST: Final = 400
"""Answers of one reply that are shown before it is recorded; the document itself is shown in whole."""


_PROPOSES: Final = (Adds, Amends, AmendsWords, Deletes, Editorial, Merges, Moves, Splits)
"""What others can join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One answer."""

    where: str
    position: str = ""
    words: h.Element | None = None
    """What it proposes, marked against the draft."""
    respaced: bool = False
    """Its words are the draft's and its white space is not."""
    rows: tuple[tuple[str, str], ...] = ()
    """What else it says: what it is called, and the words."""
    fault: str = ""
    """Why it is not understood."""
    joined: tuple[Saying, ...] = ()
    """What it joins, as its party's answer has it."""
    gist: str = ""
    """The words by which it is known from others: the first it changes, else its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a reply says, and what of it is not understood."""

    title: str = ""
    sayings: tuple[Saying, ...] = ()
    marks: bool = True
    """Whether its words are marked against the draft's."""
    more: int = 0
    """How many further answers it has."""
    unread: tuple[Unread, ...] = ()


def told_of_prepared(one: Prepared, desk: Desk) -> tuple[Told, ...]:
    """Say what each document of a prepared answer comes to; of any other act, on which words it is."""
    if isinstance(act_of(one), JoinsSponsors | LeavesSponsors):
        return _joined(one, desk)
    if isinstance(act_of(one), TakesBack):
        return told_of_entries(references(one), desk, gettext("What is taken back"))
    drafts = [each.leaf for each in references(one) if each.leaf in desk.state.drafts]
    if not drafts:
        return ()
    draft = desk.state.drafts[drafts[0]]
    if not isinstance(act_of(one), GivesAnswer):
        return _on_words(one, desk, draft)
    party = PartyCode(one.on_behalf or one.party)
    read = [read_bytes(bytes(doc.data), doc.name, desk.named_in(draft)) for doc in one.documents.all()]
    return tuple(told(each, party, PartyCode(one.party), desk, draft) for each in read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """An earlier answer, and what of it would not be said any more."""

    entered: Entered
    sayings: tuple[Saying, ...]
    """None: what it says cannot be read."""


def replaced_told(one: Prepared, desk: Desk) -> tuple[Replaced, ...]:
    """Say in its words what a prepared answer would take the place of; nothing of any other act."""
    draft = about(one, desk.state)
    text = None if draft is None else desk.text(draft)
    return tuple(
        Replaced(
            entered=each.entered,
            sayings=()
            if text is None
            else tuple(saying(it.answer, it.provision, text, fault="") for it in each.answers),
        )
        for each in replaced(one, desk)
    )


def lost_told(one: Prepared, desk: Desk) -> tuple[str, ...]:
    """Name the provisions where something would stand no more that a prepared answer passes over."""
    return _places([(each.answer.provision, each.provision) for _, each in lost(one, desk)], one, desk)


def narrowed_told(one: Prepared, desk: Desk) -> tuple[str, ...]:
    """Name the provisions that a prepared answer names, where it could answer these alone."""
    draft = about(one, desk.state)
    text = None if draft is None else desk.text(draft)
    if text is None:
        return ()
    return tuple(named(cite_address(each.article, text)) for each in narrowed(one, desk))


def _places(those: Sequence[tuple[str, int | None]], one: Prepared, desk: Desk) -> tuple[str, ...]:
    draft = about(one, desk.state)
    text = None if draft is None else desk.text(draft)
    return tuple(
        dict.fromkeys(
            named(cite(text, at))
            if text is not None and at is not None
            else said or gettext("The whole text")
            for said, at in those
        )
    )


def _joined(one: Prepared, desk: Desk) -> tuple[Told, ...]:
    """Give the words that are joined, as their party's answer has them."""
    found: list[Saying] = []
    for reference, heard in _heard(references(one), desk):
        text = heard.base.draft
        asked = Answer(provision=reference.article, position=Supports(party=heard.party))
        those = proposed(Heard(answer=asked, provision=text.index(reference.article)), heard).answers
        found += [
            saying(each.answer, each.provision, text, fault="")
            for each in heard.heard
            if each.answer in those
        ]
    return (Told(title=gettext("These words"), sayings=tuple(found)),)


def _heard(those: Iterable[Reference], desk: Desk) -> Iterator[tuple[Reference, Hearing]]:
    """Go through the recorded answers named, each as it was heard; none of those that cannot be read."""
    for reference in those:
        given = desk.state.answers.get(reference.leaf)
        draft = None if given is None else desk.state.drafts.get(given.draft)
        if given is None or draft is None or desk.text(draft) is None:
            continue
        heard = desk.library.heard(desk.state, given, draft)
        if isinstance(heard, LeftOut):
            continue
        yield reference, heard


def told_of_entries(those: Iterable[Reference], desk: Desk, title: str) -> tuple[Told, ...]:
    """Say what recorded answers say, or say at the provisions named; nothing of one that cannot be read."""
    gathered: dict[tuple[LeafHash, int], Saying] = {}
    for reference, heard in _heard(those, desk):
        text = heard.base.draft
        for number, each in enumerate(heard.heard):
            above = () if each.provision is None else text.path(text.provisions[each.provision].eid)
            at = {"", place_said(each, text), *(it.eid for it in above)}
            if reference.article in at:
                fault = "" if each.fault is None else found(each.fault)
                gathered[reference.leaf, number] = saying(each.answer, each.provision, text, fault=fault)
    sayings = tuple(gathered.values())
    more = max(0, len(sayings) - MOST)
    return (Told(title=title, sayings=sayings[:MOST], more=more),) if sayings else ()


def _on_words(one: Prepared, desk: Desk, draft: Draft) -> tuple[Told, ...]:
    """Give the words of the draft that an act is on: of an article, all that stands in it."""
    text = desk.text(draft)
    addresses = [each.article for each in references(one) if each.article]
    if text is None or not addresses:
        return ()
    found = [text.index(each) for each in addresses]
    those = tuple(
        Saying(
            where=named(cite(text, at)),
            words=theirs(
                noted("\n".join(_printed(it.label, it.words) for it in text.provisions[at : text.end(at)]))
            ),
        )
        for at in found
        if at is not None
    )
    return (Told(title=gettext("On these words of the draft"), sayings=those, marks=False),)


def told(read: Read, party: PartyCode, actor: PartyCode, desk: Desk, draft: Draft) -> Told:
    """Say what a reply of *party* to *draft*, which *actor* would record, comes to.

    Nothing where either cannot be read.
    """
    if read.reading is None or desk.text(draft) is None:
        return Told()
    reply = reply_of(read.reading, Given(party=party, name=read.brought.name))
    if isinstance(reply, LeftOut):
        return Told()
    heard = hearing_of(reply, desk, draft, party, actor)
    if isinstance(heard, LeftOut):
        return Told(unread=reply.unread)
    text = heard.base.draft
    those = [
        replace(
            saying(one.answer, one.provision, text, fault="" if one.fault is None else found(one.fault)),
            joined=_supported(one, party, desk, draft),
        )
        for one in heard.heard[:MOST]
    ]
    return Told(
        title=gettext("What it says"),
        sayings=tuple(those),
        more=max(0, len(heard.heard) - MOST),
        unread=heard.reply.unread,
    )


def _supported(one: Heard, party: PartyCode, desk: Desk, draft: Draft) -> tuple[Saying, ...]:
    """Give the words that an answer supports, as their party proposes them now and *party* may read them."""
    position = one.answer.position
    if not isinstance(position, Supports) or one.provision is None:
        return ()
    others = hearings(known_to(party, desk), desk.library, draft)
    other = others.get(position.party)
    if other is None:
        return ()
    return tuple(
        saying(each.answer, each.provision, other.base.draft, fault="")
        for number, each in enumerate(other.heard)
        if each.provision == one.provision
        and each.fault is None
        and number not in other.withdrawn
        and isinstance(each.answer.position, _PROPOSES)
    )


def saying(answer: Answer, place: int | None, text: Text, *, fault: str) -> Saying:
    where = answer.provision or gettext("The whole text")
    old = ""
    if place is not None:
        where, old = named(cite(text, place)), show(text.provisions[place].words)
    words, rows = _shown(answer.position, place, text)
    proposed = _whole(answer.position)
    more = [(gettext("if"), one.words) for one in answer.conditions]
    more += [(gettext("reason"), answer.reason)] if answer.reason else []
    return Saying(
        where=where,
        position=position_name(answer.position),
        words=words,
        respaced=proposed is not None and respaced(old, proposed),
        rows=(*rows, *more),
        fault=fault,
        gist=_gist(answer, old),
    )


def _gist(answer: Answer, old: str) -> str:
    match answer.position:
        case AmendsWords(edits=(edit, *_)):
            return edit.new or edit.old
        case Adds(provisions=(first, *_)):
            return show(first.words)
        case Asks(question=question):
            return question
        case position:
            new = _whole(position)
            changed = "" if new is None else first_changed(old, new)
            return changed or answer.reason


def _whole(position: Position) -> str | None:
    """Give the words that would stand in place of the draft's."""
    match position:
        case Amends(words=words) | Editorial(words=words):
            return show(words)
        case AcceptsExcept(words=words) | Moves(words=words) if words is not None:
            return show(words)
        case _:
            return None


def _shown(  # noqa: C901  a row for each position
    position: Position, place: int | None, text: Text
) -> tuple[h.Element | None, list[tuple[str, str]]]:
    """Write the words of a position against the draft's, and what else there is to it."""
    old = "" if place is None else show(text.provisions[place].words)
    match position:
        case Amends(words=words, label=label):
            return marked(old, show(words)), _some((gettext("number"), label))
        case Editorial(words=words):
            return marked(old, show(words)), []
        case AcceptsExcept(exception=exception, words=words):
            return _against(old, words), _some((gettext("except"), exception))
        case AmendsWords(edits=edits):
            if (whole := _edited(old, edits)) is not None:
                return marked(old, whole), []
            nodes: list[h.Node] = []
            for one in edits:
                nodes += [struck(one.old), inserted(one.new) if one.new else None, "\n"]
            return theirs(nodes), []
        case Adds(provisions=those, inside=inside):
            where = [(gettext("where"), gettext("first in it"))] if inside else []
            return _added(those), where
        case Splits(parts=those):
            return theirs([struck(old), "\n", _parts(those)]), []
        case Merges(others=others, words=words, label=label):
            names = semicolon().join(named_place(one, text) for one in others)
            return marked(old, show(words)), _some((gettext("with"), names), (gettext("number"), label))
        case Moves(after=after, label=label, words=words):
            behind = named_place(after, text)
            return _against(old, words), _some((gettext("to after"), behind), (gettext("number"), label))
        case Deletes():
            stop = 0 if place is None else text.end(place)
            gone = text.provisions[place or 0 : stop]
            return theirs([[struck(_printed(one.label, one.words)), "\n"] for one in gone]), []
        case Opposes(words=said, proposal_of=party):
            return None, _some((gettext("these words"), said), (gettext("the proposal of"), party))
        case Asks(question=question):
            return None, [(gettext("question"), question)]
        case Accepts() | Holds() | Supports() | Withdraws():
            return None, []
        case _:
            assert_never(position)


def _edited(old: str, edits: Sequence[Edit]) -> str | None:
    """Give the words with all changes made; None where one has no place of its own."""
    new = old
    for one in edits:
        if new.count(one.old) != 1:
            return None
        first = new.index(one.old)
        last = first + len(one.old)
        if not one.new:
            first, last = struck_with(new, first, last)
        new = new[:first] + one.new + new[last:]
    return new


def _against(old: str, words: Wording | None) -> h.Element | None:
    return None if words is None else marked(old, show(words))


def _added(those: Sequence[NewProvision]) -> h.Element:
    return theirs([_parts(those)])


def _parts(those: Sequence[NewProvision]) -> h.Node:
    return [[inserted(_printed(one.label, one.words)), "\n"] for one in those]


def _printed(label: str, words: Wording) -> str:
    return " ".join(part for part in (label, show(words)) if part)


def _some(*rows: tuple[str, str | None]) -> list[tuple[str, str]]:
    return [(name, said) for name, said in rows if said]
