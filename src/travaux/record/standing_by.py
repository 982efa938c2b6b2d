"""What each answer on another party's proposal stands by: the words it was given on, and no later ones.

Nobody moves by another's act. Support stays with the words that were joined, and opposition with those that
were opposed: where their party has changed, withdrawn or merged them since, that is said, and what stands
there now is nobody's but its own sponsors'. Who spoke of a proposal that had not been made yet spoke of the
first that was. Words that were given again as they were are the same words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.position import Asks, Holds, Opposes, Supports
from travaux.compile.additions import may_be_of_addition, whose
from travaux.compile.before import Became, Before
from travaux.compile.leading import contradiction
from travaux.compile.proposed import Proposed, worded
from travaux.record.moments import Moments
from travaux.record.standing_told import joined_no_more, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.heard import Heard
    from travaux.record.entry import Entered
    from travaux.record.merged import Merged
    from travaux.record.negotiation import Given
    from travaux.record.spoken import Also, Ground, Spoken
    from travaux.text.finding import Finding
    from travaux.text.wording import PartyCode


def standing_by(
    everybody: Sequence[Spoken],
    merged: Sequence[Merged],
    given: Mapping[PartyCode, Sequence[Given]],
    also: Mapping[PartyCode, Sequence[Also]],
    *,
    ground: Ground,
) -> tuple[Spoken, ...]:
    """Give what *everybody* says, each answer on another's proposal with the words it stands by."""
    looking = _Looking(Moments(everybody, tuple(merged), given, also, ground))
    return tuple(looking.at(one) for one in everybody)


