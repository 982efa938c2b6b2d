"""What a party has said of one draft from first to last: the one reply that stands, and why not the rest.

A reply given as a whole replaces everything before it. One given by provision replaces only what its party
said before at the provisions it answers. What is taken back is gone, and brings back nothing that it had
replaced.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from travaux.answers.answer import Answer
from travaux.answers.position import Adds, Deletes, Merges, Opposes, Withdraws
from travaux.compile.heard import Heard
from travaux.compile.hearing import Hearing, hear
from travaux.compile.supplemented import adds_instead, replaced_by
from travaux.text.language import folded
from travaux.text.reference import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.answers.answer import Reply
    from travaux.compile.base import Base
    from travaux.compile.compilation import LeftOut
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A reply is given: as a whole, or by provision."""

    reply: Reply
    by_provision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A reply is taken back: all of it, or what it says at some provisions."""

    of: int
    """Which, by its place among what the party gave and took back, from 0."""
    provisions: tuple[str, ...] = ()
    """As the party names them; empty: the whole reply."""


Act = Given | TakenBack
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True)
class Stands:
    """It is what the party says now."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """A later reply says something else in its place."""

    by: int
    """Which act, from 0."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Its party has taken it back."""

    by: int


@dataclass(frozen=True, slots=True)
class NotTaken:
    """The reply it is in could not be taken for one to this draft."""


Became = Stands | Superseded | Withdrawn | NotTaken
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """One answer of one reply, and what became of it."""

    act: int
    """The act that gave it, from 0."""
    number: int
    """Its place in that reply, from 1; a redraft's answers are those that it amounts to."""
    answer: Answer
    became: Became


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingReply:
    """What a party says of a draft now, and what became of all it has said of it."""

    reply: Reply | None
    """None: nothing stands."""
    answers: tuple[AnswerGiven, ...]
    """Every answer ever given, in the order of acts."""
    left_out: tuple[LeftOut, ...] = ()


class NoSuchAct(ValueError):
    """What is taken back was not given before."""


class OtherVoice(ValueError):
    """Replies of several parties, or in the name of others, are no series of one."""


class NotByProvision(ValueError):
    """A redraft is given by provision."""


@dataclass(slots=True)
class _Said:
    """An answer on the desk."""

    act: int
    number: int
    heard: Heard
    became: Became


def standing(acts: Sequence[Act], base: Base) -> StandingReply:
    """Give the one reply that stands after *acts*, which are one party's, to one draft, in the order of time.

    What stands of a redraft stands word for word: the reply has the redraft's text, and after it the
    answers given since. Raises OtherVoice, NoSuchAct, NotByProvision.
    """
    desk = _Desk(base)
    _one_voice(acts)
    for number, act in enumerate(acts):
        match act:
            case Given(reply=reply, by_provision=by_provision):
                desk.give(number, reply, by_provision=by_provision)
            case TakenBack(of=of, provisions=provisions):
                if not (0 <= of < number and isinstance(acts[of], Given)):
                    msg = (
                        f"Act {number} takes back what act {of} gave. Expected an act before it by which a "
                        "reply was given."
                    )
                    raise NoSuchAct(msg)
                desk.take_back(number, of, provisions)
            case _:
                assert_never(act)
    return desk.standing()


def _one_voice(acts: Sequence[Act]) -> None:
    voices = {(act.reply.party, act.reply.principals) for act in acts if isinstance(act, Given)}
    if len(voices) > 1:
        names = "; ".join(
            f"{party} for {', '.join(several) or 'itself'}" for party, several in sorted(voices)
        )
        msg = (
            f"These replies are given by {names}. Expected those of one party, in one name: fold each apart."
        )
        raise OtherVoice(msg)


