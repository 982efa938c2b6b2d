"""What changed for a party since it last looked: in its provisions, in what is owed, and for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.record import act as acts
from travaux.record.act import Role
from travaux.record.views.docket import docket
from travaux.record.views.new_draft import carry_on, new_draft
from travaux.record.views.own_provisions import OwnProvisions
from travaux.record.views.replies import in_name_of
from travaux.record.views.touched import Touching
from travaux.record.views.under_it import changed_under

if TYPE_CHECKING:
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.docket import Owed
    from travaux.record.views.new_draft import NewDraft
    from travaux.record.views.touched import Touched
    from travaux.record.views.under_it import Changed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed for a party between two sizes of the record. Every entry between is in one list."""

    party: PartyCode
    size: int
    """The size of the record when the party last looked."""
    upto: int
    at: str
    drafts: tuple[NewDraft, ...] = ()
    said_for_it: tuple[Touched, ...] = ()
    """What others have said in its name: answers of a group, or of several, that name it."""
    changed: tuple[Changed, ...] = ()
    """What it supports or opposes, where that is not proposed as it was since: its word stays with that."""
    in_its_name: tuple[Entered, ...] = ()
    """What somebody else wrote down as the party's act."""
    to_it: tuple[Entered, ...] = ()
    """On none of its provisions: papers and questions sent to it by name, and what is on its own entries."""
    touched: tuple[Touched, ...] = ()
    """About its provisions: by draft, the last first; by provision in reading order; then as entered."""
    owes: tuple[Owed, ...] = ()
    """What it owes: asked for, promised, extended or reported on since, or overdue at this moment."""
    owed: tuple[Owed, ...] = ()
    """What it is owed; as ``owes``."""
    for_all: tuple[Entered, ...] = ()
    """Rules, meetings, silence procedures, agreements, adoption, members: what concerns everybody."""
    others: tuple[Entered, ...] = ()
    """All the rest but its own acts: what is listed nowhere else."""
    own: tuple[Entered, ...] = ()
    """Its own acts, signed by it."""


_FOR_ALL = (
    acts.OpensInstrument,
    acts.AddsMember,
    acts.RemovesMember,
    acts.DefinesGroup,
    acts.DeclaresRules,
    acts.ContestsRules,
    acts.ConvenesMeeting,
    acts.ClosesProvisionally,
    acts.ReopensProvision,
    acts.OpensSilence,
    acts.BreaksSilence,
    acts.NotesSilenceElapsed,
    acts.AdoptsText,
    acts.AuthenticatesText,
    acts.RectifiesError,
    acts.Redacts,
)


def since(known: Disclosed, party: PartyCode, size: int, library: Library, *, at: str) -> Since:
    """Say what changed for *party* since the record had *size* entries, as of the moment *at*.

    The party's provisions are those it has answered, holds, has asked about, joined at or tied, and what
    became of them in later drafts, whenever those were tabled.
    """
    return _Looking(known, party, size, library).since(at)


class _Looking:
    def __init__(self, known: Disclosed, party: PartyCode, size: int, library: Library) -> None:
        self.known = known
        self.party = party
        self.size = size
        self.library = library
        self.own = OwnProvisions(known, party, library)
        for draft in known.drafts.values():
            carry_on(self.own, draft)

    def since(self, at: str) -> Since:
        new = [one for one in self.known.entries if one.index >= self.size]
        touching = Touching(self.own)
        drafts: list[NewDraft] = []
        touched: list[Touched] = []
        said: list[Touched] = []
        rest: dict[str, list[Entered]] = {name: [] for name in ("own", "name", "to", "all", "others")}
        for one in new:
            draft = self.known.drafts.get(one.leaf)
            if draft is not None:
                drafts.append(new_draft(self.own, draft))
            elif one.author == self.party:
                rest["own" if one.signed else "name"].append(one)
            elif one.leaf in self.known.answers and self._is_named(self.known.answers[one.leaf]):
                said.append(touching.whole(self.known.answers[one.leaf]))
            elif found := touching.of(one):
                touched += found
            elif touching.is_to_it(one):
                rest["to"].append(one)
            elif isinstance(one.act, _FOR_ALL) or self._settles(one):
                rest["all"].append(one)
            else:
                rest["others"].append(one)
        owes, owed = self._owed(at, {one.leaf for one in new})
        return Since(
            party=self.party,
            size=self.size,
            upto=self.known.size,
            at=at,
            drafts=tuple(drafts),
            said_for_it=tuple(said),
            changed=changed_under(self.known, self.party, self.size, self.library),
            in_its_name=tuple(rest["name"]),
            to_it=tuple(rest["to"]),
            touched=tuple(touching.in_order(touched)),
            owes=tuple(owes),
            owed=tuple(owed),
            for_all=tuple(rest["all"]),
            others=tuple(rest["others"]),
            own=tuple(rest["own"]),
        )

    def _is_named(self, given: Given) -> bool:
        """Whether an answer of another is in the name of the party too."""
        return self.party in in_name_of(self.known, given.entered, given.principals)

    def _settles(self, one: Entered) -> bool:
        """Whether the chair or the secretariat records something as agreed."""
        member = self.known.members.get(one.author)
        leads = member is not None and member.role in {Role.CHAIR, Role.SECRETARIAT}
        return leads and isinstance(one.act, acts.AgreesAdReferendum)

    def _owed(self, at: str, new: set[LeafHash]) -> tuple[list[Owed], list[Owed]]:
        found = docket(self.known, at=at, texts=self.library.texts(self.known), library=self.library)

        def is_new(one: Owed) -> bool:
            return one.overdue is not None or any(entered.leaf in new for entered in one.entries)

        return (
            [one for one in found.by(self.party) if is_new(one)],
            [one for one in found.to(self.party) if self.party in one.to and is_new(one)],
        )
