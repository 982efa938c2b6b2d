"""A reply, heard: the version of the draft that it amounts to, and what became of each of its answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.answers.position import Opposes, Supports, Withdraws
from travaux.compile.additions import may_be_of_addition
from travaux.compile.admission import no_redraft, unusable
from travaux.compile.answered import answered
from travaux.compile.compilation import LeftOut
from travaux.compile.drafted import as_drafted
from travaux.compile.placed import named_in
from travaux.compile.redraft import amounts_to, redrafted
from travaux.compile.supplemented import supplemented
from travaux.compile.unit_name import unit_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer, Reply
    from travaux.compile.base import Base
    from travaux.compile.heard import Heard
    from travaux.compile.version import Version
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """All that compiling needs of one reply, whatever the others say."""

    base: Base
    reply: Reply
    """Without its text, whose words are in the version."""
    redraft: bool
    """The document was the draft as the party would have it, not a list of answers."""
    version: Version
    """What its own answers make of the draft; support for others is still to be followed."""
    heard: tuple[Heard, ...]
    withdrawn: frozenset[int] = frozenset()
    """The answers, by their place in the reply, that a later one takes back."""
    named: tuple[str, ...] = ()
    """The names of its units, where the record gives them: answers in order, then pieces not read."""
    unmerged: Hearing | None = None
    """The same in the party's own words, where a merged wording stands for some; None: it has none."""
    undocumented: int = 0
    """How many of the answers heard, from the last, stand in no document: joined, or held, by an entry."""

    @property
    def party(self) -> PartyCode:
        return self.reply.party

    @property
    def names(self) -> tuple[str, ...]:
        """Name its units: answers in order, then pieces not read."""
        return self.named or unit_names(self.party, len(self.heard) + len(self.reply.unread))

    def in_whose_name(self, one: Heard) -> tuple[PartyCode, ...]:
        """Give those in whose name an answer was given; none: its party's alone."""
        return self.reply.principals if one.principals is None else one.principals

    @property
    def amounts(self) -> int:
        """How many of the answers heard, from the first, are what the text of a redraft amounts to."""
        if not self.redraft:
            return 0
        return len(self.heard) - self.undocumented - len(self.reply.answers)

    @property
    def looks_to_others(self) -> bool:
        """Whether it speaks of what other parties propose, so that their replies matter to it."""
        return any(
            isinstance(one.answer.position, Supports)
            or may_be_of_addition(one)
            or (isinstance(one.answer.position, Opposes) and one.answer.position.proposal_of is not None)
            for one in self.heard
        )


def hear(reply: Reply, base: Base, called: Sequence[str] = ()) -> Hearing | LeftOut:
    """Make *reply*'s version of the draft; or leave it out, and say why.

    Depends on the draft and the reply alone: replies can be heard in any order, one at a time or
    several at once. *called*: what those call the draft, beside its names, from whom the reply is.
    """
    fault = unusable(reply, base.draft, (*base.called, *called))
    if fault is None:
        reply = as_drafted(reply, base.draft)
        hearing = _redraft(reply, reply.text, base) if reply.text is not None else _answers(reply, base)
        fault = no_redraft(hearing, base.items)
        if fault is None:
            return answered_since(hearing, reply) if hearing.redraft and reply.answers else hearing
    return LeftOut(party=reply.party, source=reply.source, finding=fault)


def _redraft(reply: Reply, own: Text, base: Base) -> Hearing:
    version = redrafted(own, reply=reply, base=base)
    version, heard = amounts_to(version, base=base, source=reply.source)
    return Hearing(
        base=base,
        reply=replace(reply, text=None, reject_all=None, lines=(), reject_all_lines=()),
        redraft=True,
        version=version,
        heard=heard,
    )


def answered_since(hearing: Hearing, reply: Reply) -> Hearing:
    """Give the *hearing* of a redraft with the answers of *reply* laid over it.

    They replace what the redraft says at their provisions; elsewhere it stands word for word.
    """
    version, heard = supplemented(hearing.version, reply, hearing.base)
    return replace(hearing, reply=replace(hearing.reply, answers=reply.answers), version=version, heard=heard)


def _answers(reply: Reply, base: Base) -> Hearing:
    withdrawn = _withdrawn(reply.answers, base.draft)
    version, heard = answered(reply, draft=base.draft, items=base.items, withdrawn=withdrawn)
    return Hearing(base=base, reply=reply, redraft=False, version=version, heard=heard, withdrawn=withdrawn)


def _withdrawn(answers: Sequence[Answer], draft: Text) -> frozenset[int]:
    """List the answers that a later answer of the same reply takes back."""
    if not any(isinstance(answer.position, Withdraws) for answer in answers):
        return frozenset()
    where = [named_in(answer.provision, draft) or answer.provision for answer in answers]
    return frozenset(
        earlier
        for at, answer in enumerate(answers)
        if isinstance(answer.position, Withdraws)
        for earlier in range(at)
        if where[earlier] == where[at] and not isinstance(answers[earlier].position, Withdraws)
    )
