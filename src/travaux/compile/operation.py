"""What was done to a draft, to what, and by whom: the operations that brackets are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.text.provision import WId

if TYPE_CHECKING:
    from travaux.text.kind import Kind
    from travaux.text.provision import Layout
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Backers:
    """Who stands behind an operation: whose own it is, and who joined it. In protocol order."""

    sponsors: tuple[PartyCode, ...] = ()
    supporters: tuple[PartyCode, ...] = ()
    whom: tuple[tuple[PartyCode, PartyCode], ...] = ()
    """Of a deletion, a merger or a move: each who joined it, and whom it supports by that. Who is not listed
    as supporting one of the others, directly or through one who does, is said to do it."""

    @property
    def all(self) -> tuple[PartyCode, ...]:
        """Sponsors, then supporters."""
        return self.sponsors + self.supporters


@dataclass(frozen=True, slots=True, kw_only=True)
class Reword:
    """Other words for a provision of the draft; ``words`` is the whole of it, exact characters."""

    provision: WId
    words: str
    backers: Backers


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumber:
    """Another number for a provision, as printed."""

    provision: WId
    label: str
    backers: Backers


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """No such provision by itself.

    ``into``: the draft's provision of which it is part in the backers' text, by a merger; "": it is gone.
    """

    provision: WId
    backers: Backers
    into: WId = WId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A provision that the draft does not have at this place.

    It stands after the draft's provision ``after`` ("": before everything), as the ``place``-th of
    those proposed there. Several at one place are wordings of one proposal. ``moved`` is the draft's
    provision brought here from elsewhere, "" for a new one.
    """

    after: str
    place: int
    kind: Kind
    depth: int
    label: str
    words: str
    moved: str = ""
    ahead: int = 0
    """Brackets that stand before its number and close elsewhere; they are not in ``words``."""
    backers: Backers
    layout: Layout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorse:
    """The draft's provision is accepted as it stands, but for what an `Except` of the party names in it."""

    provision: WId
    parties: tuple[PartyCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppose:
    """Words are not agreed to, and no others are offered.

    The draft's words from ``start`` to ``end`` (code points of the printed words, half-open), the
    whole provision where both are None; or what ``proposal_of`` proposes for the provision and, unless
    it is ``alone``, for what stands in it. Of what that party adds beside the provision, ``added`` "" means
    nothing, a label what has that label, and nothing but it, and None all of it.
    """

    provision: WId
    start: int | None = None
    end: int | None = None
    proposal_of: PartyCode | None = None
    alone: bool = False
    added: str | None = None
    parties: tuple[PartyCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Except:
    """The provision is accepted but for the draft's words from ``start`` to ``end``, as in `Oppose`."""

    provision: WId
    start: int
    end: int
    parties: tuple[PartyCode, ...]


Operation = Reword | Renumber | Delete | Insert | Endorse | Oppose | Except
"""Take it apart with ``match`` and `typing.assert_never`."""
