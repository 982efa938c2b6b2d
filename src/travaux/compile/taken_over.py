"""A bracketed text taken over in the middle of a negotiation: what it shows of each party that it names.

Nothing in it is a party's own answer. Somebody has drawn the brackets and put the names; what comes out is
what that text shows, and says so wherever it is listed, until the party answers for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer, Reply
from travaux.answers.party import protocol_order
from travaux.answers.position import (
    AcceptsExcept,
    Adds,
    Amends,
    Deletes,
    Merges,
    NewProvision,
    Opposes,
    Position,
)
from travaux.answers.shown import SHOWN
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.project import chosen, project, stands
from travaux.text.address import Stand, addresses
from travaux.text.finding import Finding, Place, Severity
from travaux.text.joined import joined
from travaux.text.notation import Reader, show
from travaux.text.phrase import cited, listed, phrase
from travaux.text.printed import told
from travaux.text.provision import ORDINARY, Standing, WId
from travaux.text.provision_name import cite
from travaux.text.wording import Alternative, Choice, Wording, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.base import Base
    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Move, Provision
    from travaux.text.wording import PartyCode


class Role(StrEnum):
    """What the text shows a party to do."""

    PROPOSES = "proposes"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DELETES = "deletes"
    EXCEPTS = "accepts except"
    MERGES = "merges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One party, named at one place of the text taken over."""

    party: PartyCode
    role: Role
    provision: Address
    """In the text taken over."""
    words: str
    """The words at which it is named, in bracket notation; "" for "no text"."""
    whole: bool = False
    """It is named at the provision as a whole."""


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """A bracketed text, its base, and what it shows."""

    text: Text
    """As it was taken over."""
    base: Text
    """What is left when whatever stands in a party's name is taken out; brackets in nobody's name stay."""
    shown: tuple[Shown, ...]
    """In reading order; at one place sponsors, supporters, opponents, those who delete, except or merge."""
    replies: tuple[Reply, ...]
    """What each party named would have answered to the base; their source is `SHOWN`. None is signed by
    anyone, and the first word of the party itself takes its place."""
    left_out: tuple[Finding, ...] = ()
    """Where it names somebody, or nobody, in words of others: those are in nobody's position. And where it
    names somebody at the number of what has others in it: that is said of those as well."""
    _apart: Text

    @property
    def parties(self) -> tuple[PartyCode, ...]:
        """Those whom the text names, by code."""
        return protocol_order(one.party for one in self.shown)

    def tabled(self, address: str) -> Provision | None:
        """Give a provision of the base as the text taken over has it, brackets and names; None: no such."""
        at = self.base.index(address)
        kept = (
            one
            for one, apart in zip(self.text.provisions, self._apart.provisions, strict=True)
            if stands(apart.standing, None)
        )
        return None if at is None else next(islice(kept, at, None))

    def of(self, party: PartyCode) -> Text:
        """Give the text as it stands for *party*: its own words where it is named, else the base's."""
        return _addressed(project(self._apart, party))


def taken_over(text: Text) -> TakenOver:
    """Take *text* over: find out what it shows of each party.

    Of the alternatives at one place, those in nobody's name are the base's; of several such, all stay, in
    brackets. Where every alternative is in somebody's name the base has no words. Who is named only as an
    opponent has the words it opposes in its text. A bracket that closes in another provision names nobody.
    """
    apart = replace(text, provisions=tuple(_apart(text)))
    base = _addressed(project(apart, None))
    called = f"Base of {text.draft}" if text.draft else "Base of the text taken over"
    base = replace(base, draft=called)
    shown = tuple(one for provision in text.provisions for one in _shown(provision))
    parties = protocol_order(one.party for one in shown)
    prepared = base_of(base)
    replies = tuple(_reply(party, apart, prepared) for party in parties)
    left_out = tuple(
        one
        for at, provision in enumerate(text.provisions)
        for one in (*_of_all_in_it(text, at), *_left_out(provision))
    )
    return TakenOver(text=text, base=base, shown=shown, replies=replies, left_out=left_out, _apart=apart)


