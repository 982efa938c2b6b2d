"""A draft and the replies to it → a Compilation, proved before it is given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.admission import twice
from travaux.compile.base import base_of
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.compile.rolling import rolling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.answers.answer import Reply
    from travaux.compile.base import Base
    from travaux.compile.compilation import Compilation
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def compiled(
    draft: Text,
    replies: Iterable[Reply],
    *,
    order: Sequence[PartyCode] = (),
    names: Iterable[tuple[PartyCode, str]] = (),
    findings: Iterable[Finding] = (),
    left_out: Iterable[LeftOut] = (),
) -> Compilation:
    """Compile *replies* to *draft*.

    *order* is the declared protocol order and names everybody who was asked; whoever replied and is
    not in it follows by code. The order of *replies* does not matter. A reply to another draft, and
    replies given under one name twice, are left out, and say why. *names* (of parties, where the draft
    gives them), *findings* and *left_out* (from reading the replies) are passed on.
    Raises LossError, from the proof that every party's text and the draft can be taken out again.
    """
    base = base_of(draft)
    return compiled_from(
        base,
        [hear(reply, base) for reply in replies],
        order=order,
        names=names,
        findings=findings,
        left_out=left_out,
    )


def compiled_from(
    base: Base,
    heard: Sequence[Hearing | LeftOut],
    *,
    order: Sequence[PartyCode] = (),
    names: Iterable[tuple[PartyCode, str]] = (),
    findings: Iterable[Finding] = (),
    left_out: Iterable[LeftOut] = (),
) -> Compilation:
    """Compile what was *heard* of the replies to *base*, as `compiled` does."""
    taken, faulty = admitted(heard)
    return rolling(base, taken, order=order, names=names).compilation(
        findings=findings, left_out=(*left_out, *faulty)
    )


def admitted(heard: Sequence[Hearing | LeftOut]) -> tuple[list[Hearing], list[LeftOut]]:
    """Part what was heard from what is left out; of a party heard twice, neither reply is taken."""
    sources: dict[PartyCode, list[str]] = {}
    for one in heard:
        if isinstance(one, Hearing):
            sources.setdefault(one.party, []).append(one.reply.source)
    taken: list[Hearing] = []
    left_out: list[LeftOut] = []
    for one in heard:
        if isinstance(one, LeftOut):
            left_out.append(one)
        elif len(named := sources[one.party]) > 1:
            source = one.reply.source
            finding = twice(one.party, source, named)
            left_out.append(LeftOut(party=one.party, source=source, finding=finding))
        else:
            taken.append(one)
    return taken, left_out
