"""A compilation, looked up by provision: what was done to it, what was said of it, what was put after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.fate import Fate, InText, Joined, MergedWithConsent
from travaux.compile.operation import Delete, Except, Insert, Oppose, Renumber
from travaux.text.provision import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.compilation import Compilation, Stance
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode


class ByProvision:
    """What a compilation has at each provision, by its lasting identity or by its address."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.draft = compilation.draft
        self.text = compilation.text
        self.said = {stance.reference: stance for stance in compilation.stances}
        """Answers by their reference."""
        self.principals = {voice.party: voice.principals for voice in compilation.voices}
        self.became = {unit.reference: _at(unit.fate) for unit in compilation.units}
        """By its reference, where in the consolidated text a unit stands."""
        self.said_at: dict[Address, list[Stance]] = {}
        """Answers by the provision of the draft that they name."""
        self.said_by: dict[tuple[PartyCode, Address], list[Stance]] = {}
        """The same by party, and by where what they propose stands as well."""
        for stance in compilation.stances:
            self._hear(stance)
        self.deletes: dict[str, list[Delete]] = {}
        self.merged: dict[str, list[Provision]] = {}
        """The draft's provisions that somebody merges into another, by that other."""
        self.renumbers: dict[str, list[Renumber]] = {}
        self.opposed: dict[str, list[Oppose]] = {}
        self.excepted: dict[str, list[Except]] = {}
        inserts: dict[tuple[str, int], list[Insert]] = {}
        for operation in compilation.operations:
            match operation:
                case Delete():
                    self.deletes.setdefault(operation.provision, []).append(operation)
                    gone = self.draft.at(operation.provision)
                    if operation.into and gone is not None:
                        self.merged.setdefault(operation.into, []).append(gone)
                case Renumber():
                    self.renumbers.setdefault(operation.provision, []).append(operation)
                case Oppose():
                    self.opposed.setdefault(operation.provision, []).append(operation)
                case Except():
                    self.excepted.setdefault(operation.provision, []).append(operation)
                case Insert():
                    inserts.setdefault((operation.after, operation.place), []).append(operation)
                case _:
                    pass
        self.anchors: dict[Address, Address] = {}
        """By a new provision, which of the draft's it stands after."""
        self.inserts = dict(self._placed(inserts))
        """By the address at which they stand in the consolidated text."""
        self.destinations: dict[str, list[tuple[Address, Insert]]] = {}
        """Where somebody moves a provision of the draft."""
        for address, here in self.inserts.items():
            for insert in here:
                if insert.moved:
                    self.destinations.setdefault(insert.moved, []).append((address, insert))

    def _hear(self, stance: Stance) -> None:
        for address in dict.fromkeys((stance.provision, *self.became.get(stance.reference, ()))):
            if address is not None:
                self.said_by.setdefault((stance.party, address), []).append(stance)
        if stance.provision is not None:
            self.said_at.setdefault(stance.provision, []).append(stance)

    def _placed(
        self, inserts: dict[tuple[str, int], list[Insert]]
    ) -> Iterator[tuple[Address, tuple[Insert, ...]]]:
        """Find at which address the insertions of each place stand, and after which of the draft's."""
        waiting: dict[str, list[tuple[Insert, ...]]] = {}
        for (where, _), here in sorted(inserts.items()):
            waiting.setdefault(where, []).append(tuple(here))
        after, anchor = "", Address("")
        for provision in self.text.provisions:
            if provision.standing.base:
                after, anchor = provision.wid, provision.eid
                continue
            if waiting.get(after):
                self.anchors[provision.eid] = anchor
                yield provision.eid, waiting[after].pop(0)


def _at(fate: Fate) -> tuple[Address, ...]:
    match fate:
        case InText(at=at) | Joined(at=at) | MergedWithConsent(at=at):
            return at
        case _:
            return ()