def _of_all_in_it(text: Text, at: int) -> Iterator[Finding]:
    """Say that a bracket around the number of a provision alone is read as said of all that stands in it."""
    provision = text.provisions[at]
    standing = told(provision.standing)
    who = tuple(
        dict.fromkeys(
            (
                *standing.sponsors,
                *standing.supporters,
                *standing.opponents,
                *standing.deleted_by,
                *standing.joined(standing.deleted_by),
            )
        )
    )
    if not provision.standing.tabled or not who:
        return
    if all(one.standing != ORDINARY for one in text.provisions[at + 1 : text.end(at)]):
        return
    yield Finding(
        code="said-of-all-in-it",
        message=phrase(
            "A bracket around the number of {provision} names {who}, and what stands in it is in no bracket. "
            "What is said there is read as said of all of it.",
            provision=cited(cite(text, at)),
            who=listed(who),
        ),
        severity=Severity.NOTE,
        place=Place(source=SHOWN, address=provision.eid),
        hint=phrase("Where its heading alone is meant, put the bracket behind the number."),
    )


def _left_out(provision: Provision) -> Iterator[Finding]:
    """Say which words of a provision no position has, though the text has them in its brackets."""
    standing = told(provision.standing)
    holders = () if standing.base and not standing.tabled else (*standing.sponsors, *standing.supporters)
    place = Place(source=SHOWN, address=provision.eid)
    for one, others in _within(provision.words, holders):
        whose = tuple(code for code in (*one.sponsors, *one.supporters) if code not in others)
        if whose:
            yield Finding(
                code="named-within",
                message=phrase(
                    "{who} is named at “{words}” inside words of {others}. What it would have there without "
                    "those is not said; it is left out of its position.",
                    who=listed(whose),
                    words=show(one.words),
                    others=listed(others),
                ),
                place=place,
                hint=phrase("The text taken over keeps the words. Ask {who} to answer.", who=listed(whose)),
            )
        else:
            yield Finding(
                code="alternative-of-nobody",
                message=phrase(
                    "“{words}” stands beside the words of the base in nobody’s name; it is in no position.",
                    words=show(one.words),
                ),
                place=place,
                hint=phrase(
                    "Say whose words they are; or, where a party is named there, list it under “parties”."
                ),
            )


def _within(
    wording: Wording, holders: Sequence[PartyCode]
) -> Iterator[tuple[Alternative, Sequence[PartyCode]]]:
    """Go through the alternatives that stand in words of others; or, beside words of the base, in no name."""
    for part in wording.parts:
        for one in part.alternatives if isinstance(part, Choice) else ():
            named = (*one.sponsors, *one.supporters)
            if holders and any(code not in holders for code in named):
                yield one, holders
            elif isinstance(part, Choice) and not (part.tabled or one.base or named) and one.words:
                yield one, ()
            yield from _within(one.words, named or holders)


def _deleting(printed: str | None, known: Sequence[PartyCode]) -> tuple[PartyCode, ...]:
    """Read who deletes some words: the attribution says so, and an alternative has no place for it."""
    said = (Reader(known) if known else Reader()).attribution(printed) if printed else None
    return () if said is None else (*said[0].deleted_by, *joined(said[0].joining, said[0].deleted_by))


def _shown(provision: Provision) -> Iterator[Shown]:
    standing = told(provision.standing)
    own = show(provision.words)
    deleting = standing.deleted_by
    merging = tuple(code for one in standing.merged_into for code in one.parties)
    against = tuple(code for one in standing.against for code in one.parties)
    opposing = tuple(dict.fromkeys((*standing.opponents, *against)))
    joining = tuple(code for one in standing.joining for code in one.parties)
    supporting = tuple(dict.fromkeys((*standing.supporters, *joining)))
    whole = (standing.sponsors, supporting, opposing, deleting, (), merging)
    yield from _named(provision, whole, own, whole=True)
    for choice in provision.words.choices():
        for one in choice.alternatives:
            deleting = _deleting(one.printed, ())
            named = (one.sponsors, one.supporters, one.opponents, deleting, one.excepting, ())
            yield from _named(provision, named, show(one.words))


def _named(
    provision: Provision, named: Sequence[tuple[PartyCode, ...]], own: str, *, whole: bool = False
) -> Iterator[Shown]:
    for role, codes in zip(Role, named, strict=True):
        for code in codes:
            yield Shown(party=code, role=role, provision=provision.eid, words=own, whole=whole)