class _Looking:
    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.merged = moments.merged
        self.draft = moments.draft

    def at(self, one: Spoken) -> Spoken:
        hearing = one.hearing
        if hearing is None or not hearing.looks_to_others:
            return one
        findings: list[Finding] = []
        heard: list[Heard] = []
        for number, (said, entered) in enumerate(
            zip(hearing.heard, one.entries[: len(hearing.heard)], strict=True)
        ):
            if (gone := self._added_no_more(one, said, entered)) is not None:
                heard.append(gone)
                continue
            author = _author(said)
            if author is None or (said.fault is not None and number not in one.joins):
                heard.append(said)
                continue
            if (fault := self._contradicted(one, said, author, entered)) is not None:
                heard.append(replace(said, fault=fault))
                continue
            found = self._stands(one.party, said, author, entered, one.joins.get(number))
            findings += told(one.party, author, found, said, entered)
            heard.append(found)
        return replace(one, hearing=replace(hearing, heard=tuple(heard)), findings=(*one.findings, *findings))

    def _added_no_more(self, one: Spoken, said: Heard, entered: Entered) -> Heard | None:
        """Give a hold or a question on what another party added and has withdrawn; None: it is on no such."""
        if not may_be_of_addition(said) or not isinstance(said.answer.position, Asks | Holds):
            return None
        for author in self.moments.everybody:
            if author == one.party or whose(said.answer.provision, author) is None:
                continue
            against = replace(
                said, answer=replace(said.answer, position=Opposes(proposal_of=author)), fault=None
            )
            before = self._stands(one.party, against, author, entered, None).before
            if before is not None and before.became is Became.WITHDRAWN:
                return replace(said, fault=None, before=before)
        return None

    def _contradicted(self, one: Spoken, said: Heard, author: PartyCode, entered: Entered) -> Finding | None:
        """Say why support was not followed before a merger of its party's own words; None: it was.

        What was kept aside beside those words is not brought back by consent to others in their place.
        """
        own = None if one.hearing is None else one.hearing.unmerged
        earlier = any(each.since > entered.index for each in one.merged.values())
        if own is None or not earlier or said.fault is not None:
            return None
        if not isinstance(said.answer.position, Supports):
            return None
        theirs = self.moments.words(said, author, self.moments.present(merged=False), {}).hearing
        if theirs is None:
            return None
        return contradiction(said, own.version, theirs.version, theirs.base.draft, theirs.base.items)

    def _stands(
        self, party: PartyCode, one: Heard, author: PartyCode, entered: Entered, joining: Also | None
    ) -> Heard:
        """Give one answer with what it stands by, where its author proposes that no longer."""
        supports = isinstance(one.answer.position, Supports)
        met: dict[PartyCode, None] = {}
        now = self.moments.words(one, author, self.moments.present(), met)
        spoke = entered if joining is None or joining.joined is None else joining.joined
        left = [each for each in self.merged if each.leaves(one, party, spoke, self.draft)]
        merged = now
        if left:
            own = self.moments.words(one, author, self.moments.present(merged=False), met)
            if own.does == now.does:
                left = []
            now = own
        along = tuple(
            taken for each in self.merged if supports and (taken := each.taken_by(party, entered)) is not None
        )
        then, size = self._first(one, author, spoke.index + 1, entered.index + 1, along, met)
        gone = None if joining is None else joining.gone
        if not then.does:
            return one if gone is None else replace(one, fault=joined_no_more(party, author, one, entered))
        stands = {worded(each) for each in then.does}
        for each in along:
            if (wording := each.wording(self.draft)) is not None and wording in stands:
                one = replace(one, merged=each.consented(party))
        if then.does == now.does:
            if not left:
                return one
            stays = then.still(merged)
            before = Before(
                party=then.party or author,
                answers=then.answers_on(frozenset(then.does) - stays),
                became=Became.MERGED,
                since=left[0].since,
            )
            if supports:
                return replace(one, before=before, before_merger=True)
            return replace(one, before=before, still=stays or None)
        still = then.still(now)
        lost = frozenset(then.does) - still
        wanted = {each.wording(self.draft) for each in along}
        if into := {words for each in lost if (words := worded(each)) is not None and words in wanted}:
            # It consents to these itself: they stay its own word whatever their authors do.
            lost = frozenset(each for each in lost if worded(each) not in into)
            one = replace(one, into=tuple(sorted(into)), still=still)
        if (still or into) and not lost:
            return replace(one, still=still, before_merger=supports and bool(left))
        changed = then.others_in_place(still, now) if still else bool(now.does)
        since = self._since(
            one, author, then, lost if still or into else None, size, () if left else along, met
        )
        before = Before(
            party=then.party or author,
            answers=then.answers_on(lost),
            became=Became.CHANGED if changed else Became.WITHDRAWN,
            since=since,
            by=self._left_by(one, then, since),
        )
        if still or into:
            return replace(one, still=still, before=before, before_merger=supports and bool(left))
        fault = joined_no_more(party, author, one, entered, before, gone) if supports else None
        return replace(one, before=before, fault=fault)

    def _first(
        self,
        one: Heard,
        author: PartyCode,
        answered: int,
        size: int,
        along: tuple[Merged, ...],
        met: dict[PartyCode, None],
    ) -> tuple[Proposed, int]:
        """Give what *author* proposed when the record had *answered* entries, and that number.

        Where it proposed nothing then: what it first did after the record had *size* entries.
        """
        found = self.moments.words(one, author, self.moments.at(answered, along), met)
        if found.does:
            return found, answered
        for at in self.moments.proposing(one, size, met):
            found = self.moments.words(one, author, self.moments.at(at, along), met)
            if found.does:
                return found, at
        return Proposed(), size

    def _since(
        self,
        one: Heard,
        author: PartyCode,
        then: Proposed,
        lost: frozenset[object] | None,
        size: int,
        along: tuple[Merged, ...],
        met: dict[PartyCode, None],
    ) -> int | None:
        """Give the entry, by its number, since which *author* does not propose what it did *then*.

        What was taken back and given again is not since the first time. *lost* is what it does not propose
        now, where that is a part; None: all.
        """

        def proposes(at: int) -> bool:
            moment = replace(self.moments.at(at, along), pinned=False)
            does = self.moments.words(one, author, moment, {}).does
            return does == then.does if lost is None else lost.issubset(does)

        turns = (size, *self.moments.turns(one, size, met))
        last = next((at for at in reversed(turns) if proposes(at)), None)
        if last is None:
            return None
        return next((at - 1 for at in self.moments.later(last, met) if not proposes(at)), None)

    def _left_by(self, one: Heard, then: Proposed, since: int | None) -> PartyCode | None:
        """Give who of those through whose support it led to the words does not support them; None: nobody.

        Whoever wrote the entry *since* which that is so; where no entry is known, who is at others while the
        next one on the way is at these words still.
        """
        through = then.path[:-1]
        if since is not None:
            return next((party for party in through if since in self.moments.events.get(party, ())), None)
        moment = self.moments.present()
        for party, following in zip(through, then.path[1:], strict=True):
            does = [self.moments.words(one, each, moment, {}).does for each in (party, following)]
            if does[0] != then.does and does[1] == then.does:
                return party
        return None


def _author(one: Heard) -> PartyCode | None:
    """Give the party whose proposal an answer speaks of; None where it speaks of the draft."""
    match one.answer.position:
        case Supports(party=party) | Opposes(proposal_of=party):
            return party
        case _:
            return None
