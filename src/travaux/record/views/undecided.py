"""Which proposals are undecided: all that stands on the draft on the table, by provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from travaux.answers.party import protocol_order
from travaux.answers.position import Accepts, Adds, Asks, Holds, Opposes, Supports
from travaux.compile.hanging import added_named, named_by
from travaux.record.views.agreed import State, state_of
from travaux.record.views.corrections import objections
from travaux.record.views.holding import held_at, holding
from travaux.record.views.mergers import Consents, consents
from travaux.record.views.outside import OutLate, not_asked, out_late
from travaux.record.views.places import Places, Texts
from travaux.record.views.standing import Standing, StandingOn, by_place, standing_answers
from travaux.record.views.staying import Staying, staying
from travaux.record.views.table import on_table

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from travaux.answers.answer import Answer
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Contest, Draft, Hold, Question, Round
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """An answer on one provision, that hangs on another by a condition of its party."""

    standing: Standing
    answer: Answer
    on: str
    """The provision of which the answer is; "" for the whole text."""
    words: str
    """The condition, as its party set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """One provision, and what stands on it. Nothing says which of it will be taken."""

    provision: str
    """"" for the whole text."""
    state: State
    given: tuple[Standing, ...] = ()
    """Answers that stand on it, parties in protocol order."""
    holds: tuple[Hold, ...] = ()
    questions: tuple[Question, ...] = ()
    """Questions about it that not everybody asked has answered."""
    staying: tuple[Staying, ...] = ()
    """Those that stay with words of others which are proposed no longer as they were."""
    objections: tuple[Entered, ...] = ()
    """Parties' last word, at this provision, that their position is not shown rightly."""
    hanging: tuple[Hanging, ...] = ()
    """Answers on other provisions that hang on this one, by conditions that name it."""
    rivals: bool = False
    """Whether it is what one party would add, and another would add something else under its number."""

    @property
    def is_held(self) -> bool:
        """Whether somebody holds, by an entry or in an answer that was read."""
        return bool(self.holds) or any(
            isinstance(answer.position, Holds) for one in self.given for answer in one.answers
        )

    @property
    def contested(self) -> bool:
        """Whether several parties have spoken of it, and one speaks against what it is or what another wants.

        What stands is undecided, whatever is said of it; contested is what somebody is against: who opposes
        another's proposal is, wherever that other has made it. A hold keeps
        a position open and a question asks for one: neither is against anything. An addition changes nothing
        that the draft has: where that of one party is all that is wanted, and others support it, accept the
        provision as it is or say nothing, nobody is against it; on a condition they may be. An answer that
        cannot be read, or was not understood, may be; and so may who adds something else under one number.
        Known only where the documents were read.
        """
        if self.rivals:
            return True
        speaking = [one for one in self.given if not _leaves_open(one)]
        gone = [(it.entered, it.answer) for it in self.staying]
        if any(
            isinstance(it.position, Opposes) and it.position.proposal_of and (one.entered, it) not in gone
            for one in speaking
            for it in one.answers
        ):
            return True
        if len({one.party for one in speaking}) < 2 or all(one.accepts for one in speaking):  # noqa: PLR2004  several
            return False
        adding = {one.party for one in speaking for it in one.answers if isinstance(it.position, Adds)}
        return len(adding) != 1 or not all(_goes_along(one, next(iter(adding))) for one in speaking)


def _leaves_open(one: Standing) -> bool:
    """Whether all that an answer says is that its party holds, or asks."""
    return _understood(one) and all(isinstance(it.position, Holds | Asks) for it in one.answers)


def _goes_along(one: Standing, adding: PartyCode) -> bool:
    """Whether an answer is the addition of the party *adding*, or for it, or accepts what the draft has."""
    if one.party != adding and any(it.conditions for it in one.answers):
        return False
    return _understood(one) and all(
        isinstance(it.position, Adds | Accepts | Holds | Asks) or it.position == Supports(party=adding)
        for it in one.answers
    )