def _apart(text: Text) -> Iterator[Provision]:
    """Give the provisions with what is in parties' names told from the base, as in a text we compile.

    What stands in a provision tabled in somebody's name, or deleted in somebody's, and in no brackets of its
    own, is of that name too.
    """
    above: list[tuple[int, Standing]] = []
    for at, provision in enumerate(text.provisions):
        while above and above[-1][0] >= provision.depth:
            above.pop()
        own = _wording(provision.words)
        standing = _standing(provision.standing)
        if standing == ORDINARY and above:
            standing = above[-1][1]
        elif provision.standing.tabled and not standing.base:
            above.append((provision.depth, standing))
        elif provision.standing.tabled and standing.deleted_by:
            gone = Standing(deleted_by=standing.deleted_by, joining=standing.joining)
            above.append((provision.depth, gone))
        if (
            standing.base
            and text.end(at) == at + 1
            and (alone := _all_in_names(provision.words, own)) is not None
        ):
            own, standing = alone
        yield replace(provision, words=own, standing=standing)


def _standing(standing: Standing) -> Standing:
    said = told(standing)
    if not standing.tabled or not (
        said.sponsors or said.supporters or said.opponents or said.leaving or said.against
    ):
        return standing
    proposed = bool(said.sponsors or said.supporters) and said.base
    return replace(
        said,
        base=said.base and not proposed,
        tabled=False,
        deleted_by=() if proposed else said.deleted_by,
        merged_into=() if proposed else said.merged_into,
        joining=() if proposed else said.joining,
        printed=None,
    )


def _wording(wording: Wording) -> Wording:
    if wording.settled:
        return wording
    return words(*(_choice(part) if isinstance(part, Choice) else part for part in wording.parts))


def _choice(choice: Choice) -> Choice:
    inner = tuple(replace(one, words=_wording(one.words)) for one in choice.alternatives)
    if not choice.tabled:
        return replace(choice, alternatives=inner)
    deleting = tuple(dict.fromkeys(code for one in inner for code in _deleting(one.printed, ())))
    own = [replace(one, printed=None) for one in inner if one.sponsors or one.supporters]
    nobodys = [one for one in inner if not (one.sponsors or one.supporters)]
    if not own and not deleting and not any(one.opponents or one.excepting for one in nobodys):
        return replace(choice, alternatives=inner)
    return Choice(tabled=False, alternatives=(_base(nobodys), *own, *_struck(deleting)))


def _base(nobodys: Sequence[Alternative]) -> Alternative:
    """Give what the base has at a place: the alternative in nobody's name, all of several, or no words."""
    match nobodys:
        case []:
            return Alternative(words=words(), base=True)
        case [one]:
            return replace(one, base=True, printed=None)
        case several:
            left = tuple(replace(one, opponents=(), excepting=(), printed=None) for one in several)
            return Alternative(words=words(Choice(alternatives=left)), base=True)


def _struck(deleting: tuple[PartyCode, ...]) -> tuple[Alternative, ...]:
    return (Alternative(words=words(), sponsors=deleting),) if deleting else ()


def _all_in_names(was: Wording, own: Wording) -> tuple[Wording, Standing] | None:
    """Give a provision all of whose words are in parties' names as proposed by them; None if it is not."""
    match own.parts:
        case (Choice(tabled=False, alternatives=(Alternative(base=True) as base, *others)),) if (
            was and not base.words and others and all(one.words for one in others)
        ):
            sponsors = tuple(dict.fromkeys(code for one in others for code in one.sponsors))
            supporters = tuple(
                dict.fromkeys(code for one in others for code in one.supporters if code not in sponsors)
            )
            only = (
                others[0].words
                if len(others) == 1
                else words(Choice(tabled=False, alternatives=tuple(others)))
            )
            return only, Standing(base=False, sponsors=sponsors, supporters=supporters)
        case _:
            return None


def _addressed(text: Text) -> Text:
    """Give the provisions of *text* the addresses they have where they stand now."""
    given = addresses(Stand(kind=one.kind, depth=one.depth, number=one.number) for one in text.provisions)
    own = tuple(replace(one, eid=eid, wid=WId(eid)) for one, eid in zip(text.provisions, given, strict=True))
    return replace(text, provisions=own)


