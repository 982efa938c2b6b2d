"""A merger to which all concerned have consented: its wording stands in the place of their proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.position import AcceptsExcept, Amends, AmendsWords, Editorial, Opposes, Supports
from travaux.compile.heard import Heard
from travaux.record.act import ProposesMerger
from travaux.record.views.mergers import consents
from travaux.text.finding import Place
from travaux.text.notation import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Negotiation
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
    by: Mapping[PartyCode, Entered]
    """By which entry each consents, those among them who only support one of the proposals."""
    since: int
    """The entry, by its number, with which the last of those concerned consented."""

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
            # They were given for its own words, and are not lost with them.
            reason=own.reason,
            conditions=own.conditions,
            place=place,
        )
        return Heard(answer=answer, provision=heard.provision)

    def leaves(self, heard: Heard, party: PartyCode, entered: Entered, draft: Text) -> bool:
        """Whether *party* stays with what it joined or opposed by *entered*: that is no word on the merger.

        Who joins once all have consented joins the merged wording, which is what it has before it. Who
        consents itself goes along with what it joined; what it opposed it has not opposed merged.
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
    known: Negotiation, draft: LeafHash, text: Text, *, size: int | None = None
) -> tuple[tuple[Merged, ...], tuple[Entered, ...]]:
    """List the mergers to which all concerned have consented, and those of them that have no one place.

    *size*: as it was when the record had so many entries; None: now.
    """
    found: list[Merged] = []
    nowhere: list[Entered] = []
    for one in consents(known, draft, size=size):
        merger = one.merger
        act = merger.entered.act
        at = {reference.article for reference in merger.proposals}
        if not one.whole or not isinstance(act, ProposesMerger):
            continue
        if len(at) != 1 or text.index(next(iter(at))) is None:
            nowhere.append(merger.entered)
            continue
        found.append(
            Merged(
                entered=merger.entered,
                provision=next(iter(at)),
                words=parse(act.wording, known.order),
                answers=frozenset(reference.leaf for reference in merger.proposals),
                by=one.by,
                since=one.since,
            )
        )
    return tuple(found), tuple(nowhere)