def _understood(one: Standing) -> bool:
    return bool(one.answers) and not one.aside and not one.untaken


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDraft:
    """One draft on the table, and what stands on it, in reading order."""

    draft: Draft
    undecided: tuple[Undecided, ...] = ()
    read: bool = False
    """Whether the documents of the answers were read for what they speak of."""
    aside: tuple[Standing, ...] = ()
    """What names provisions that the draft has not; entries in order."""
    out: tuple[OutLate, ...] = ()
    """Answers that are out of time."""
    not_asked: tuple[PartyCode, ...] = ()
    """Parties that the rules in force do not ask."""

    @property
    def unread(self) -> bool:
        """Whether the document of an answer that stands cannot be read: what it speaks of is not known."""
        return any(it.unread for one in self.undecided for it in one.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    drafts: tuple[OnDraft, ...] = ()
    """As they were tabled."""
    mergers: tuple[Consents, ...] = ()
    """Those to which not everybody concerned has consented."""
    rules: tuple[tuple[Round, Contest], ...] = ()
    """Rules of the round that somebody contests."""


def standing_on_table(
    known: Disclosed, *, texts: Texts, library: Library | None
) -> dict[LeafHash, dict[str, list[Standing]]]:
    """Give the answers that stand on each draft on the table, by provision."""
    return {
        leaf: standing_answers(known, one, Places(texts.get(leaf)), library if leaf in texts else None)
        for one in on_table(known)
        for leaf in [one.tabled.leaf]
    }


def proposals(
    known: Disclosed,
    *,
    texts: Texts | None = None,
    library: Library | None = None,
    standing: StandingOn | None = None,
) -> Proposals:
    """List every proposal that stands, by provision; what is agreed is marked so.

    With a *library*, answers stand at the provisions of which their documents speak. Without, at those that
    their entries name: one to the whole draft at "", whatever its document speaks of. *standing*: what
    `standing_on_table` gave for the same.
    """
    texts = texts or ({} if library is None else library.texts(known))
    drafts = on_table(known)
    if standing is None:
        standing = standing_on_table(known, texts=texts, library=library)
    return Proposals(
        drafts=tuple(
            _on_draft(
                known,
                one,
                texts,
                standing[one.tabled.leaf],
                read=library is not None and one.tabled.leaf in texts,
                stays=() if library is None or one.tabled.leaf not in texts else staying(known, library, one),
            )
            for one in drafts
        ),
        mergers=tuple(
            merger for one in drafts for merger in consents(known, one.tabled.leaf) if not merger.whole
        ),
        rules=_contested(known),
    )


def _on_draft(
    known: Disclosed,
    draft: Draft,
    texts: Texts,
    standing: Mapping[str, Sequence[Standing]],
    *,
    read: bool,
    stays: Sequence[Staying],
) -> OnDraft:
    text = texts.get(draft.tabled.leaf)
    given = {address: list(those) for address, those in standing.items()}
    aside = tuple(one for one in given.get("", ()) if one.nowhere)
    if aside:
        given[""] = [one for one in given[""] if not one.nowhere]
        if not given[""]:
            del given[""]
    return OnDraft(
        draft=draft,
        undecided=_undecided(known, draft, text, given, stays),
        read=read,
        aside=aside,
        out=out_late(known, draft),
        not_asked=not_asked(known, draft),
    )


def _undecided(
    known: Disclosed,
    draft: Draft,
    text: Text | None,
    given: Mapping[str, Sequence[Standing]],
    stays: Sequence[Staying],
) -> tuple[Undecided, ...]:
    apart = _apart(given)
    leaf, places = draft.tabled.leaf, Places(text, apart=apart)
    earlier: dict[str, list[Staying]] = {}
    for stay in stays:
        for at in _told_at(stay, given):
            earlier.setdefault(at, []).append(stay)
    holds: dict[str, list[Hold]] = {}
    for hold in holding(known, leaf):
        for address in held_at(hold):
            holds.setdefault(address, []).append(hold)
    answers = by_place(given, places)
    held = _by_place(holds, places)
    questions = _by_place(questions_on(known, leaf), places)
    stayed = _by_place(earlier, places)
    objected = _by_place(objections(known, leaf), places)
    hangs = _by_place({} if text is None else _hanging(answers, {*given, *answers}, text, places), places)
    rank = {code: at for at, code in enumerate(everybody(known))}
    return tuple(
        Undecided(
            provision=address,
            state=state_of(known, leaf, places.innermost(address), places),
            given=tuple(
                sorted(
                    answers.get(address, ()),
                    key=lambda one: (rank.get(one.party, len(rank)), one.party, one.entered.index),
                )
            ),
            holds=tuple(
                sorted(held.get(address, ()), key=lambda one: (rank[one.entered.author], one.entered.index))
            ),
            questions=tuple(questions.get(address, ())),
            rivals=address.partition("@")[0] in apart,
            staying=tuple(stayed.get(address, ())),
            objections=tuple(sorted(objected.get(address, ()), key=lambda one: rank[one.author])),
            hanging=tuple(
                sorted(
                    hangs.get(address, ()),
                    key=lambda one: (rank.get(one.standing.party, len(rank)), one.standing.entered.index),
                )
            ),
        )
        for address in places.in_order((*answers, *held, *questions, *stayed, *objected, *hangs))
    )


def _apart(given: Mapping[str, Sequence[Standing]]) -> frozenset[str]:
    """Give the places at which several parties would each add something of their own; not the same words."""
    found: dict[str, set[object]] = {}
    for address, those in given.items():
        bare, _, whose = address.partition("@")
        found.setdefault(bare, set()).update(
            it.position.provisions
            for one in those
            if one.party == whose
            for it in one.answers
            if isinstance(it.position, Adds)
        )
    return frozenset(bare for bare, words in found.items() if len(words) > 1)


def _told_at(stay: Staying, given: Mapping[str, Sequence[Standing]]) -> tuple[str, ...]:
    """List where an answer that stays with earlier words stands with all that its entry says."""
    there = [
        address
        for address, those in given.items()
        if any(one.entered == stay.entered and stay.answer in one.answers for one in those)
    ]
    return tuple(there) or (stay.at,)


def _hanging(
    answers: Mapping[str, Sequence[Standing]], named: Container[str], text: Text, places: Places
) -> dict[str, list[Hanging]]:
    """List by provision what hangs on it: a condition is told at both its ends, once where they are one.

    *named*: the places at which something stands, as entries may name them.
    One set for a party's own words that stands beside merged words too is told once, of these.
    """
    found: dict[str, list[Hanging]] = {}
    for on, those in answers.items():
        for standing in those:
            told = [(answer, each) for answer in standing.answers for each in answer.conditions]
            merged = {each for _, each in told}
            own = ((answer, each) for answer in standing.unmerged for each in answer.conditions)
            told += [(answer, each) for answer, each in own if each not in merged]
            for answer, condition in told:
                one = Hanging(standing=standing, answer=answer, on=on, words=condition.words)
                added = [
                    each
                    for each in added_named(condition, text)
                    if (each if "@" in each else places.place(each)) in named
                ]
                for at in (*named_by(condition, text), *added):
                    if places.place(at) != on:
                        found.setdefault(at, []).append(one)
    return found


def _by_place(those: Mapping[str, Sequence[T]], places: Places) -> dict[str, list[T]]:
    """Put together, each once, what is at one place: an article and its only paragraph are one."""
    found: dict[str, list[T]] = {}
    for address in places.in_order(those):
        here = found.setdefault(places.place(address), [])
        here += [one for one in those[address] if one not in here]
    return found


def everybody(known: Disclosed) -> tuple[PartyCode, ...]:
    """List all members and whoever is named by an entry as its author, in protocol order."""
    return protocol_order({*known.members, *(one.author for one in known.entries), *known.order}, known.order)


def questions_on(known: Disclosed, draft: LeafHash) -> dict[str, list[Question]]:
    """By the provision of a draft that it names, each question that was put and not taken back, in order.

    One that all who were asked have answered is not among them. "": on the draft as a whole.
    """
    found: dict[str, list[Question]] = {}
    for one in known.questions.values():
        asked = getattr(one.entered.act, "to", ())
        answered = {entry.author for entry in one.answers}
        if one.withdrawn is None and not answered.issuperset(asked):
            for reference in one.entered.entry.re:
                if reference.leaf == draft:
                    found.setdefault(reference.article, []).append(one)
    return found


def _contested(known: Disclosed) -> tuple[tuple[Round, Contest], ...]:
    rounds: Iterable[Round] = known.rounds.values()
    return tuple((one, contest) for one in rounds for contest in one.contests)
