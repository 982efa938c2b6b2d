"""Moves that a member can honestly make, given what it knows: for tests that negotiate at random.

A move is made with ``choose``: ``choose(n)`` gives one of 0 … n - 1. Hypothesis or a seeded generator stands
behind it. Where there is nothing to move with, there is no move.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeVar

from tests.record.writing import Target, Writer, at, due
from travaux.answers.position import HoldKind
from travaux.answers.round import Rules
from travaux.record import act
from travaux.record.act import Act, NoteKind, Role
from travaux.record.audience import documents, is_for, is_redacted
from travaux.record.concerns import WITHDRAWABLE
from travaux.record.entry import Entered, Reference
from travaux.record.fold import fold
from travaux.record.negotiation import Negotiation
from travaux.text.wording import PartyCode

Choose = Callable[[int], int]
T = TypeVar("T")

ARTICLES = tuple(f"art_{number}" for number in range(1, 7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    act: Act
    concerns: tuple[Target, ...] = ()
    vis: str = "all"
    docs: int = 0
    on_behalf: str | None = None


class Chosen:
    """Choices that follow from one number: what Hypothesis has to shrink is that number."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self, count: int) -> int:
        self.number, chosen = divmod(self.number, count)
        return chosen


class Mover:
    """One member at its desk, with the state as it knows it."""

    def __init__(self, who: str, state: Negotiation, choose: Choose) -> None:
        self.who = PartyCode(who)
        self.state = state
        self.choose = choose
        self.role = state.members[self.who].role
        self.leads = self.role in {Role.CHAIR, Role.SECRETARIAT}
        self.parties = [
            code for code, one in state.members.items() if one.role is Role.PARTY and one.until is None
        ]

    def one(self, those: Sequence[T]) -> T | None:
        return those[self.choose(len(those))] if those else None

    def some(self, those: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Choose some, in their order, each once."""
        left = list(range(len(those)))
        count = min(len(left), least + self.choose(most - least + 1))
        found = {left.pop(self.choose(len(left))) for _ in range(count)}
        return tuple(one for place, one in enumerate(those) if place in found)

    def in_whose_names(self, most: int) -> tuple[PartyCode, ...]:
        """Choose in whose names one answers: in one's own alone, or one's own too."""
        found = self.some(self.parties, 0, most)
        return found if not found or self.who in found else (self.who, *found)

    def readable(self, *kinds: type[Act]) -> list[Entered]:
        return [
            one
            for one in self.state.entries
            if isinstance(one.act, kinds) and is_for(self.who, one, self.state)
        ]

    def mine(self, *kinds: type[Act]) -> list[Entered]:
        return [
            one
            for one in self.readable(*kinds)
            if one.author == self.who and one.leaf not in self.state.withdrawn
        ]

    def audience(self) -> str:
        groups = [
            one.defined.leaf
            for one in self.state.groups.values()
            if is_for(self.who, one.defined, self.state)
        ]
        return [
            "public",
            "all",
            "all",
            "party",
            f"to:{','.join(self.some(self.parties, 1, 2)) or self.who}",
            f"group:{self.one(groups)}" if groups else "all",
        ][self.choose(6)]

    def draft(self) -> Entered | None:
        return self.one(self.readable(act.TablesDraft))

    def places(self, least: int, most: int) -> tuple[Reference, ...] | None:
        draft = self.draft()
        return None if draft is None else at(draft, *self.some(ARTICLES, least, most))

    # --- moves

    def tables(self) -> Move | None:
        drafts = self.readable(act.TablesDraft)
        basis = self.leads
        follows = (drafts[-1],) if drafts and self.choose(2) else ()
        return Move(act=act.TablesDraft(title="Draft", basis=basis), concerns=follows, docs=1)

    def sends(self) -> Move | None:
        about = self.some(self.readable(act.SendsNote, act.TablesDraft), 0, 2)
        return Move(
            act=act.SendsNote(kind=NoteKind.LETTER, to=self.some(self.parties, 0, 2)),
            concerns=about,
            vis=self.audience(),
            docs=self.choose(3),
        )

    def receives(self) -> Move | None:
        paper = self.one(self.readable(act.SendsNote, act.GivesAnswer, act.TablesDraft))
        if paper is None:
            return None
        doc = self.one(paper.entry.docs)
        named = Reference(leaf=paper.leaf, doc=doc.h if doc else "")
        return Move(act=act.AcknowledgesReceipt(), concerns=(named,))

    def answers(self) -> Move | None:
        places = self.places(0, 3)
        if places is None or self.role is not Role.PARTY:
            return None
        given = act.GivesAnswer(principals=self.in_whose_names(3))
        vis = "all" if given.principals else self.audience()  # nobody is named behind its back
        return Move(act=given, concerns=places, vis=vis, docs=1)

    def writes_down(self) -> Move | None:
        """Somebody else's answer, in one's hand: where it has signed none itself on that draft."""
        draft, party = self.draft(), self.one(self.parties)
        if draft is None or party is None or self.role is not Role.SECRETARIAT:
            return None
        signed = [
            one
            for one in self.state.answers.values()
            if one.party == party and one.draft == draft.leaf and one.is_last and one.entered.signed
        ]
        if signed or not is_for(party, draft, self.state):
            return None
        return Move(act=act.GivesAnswer(), concerns=(draft,), docs=1, on_behalf=party)

    def joins(self) -> Move | None:
        proposals = [
            (one.leaf, place)
            for one in self.readable(act.GivesAnswer)
            for place in one.entry.addresses
            if one.author != self.who and self.state.answers[one.leaf].is_last_at(place)
        ]
        proposal = self.one(proposals)
        if proposal is None or self.role is not Role.PARTY:
            return None
        return Move(act=act.JoinsSponsors(), concerns=(Reference(leaf=proposal[0], article=proposal[1]),))

    def leaves(self) -> Move | None:
        joined = [
            Reference(leaf=leaf, article=place)
            for leaf, one in self.state.answers.items()
            for place, by in one.sponsors
            if by.author == self.who
        ]
        left = self.one(joined)
        return None if left is None else Move(act=act.LeavesSponsors(), concerns=(left,))

    def withdraws(self) -> Move | None:
        own = self.one(
            [
                one
                for one in self.mine(*WITHDRAWABLE)
                if (one.leaf not in self.state.holds or self.state.holds[one.leaf].stands)
                and (one.leaf not in self.state.packages or self.state.packages[one.leaf].untied is None)
            ]
        )
        if own is None:
            return None
        concerns: tuple[Reference, ...] = at(own)
        if isinstance(own.act, act.GivesAnswer) and own.entry.addresses and self.choose(2):
            gone = {place for place, _ in self.state.answers[own.leaf].withdrawn_at}
            left = [place for place in own.entry.addresses if place not in gone]
            concerns = at(own, *self.some(left, 1, 2))
        return Move(act=act.Withdraws(), concerns=concerns)

    def corrects(self) -> Move | None:
        own = self.one(self.mine(*WITHDRAWABLE))
        return None if own is None else Move(act=act.Corrects(words="Read 30 for 13."), concerns=(own,))

    def redacts(self) -> Move | None:
        own = self.one([one for one in self.mine(act.SendsNote) if not is_redacted(one, self.state)])
        if own is None:
            return None
        doc = self.one(documents(own, self.state)) if self.choose(2) else None
        named = Reference(leaf=own.leaf, doc=doc.h if doc else "")
        return Move(act=act.Redacts(grounds="Personal data."), concerns=(named,))

    def holds(self) -> Move | None:
        places = self.places(0, 2)
        if places is None or self.role is not Role.PARTY:
            return None
        return Move(act=act.EntersHold(kind=HoldKind.SCRUTINY), concerns=places)

    def keeps_or_lifts(self) -> Move | None:
        hold = self.one([one for one in self.mine(act.EntersHold) if self.state.holds[one.leaf].stands])
        done: Act = act.LiftsHold() if self.choose(2) else act.MaintainsHold()
        return None if hold is None else Move(act=done, concerns=(hold,))

    def asks(self) -> Move | None:
        to = self.some([one for one in self.parties if one != self.who], 1, 2)
        if not to or self.role is Role.OBSERVER:
            return None
        return Move(act=act.AsksQuestion(to=to, words="Which depth?"))

    def replies(self) -> Move | None:
        question = self.one(self.readable(act.AsksQuestion))
        if question is None or self.role is Role.OBSERVER:
            return None
        reply = act.AnswersQuestion(words="Twelve.", principals=self.in_whose_names(2))
        return Move(act=reply, concerns=(question,))

    def promises(self) -> Move | None:
        if self.role is Role.OBSERVER:
            return None
        by = due(f"2026-04-{1 + self.choose(20):02}T12:00:00Z") if self.choose(2) else None
        return Move(act=act.MakesPromise(words="A text.", to=self.some(self.parties, 0, 2), due=by))

    def extends(self) -> Move | None:
        promise = self.one(self.mine(act.MakesPromise))
        if promise is None:
            return None
        old = self.state.promises[promise.leaf].due
        month = 5 if old is None else int(old.utc[5:7]) + 1
        later = due(f"{2026 + (month - 1) // 12}-{(month - 1) % 12 + 1:02}-01T12:00:00Z")
        if old is not None and later.utc <= old.utc:
            return None
        return Move(act=act.ExtendsPromise(due=later), concerns=(promise,))

    def reports(self) -> Move | None:
        promise = self.one(
            [
                one
                for one in self.readable(act.MakesPromise)
                if one.leaf not in self.state.withdrawn and one.author == self.who
            ]
        )
        met = bool(self.choose(2))
        return None if promise is None else Move(act=act.ReportsPromise(met=met), concerns=(promise,))

    def agrees(self) -> Move | None:
        places = self.places(1, 3)
        if places is None or self.role is Role.OBSERVER:
            return None
        return Move(act=act.AgreesAdReferendum(), concerns=places)

    def rules(self) -> Move | None:
        """What the chair and the secretariat do."""
        places, draft = self.places(1, 2), self.draft()
        if not self.leads or places is None or draft is None:
            return None
        ends = due("2026-04-20T12:00:00Z")
        late = bool(self.choose(2))
        moves: list[Move] = [
            Move(act=act.ClosesProvisionally(), concerns=places),
            Move(act=act.ReopensProvision(), concerns=places),
            Move(
                act=act.DeclaresRules(
                    rules=Rules(
                        name="reading",
                        asked=tuple(self.parties),
                        due=due(f"2026-03-{2 + self.choose(20):02}T12:00:00Z"),
                        late_is_out=late,
                    )
                ),
                concerns=(draft,) if self.choose(2) else (),
            ),
            Move(
                act=act.OpensSilence(
                    ends=due("2026-03-02T09:00:00Z") if late else ends, means="It is adopted."
                ),
                concerns=(draft,),
            ),
            Move(
                act=act.ConvenesMeeting(
                    place="Geneva", forum="plenary", begins=ends, at_table=tuple(self.parties)
                )
            ),
        ]
        if self.state.drafts[draft.leaf].authenticated is None:
            moves.append(Move(act=act.AuthenticatesText(how="by initialling"), concerns=(draft,)))
        return self.one(moves)

    def contests(self) -> Move | None:
        declared = self.one(self.readable(act.DeclaresRules))
        if declared is None or self.role is not Role.PARTY:
            return None
        return Move(act=act.ContestsRules(rule="silence", words="No."), concerns=(declared,))

    def silences(self) -> Move | None:
        opened = self.one(
            [
                one
                for one in self.readable(act.OpensSilence)
                if not self.state.silences[one.leaf].withdrawn
                and not self.state.silences[one.leaf].broken
                and not self.state.silences[one.leaf].elapsed
            ]
        )
        if opened is None or not (self.leads or self.role is Role.PARTY):
            return None
        if self.leads and not self.has_ended(opened):
            return None
        done: Act = act.NotesSilenceElapsed() if self.leads else act.BreaksSilence()
        return Move(act=done, concerns=(opened,))

    def has_ended(self, opened: Entered) -> bool:
        assert isinstance(opened.act, act.OpensSilence)
        return opened.received_at < opened.act.ends.utc < self.state.entries[-1].received_at

    def ties(self) -> Move | None:
        places = self.places(2, 3)
        if places is None or self.role is not Role.PARTY:
            return None
        return Move(act=act.TiesPackage(words="One only with the other."), concerns=places)

    def unties(self) -> Move | None:
        tied = self.one(
            [one for one in self.mine(act.TiesPackage) if self.state.packages[one.leaf].untied is None]
        )
        return None if tied is None else Move(act=act.UntiesPackage(), concerns=(tied,))

    def merges(self) -> Move | None:
        proposals = [
            Reference(leaf=one.leaf, article=place)
            for one in self.readable(act.GivesAnswer)
            for place in one.entry.addresses
        ]
        if len(proposals) < 2 or self.role is Role.OBSERVER:
            return None
        return Move(act=act.ProposesMerger(wording="twelve metres"), concerns=self.some(proposals, 2, 3))

    def views(self) -> Move | None:
        reply = self.one([one for one in self.readable(act.GivesAnswer) if one.author != self.who])
        if reply is None or self.role is Role.OBSERVER:
            return None
        return Move(act=act.ViewsCollectiveReply(accepts=bool(self.choose(2))), concerns=(reply,))

    def validates(self) -> Move | None:
        draft = self.draft()
        if draft is None or self.role is not Role.PARTY:
            return None
        return Move(act=act.ValidatesPosition(rightly=bool(self.choose(2))), concerns=(draft,))

    def any(self) -> Move | None:
        """Make one of all these moves, or none where the one chosen cannot be made."""
        name = MOVES[self.choose(len(MOVES))]
        move: Move | None = getattr(self, name)()
        return move


MOVES = (
    *("tables", "sends", "sends", "receives", "answers", "answers", "answers", "writes_down", "joins"),
    *("leaves", "withdraws", "corrects", "redacts", "holds", "keeps_or_lifts", "asks", "replies"),
    *("promises", "extends", "reports", "agrees", "rules", "contests", "silences", "ties", "unties"),
    *("merges", "views", "validates"),
)


def negotiated(seed: int) -> tuple[Writer, Negotiation]:
    """Let five members make thirty moves, and keep the state beside the record, entry by entry."""
    random = Random(seed)  # noqa: S311  chance that can be repeated, not secrets
    w = Writer(seed=seed)
    w.opens(parties=("ARD", "BOR", "CEL"), observers=("OBS",))
    state = w.negotiation
    for _ in range(30):
        who = random.choice(("SEC", "ARD", "BOR", "CEL", "OBS"))
        move = Mover(who, state, random.randrange).any()
        if move is not None:
            docs = [w.document(b"words") for _ in range(move.docs)]
            one = w.does(who, move.act, *move.concerns, vis=move.vis, docs=docs, on_behalf=move.on_behalf)
            state = fold((one,), state)
    return w, state


negotiated_once = cache(negotiated)
"""The same, for who only reads it: it is made once for each seed."""