def _reply(party: PartyCode, apart: Text, base: Base) -> Reply:
    """Write what *party* would have answered to the base: answers, or its whole text where they fail."""
    own = _addressed(project(apart, party))
    answers = tuple(_answers(party, apart, base.draft))
    reply = Reply(party=party, answers=answers, source=SHOWN)
    heard = hear(reply, base)
    if isinstance(heard, Hearing) and not any(one.fault for one in heard.heard):
        says = [(item.label, item.words, item.ahead) for item in heard.version.items]
        if says == [(one.label, show(one.words.body), one.words.ahead) for one in own.provisions]:
            return reply
    opposes = tuple(one for one in answers if isinstance(one.position, Opposes) and one.position.proposal_of)
    return Reply(party=party, text=own, answers=opposes, source=SHOWN)


def _answers(party: PartyCode, apart: Text, draft: Text) -> Iterator[Answer]:
    """Go through what a party would have answered, provision by provision."""

    def where(at: int) -> str:
        return draft.provisions[at].eid if at >= 0 else ""

    def answer(at: int, position: Position) -> Answer:
        return Answer(provision=where(at), position=position, place=Place(source=SHOWN, address=where(at)))

    at = -1
    run: list[Provision] = []
    gone: list[int] = []
    for provision in apart.provisions:
        standing = provision.standing
        if not standing.base:
            if standing.holds_for(party):
                run.append(provision)
            elif party in standing.opponents and (author := _first(standing)) is not None:
                yield Answer(
                    provision=provision.eid.partition("~")[0] if provision.number else where(at),
                    position=Opposes(proposal_of=author),
                    place=Place(source=SHOWN, address=where(at)),
                )
            continue
        if run:
            yield answer(at, _adds(run, party, draft, at))
            run = []
        at += 1
        if gone and draft.provisions[at].depth > draft.provisions[gone[-1]].depth:
            continue
        if not standing.holds_for(party):
            gone.append(at)
            yield from (answer(at, position) for position in _going(standing, party))
            continue
        for position in _on_base(provision, party, draft.provisions[at]):
            yield answer(at, position)
    if run:
        yield answer(at, _adds(run, party, draft, at))


def _going(standing: Standing, party: PartyCode) -> Iterator[Deletes]:
    """Say what a party that has not the provision here would have answered; a merger it says elsewhere."""
    if not any(_merges(standing, merger, party) for merger in standing.merged_into):
        yield Deletes()


def _merges(standing: Standing, merger: Move, party: PartyCode) -> bool:
    """Whether it is so in *party*'s text, its own proposal or one that it supports."""
    return party in merger.parties or party in standing.joined(merger.parties)


def _on_base(provision: Provision, party: PartyCode, theirs: Provision) -> Iterator[Position]:
    """Say what a party would have answered to *theirs*, a provision of the base that it keeps."""
    for against in provision.standing.against:
        if party in against.parties:
            yield Opposes(proposal_of=against.author)
    own = chosen(provision.words, party)
    standing = provision.standing
    others = tuple(one.other for one in standing.merged_from if _merges(standing, one, party))
    if others:
        yield Merges(others=others, words=own.body)
    elif show(own) != show(theirs.words):
        yield Amends(words=own.body)
    elif party in provision.standing.opponents:
        yield Opposes()
    else:
        yield from _opposed(provision.words, party)


def _first(standing: Standing) -> PartyCode | None:
    named = (*standing.sponsors, *standing.supporters)
    return named[0] if named else None


def _adds(run: Sequence[Provision], party: PartyCode, draft: Text, at: int) -> Adds:
    first = run[0].depth
    return Adds(
        provisions=tuple(
            NewProvision(
                kind=one.kind.value,
                label=one.label,
                words=chosen(one.words, party),
                depth=max(0, one.depth - first),
            )
            for one in run
        ),
        inside=at >= 0 and first > draft.provisions[at].depth,
    )


def _opposed(wording: Wording, party: PartyCode) -> Iterator[Opposes | AcceptsExcept]:
    for choice in wording.choices():
        for one in choice.alternatives:
            if party in one.excepting and one.base and not choice.tabled:
                yield AcceptsExcept(exception=show(one.words))
            if party not in one.opponents or choice.tabled:
                continue
            if one.base:
                yield Opposes(words=show(one.words))
            elif one.sponsors or one.supporters:
                yield Opposes(proposal_of=(*one.sponsors, *one.supporters)[0])
