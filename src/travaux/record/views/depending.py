"""What hangs on a provision: packages, holds, questions, promises, mergers, objections, cross-references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.compare.references import references_in
from travaux.record.views.corrections import objections
from travaux.record.views.docket import AnswerToQuestion, WhatWasPromised
from travaux.record.views.history import same_provision
from travaux.record.views.holding import held_at, holding
from travaux.record.views.mergers import consents
from travaux.record.views.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from travaux.record.entry import Entered, Reference
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Hold, Package, Silence
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.docket import Docket, Owed
    from travaux.record.views.mergers import Consents
    from travaux.text.instrument import Text
    from travaux.text.provision import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Depending:
    """What hangs on one provision, what stands in it included; in the order of the record."""

    packages: tuple[Package, ...] = ()
    """Those that have not been untied."""
    holds: tuple[Hold, ...] = ()
    """Those on it, in it, or on the whole text, that have not been lifted."""
    owed: tuple[Owed, ...] = ()
    """Questions about it and promises, answered and met or not."""
    mergers: tuple[Consents, ...] = ()
    silences: tuple[Silence, ...] = ()
    """Silence procedures that nobody has noted as ended, and those that were broken all the same."""
    objections: tuple[tuple[str, Entered], ...] = ()
    """Parties' last word that their position is not shown rightly, and where."""
    rectified: tuple[Entered, ...] = ()
    """Errors in it that were rectified since the text was adopted."""
    cited_by: tuple[Address, ...] = ()
    """The provisions elsewhere that name it, in reading order."""
    cites: tuple[Address, ...] = ()
    """The provisions elsewhere that it names."""

    def __bool__(self) -> bool:
        """Whether anything hangs on it."""
        return any(
            (
                self.packages,
                self.holds,
                self.owed,
                self.mergers,
                self.silences,
                self.objections,
                self.rectified,
                self.cited_by,
                self.cites,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """That one provision of a text names another, by their places in it."""

    at: int
    of: int


def citations(text: Text) -> tuple[Citation, ...]:
    """List which provision names which, in reading order.

    What names no provision of the text, or may name several, is left out.
    """
    return tuple(
        Citation(at=at, of=of)
        for at in range(len(text.provisions))
        for of in dict.fromkeys(place for _, place in references_in(text, at))
        if of >= 0
    )


def depending(
    known: Disclosed,
    draft: Draft,
    text: Text,
    address: str,
    *,
    docket: Docket,
    cited: Iterable[Citation],
    library: Library | None = None,
) -> Depending:
    """List what hangs on the provision at *address* of *draft*, whose *text* has it, by the record.

    With a *library*, packages are found by what they tied in earlier drafts too.
    """
    leaf = draft.tabled.leaf
    places = Places(text)

    def here(at: str) -> bool:
        return places.touch(address, at)

    def named(references: Sequence[Reference]) -> bool:
        return any(one.leaf == leaf and one.article and here(one.article) for one in references)

    asked = {one.leaf for one in (it.entered for it in known.questions.values()) if named(one.entry.re)}
    start = text.index(address)
    inside = range(0) if start is None else range(start, text.end(start))
    pairs = [one for one in cited if (one.at in inside) != (one.of in inside)]
    return Depending(
        packages=_tying(known, draft, address, here, library),
        holds=tuple(one for one in holding(known, leaf) if any(map(here, held_at(one)))),
        owed=tuple(
            one
            for one in docket.owed
            if (isinstance(one.matter, AnswerToQuestion) and one.since.leaf in asked)
            or (
                isinstance(one.matter, WhatWasPromised)
                and (named(one.since.entry.re) or any(it.leaf in asked for it in one.since.entry.re))
            )
        ),
        mergers=tuple(
            one
            for one in consents(known, leaf)
            if any(here(it.article) for it in one.merger.proposals if it.article)
        ),
        silences=tuple(
            one
            for one in known.silences.values()
            if one.draft == leaf
            and (one.elapsed is None or one.broken)
            and one.withdrawn is None
            and any(here(at) for at in one.provisions or ("",))
        ),
        objections=tuple(
            (at, one) for at, those in objections(known, leaf).items() if at and here(at) for one in those
        ),
        rectified=tuple(one for one in draft.rectified if named(one.entry.re)),
        cited_by=tuple(dict.fromkeys(text.provisions[one.at].eid for one in pairs if one.of in inside)),
        cites=tuple(
            dict.fromkeys(
                text.provisions[of].eid for of in sorted(one.of for one in pairs if one.at in inside)
            )
        ),
    )


def _tying(
    known: Disclosed, draft: Draft, address: str, here: Callable[[str], bool], library: Library | None
) -> tuple[Package, ...]:
    """List the packages that tie a provision, also under the address it had in an earlier draft."""
    numbers = {leaf: one.number for leaf, one in known.drafts.items()}
    untied = [one for one in known.packages.values() if one.untied is None]
    earlier = [one for one in untied if numbers.get(one.draft, draft.number) < draft.number]
    then = same_provision(known, library, address, draft) if earlier and library is not None else None
    return tuple(
        one
        for one in untied
        if (one.draft == draft.tabled.leaf and any(map(here, one.provisions)))
        or (one in earlier and then is not None and any(then(one.draft, at) for at in one.provisions))
    )
