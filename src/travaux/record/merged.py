"""A merger to which all concerned have consented: its wording stands in the place of their proposals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.party import protocol_order
from travaux.answers.position import AcceptsExcept, Amends, AmendsWords, Editorial, Opposes, Supports
from travaux.compile.compilation import LeftOut
from travaux.compile.consented import Consented
from travaux.compile.heard import Heard
from travaux.record.act import AnswersMerger, ProposesMerger
from travaux.record.views.mergers import consents
from travaux.text.finding import Place
from travaux.text.notation import parse, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.compile.hearing import Hearing
    from travaux.compile.proposed import Worded
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given, Merger, Negotiation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode, Wording

_WITH_WORDS: Final = (Amends, AmendsWords, AcceptsExcept, Editorial)
"""Positions that give a provision other words: the only ones that a merged wording can stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The wording in which all concerned have agreed that their proposals at a provision go up."""

    entered: Entered
    provision: str
    words: Wording
    answers: frozenset[LeafHash]
    """Those that it takes in: as named, and as given again in the same words before their party consented."""
    by: Mapping[PartyCode, Entered]
    """By which entry each consents, those among them who only support one of the proposals."""
    parties: tuple[PartyCode, ...]
    """Who consents, in protocol order."""
    since: int
    """The entry, by its number, with which the last of those concerned consented."""
    again: Mapping[LeafHash, int] = field(default_factory=dict)
    """The answers, each by its number, in which one of its parties gave the same words again."""

    def wording(self, draft: Text) -> Worded | None:
        """Give the provision of *draft*, by its place, and the words it has there; None: it has none."""
        index = draft.index(self.provision)
        return None if index is None else (index, show(self.words))

    def taken_by(self, party: PartyCode, entered: Entered) -> Merged | None:
        """Give what *party* consents to, who supports a proposal by *entered*; None: to nothing.

        Whoever consents after the same words were given again consents to what these are merged into.
        """
        consent = self.by.get(party)
        if consent is None or consent.index < entered.index:
            return None if consent is None else self
        later = {leaf for leaf, index in self.again.items() if index < consent.index}
        return replace(self, answers=self.answers | later) if later - self.answers else self

    def instead(self, heard: Heard, address: str, leaf: LeafHash) -> Heard | None:
        """Give what is said in place of an answer at *address* of the entry *leaf*; None: it stays."""
        if (
            leaf not in self.answers
            or address != self.provision
            or not isinstance(heard.answer.position, _WITH_WORDS)
        ):
            return None
        place = Place(source=f"entry {self.entered.index}", address=address)
        own = heard.answer
        answer = Answer(
            provision=address,
            position=Amends(words=self.words),
            # The reason was given for its own words and stays with them. A condition ties the party still:
            # who consents to a wording has not said that it gives up what its position depends on.
            conditions=own.conditions,
            place=place,
        )
        return Heard(answer=answer, provision=heard.provision)

    def consented(self, party: PartyCode, own: Answer | None = None) -> Consented | None:
        """Say by whose consent *party* stands at the wording; None where it has not consented."""
        by = self.by.get(party)
        if by is None:
            return None
        return Consented(entry=self.entered.index, parties=self.parties, by=by.index, own=own)

    def leaves(self, heard: Heard, party: PartyCode, entered: Entered, draft: Text) -> bool:
        """Whether *party* stays with what it joined or opposed: that is no word on the merger.

        *entered*: by which it spoke, or the answer that it joined by its name. Whoever supports a party
        once all have consented supports the merged wording; who joins an answer of before that joins the
        words of that answer. Who consents itself goes along with what it joined; what it opposed it has not
        opposed merged.
        """
        position = heard.answer.position
        opposes = isinstance(position, Opposes) and position.proposal_of is not None
        if (
            not (opposes or (isinstance(position, Supports) and party not in self.by))
            or entered.index > self.since
            or (heard.provision is None and heard.answer.provision.strip())
        ):
            return False
        index = draft.index(self.provision)
        at = heard.provision
        return at is None or (index is not None and at <= index < draft.end(at))


def mergers_made(
    known: Negotiation,
    draft: Draft,
    library: Library,
    *,
    size: int | None = None,
    again: dict[LeafHash, tuple[Given, ...]] | None = None,
) -> tuple[tuple[Merged, ...], tuple[Entered, ...]]:
    """List the mergers to which all concerned have consented, and those of them that have no one place.

    *size*: as it was when the record had so many entries; None: now. *again* keeps for the next call, by
    merger, where the same words were given again. Raises NotHere.
    """
    again = {} if again is None else again
    found: list[Merged] = []
    nowhere: list[Entered] = []
    if not known.mergers:
        return (), ()
    text = library.text(draft)
    for one in consents(known, draft.tabled.leaf, size=size):
        merger = one.merger
        act = merger.entered.act
        at = {reference.article for reference in merger.proposals}
        if not one.whole or not isinstance(act, ProposesMerger):
            continue
        index = text.index(next(iter(at))) if len(at) == 1 else None
        if index is None:
            nowhere.append(merger.entered)
            continue
        if merger.entered.leaf not in again:
            again[merger.entered.leaf] = _again(known, merger, draft, library, index)
        repeated = again[merger.entered.leaf]
        named = frozenset(reference.leaf for reference in merger.proposals)
        own = {
            given.entered.leaf
            for given in repeated
            if (consent := one.by.get(given.party)) is not None and given.entered.index < consent.index
        }
        found.append(
            Merged(
                entered=merger.entered,
                provision=next(iter(at)),
                words=parse(act.wording, known.order),
                answers=named | own,
                by=one.by,
                parties=protocol_order(
                    {
                        code
                        for code, entered in one.by.items()
                        if code in one.consenting or isinstance(entered.act, AnswersMerger)
                    },
                    known.order,
                ),
                since=one.since,
                again={given.entered.leaf: given.entered.index for given in repeated},
            )
        )
    return tuple(found), tuple(nowhere)


def _again(
    known: Negotiation, merger: Merger, draft: Draft, library: Library, index: int
) -> tuple[Given, ...]:
    """List the answers in which a party of the merger gave the words it takes in of that party again."""
    named = [known.answers[one.leaf] for one in merger.proposals if one.leaf in known.answers]
    leaves = {one.entered.leaf for one in named}
    merged: dict[PartyCode, list[tuple[object, ...]]] = {}
    for one in named:
        merged.setdefault(one.party, []).append(_words(library.heard(known, one, draft), index))
    return tuple(
        one
        for one in known.answers.values()
        if one.draft == draft.tabled.leaf
        and one.party in merged
        and one.entered.leaf not in leaves
        and any(earlier.party == one.party and earlier.entered.index < one.entered.index for earlier in named)
        and (says := _words(library.heard(known, one, draft), index))
        and says in merged[one.party]
    )


def _words(heard: Hearing | LeftOut, index: int) -> tuple[object, ...]:
    """Give what an answer has a provision of the draft say, where it gives it words; else nothing."""
    if isinstance(heard, LeftOut):
        return ()
    said = [
        one.answer.position
        for one in heard.heard
        if one.provision == index and one.fault is None and isinstance(one.answer.position, _WITH_WORDS)
    ]
    if not said:
        return ()
    if all(isinstance(one, AcceptsExcept) and one.words is None for one in said):
        return tuple(said)
    return next(((one.label, one.words) for one in heard.version.items if one.base == index), ())