class _Desk:
    """A party's replies to one draft, laid one on the other."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._draft = base.draft
        self._said: list[_Said] = []
        self._left_out: list[LeftOut] = []
        self._replies: dict[int, Reply] = {}
        self._hearings: dict[int, Hearing] = {}
        self._whole: int | None = None
        self._bare: set[int] = set()
        """Provisions at which a redraft that stands as a whole was taken back."""

    def give(self, number: int, reply: Reply, *, by_provision: bool) -> None:
        found = hear(reply, self._base)
        if not isinstance(found, Hearing):
            self._left_out.append(found)
            self._said += [
                _Said(number, place, Heard(answer=answer), NotTaken())
                for place, answer in enumerate(reply.answers, start=1)
            ]
            return
        self._hearings[number], self._replies[number] = found, reply
        if not by_provision:
            self._whole, self._bare = number, set()
            self._end(Superseded(number), self._said)
        elif found.redraft:
            msg = (
                f"{reply.party}'s redraft {reply.source or ''} is given by provision. Expected answers, each "
                "at its provision; a redraft is given as a whole."
            )
            raise NotByProvision(msg)
        else:
            self._end(Superseded(number), self._replaced(found.heard))
        self._said += [_Said(number, place, one, Stands()) for place, one in enumerate(found.heard, start=1)]

    def take_back(self, number: int, of: int, provisions: Sequence[str]) -> None:
        given = [one for one in self._said if one.act == of]
        if not provisions:
            self._end(Withdrawn(number), given)
            if of == self._whole:
                self._whole, self._bare = None, set()
            return
        named = {at for name in provisions for at in resolve(name, self._draft)}
        within = {at for one in named for at in range(one, self._draft.end(one))}
        names = set(map(folded, provisions))
        self._end(
            Withdrawn(number),
            [
                one
                for one in given
                if (one.heard.provision in within)
                or (one.heard.provision is None and folded(one.heard.answer.provision) in names)
            ],
        )
        if of == self._whole:
            self._bare |= within

    @staticmethod
    def _end(became: Superseded | Withdrawn, said: Iterable[_Said]) -> None:
        for one in said:
            if isinstance(one.became, Stands):
                one.became = became

    def _replaced(self, later: Sequence[Heard]) -> list[_Said]:
        """List what a reply given by provision replaces of all that was said before."""
        places = {at for one in later for at in replaced_by(one, self._draft)}
        additions: dict[int | None, list[Heard]] = defaultdict(list)
        others: set[tuple[object, ...]] = set()
        for one in later:
            if isinstance(one.answer.position, Adds | Withdraws):
                additions[one.provision].append(one)
            others.add(_object(one))
        return [
            one
            for one in self._said
            if isinstance(one.became, Stands)
            and (
                any(adds_instead(each, one.heard) for each in additions[one.heard.provision])
                if isinstance(one.heard.answer.position, Adds)
                else _object(one.heard) in others
                if one.heard.provision is None or _author(one.heard) is not None
                else not places.isdisjoint(_taken(one.heard, self._draft))
            )
        ]

    def standing(self) -> StandingReply:
        return StandingReply(
            reply=self._reply(),
            answers=tuple(
                AnswerGiven(act=one.act, number=one.number, answer=one.heard.answer, became=one.became)
                for one in self._said
            ),
            left_out=tuple(self._left_out),
        )

    def _reply(self) -> Reply | None:
        stands = [one for one in self._said if isinstance(one.became, Stands)]
        acts = sorted({one.act for one in stands} | ({self._whole} if self._whole is not None else set()))
        if not acts:
            return None
        replies = [self._replies[number] for number in acts]
        since = [one for one in stands if not self._is_amount(one)]
        answers = (*self._taken_out(stands, since), *(one.heard.answer for one in since))
        if len(replies) == 1 and answers == replies[0].answers:
            return replies[0]
        return replace(
            replies[0],
            answers=answers,
            names=tuple(dict.fromkeys(name for one in replies for name in one.names)),
            unread=tuple(piece for one in replies for piece in one.unread),
            source="; ".join(dict.fromkeys(one.source for one in replies if one.source)),
        )

    def _is_amount(self, one: _Said) -> bool:
        """Whether an answer is what the text of the redraft that stands amounts to, and not given as one."""
        return one.act == self._whole and one.number <= self._hearings[one.act].amounts

    def _taken_out(self, stands: Sequence[_Said], since: Sequence[_Said]) -> list[Answer]:
        """Say what no longer stands of the text of a redraft, where no later answer says it.

        What is taken back at a provision is all that the redraft has there; what stands of it is said again.
        """
        dead = [one for one in self._said if self._is_amount(one) and not isinstance(one.became, Stands)]
        covered = {at for one in since for at in replaced_by(one.heard, self._draft)}
        bare: set[int | None] = set()
        for one in dead:
            if isinstance(one.heard.answer.position, Adds):
                if not any(adds_instead(other.heard, one.heard) for other in since):
                    bare.add(one.heard.provision)
            else:
                bare |= _taken(one.heard, self._draft) - covered
        if self._whole is not None and self._hearings[self._whole].redraft:
            items = self._hearings[self._whole].version.items
            changed = {
                one.base for one in items if one.base is not None and one is not self._base.items[one.base]
            }
            bare |= (self._bare & changed) - covered
        kept = [one for one in stands if self._is_amount(one) and one.heard.provision in bare]
        provisions = self._draft.provisions
        return [
            *(
                Answer(provision="" if at is None else provisions[at].eid, position=Withdraws())
                for at in sorted(bare, key=lambda at: -1 if at is None else at)
            ),
            *(one.heard.answer for one in kept),
        ]


def _author(one: Heard) -> PartyCode | None:
    """Give the party whose proposal an answer opposes; its own words it does not speak of."""
    position = one.answer.position
    return position.proposal_of if isinstance(position, Opposes) else None


def _object(one: Heard) -> tuple[object, ...]:
    """Say what an answer speaks of that is no provision of the draft: the whole, or another's proposal."""
    where = one.provision if one.provision is not None else folded(one.answer.provision)
    return where, _author(one), one.fault is None


def _taken(one: Heard, draft: Text) -> frozenset[int]:
    """List the provisions of which an answer leaves nothing to be said beside it."""
    at = one.provision
    if at is None:
        return frozenset()
    match one.answer.position:
        case Deletes() | Merges():
            return replaced_by(one, draft) if not one.removed else frozenset({at, *one.removed})
        case _:
            return frozenset({at})
