"""The desk: finds a record, knows what it says, composes an entry, signs it, has it recorded.

The head is verified each time: every leaf is hashed, and the record must go on from the head that was
signed last and from the one last seen at this desk.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.answers.party import PartyCodeError, party_code
from travaux.cli import exit_codes
from travaux.cli.bundled import BundleStore, bundle_at, is_bundle
from travaux.cli.deadline import instant
from travaux.cli.files import FileFault
from travaux.cli.journal import Journal
from travaux.cli.keyring import Keyring
from travaux.cli.machine import Machine, stamp
from travaux.cli.place import found, keys_folder
from travaux.cli.refusal import NotRecorded, NotVerified, Refused
from travaux.cli.zones import zone_named
from travaux.record.audience import is_for
from travaux.record.canonical import NotCanonical
from travaux.record.entry import BadEntry, Entered, LeafHash, Reference
from travaux.record.fold import entered, fold, moment
from travaux.record.leaf import BadLeaf
from travaux.record.refusal import Refused as NotAdmitted
from travaux.record.tree import Frontier, Hash, TreeFault
from travaux.render.times import judged_by
from travaux.store.fault import Damaged, LivesElsewhere, NotTheDocument, Recovery, StoreFault
from travaux.store.publication import extends
from travaux.store.sqlite import SqliteStore
from travaux.text.phrase import phrase, said_by
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from datetime import tzinfo

    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.render.telling import Teller
    from travaux.store.postgres import PostgresStore
    from travaux.text.instrument import Text

SHORTEST_HASH: Final = 8
"""Digits of a hash that are taken for one: fewer are a place in the record."""
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")
_RESTORED: Final = (
    "A record is restored with travaux restore NAME.travaux --head CHECKPOINT --from COPY-OR-BUNDLE, and a "
    "copy is looked at before that with travaux snapshot COPY --check."
)
_LOG_OF_READER: Final = "`travaux log` with the same --as lists those that it may."
_ADDRESS: Final = re.compile(r"[a-z]+(?:_[\w.]+)?(?:__[a-z]+(?:_[\w.]+)?)*")


class RecordFault(Refused):
    """The record cannot be read or written."""

    code = exit_codes.UNREADABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A record, opened to be asked or added to, as it stands."""

    path: Path
    machine: Machine
    store: SqliteStore | PostgresStore | BundleStore
    head: Frontier
    state: Negotiation
    redactions: tuple[Entered, ...] = field(default=(), repr=False)
    """All there are now: what is redacted is not shown as it was at any moment before, either."""
    of_reader: bool = False
    """Whether *state* is what one reader may know, and not all of the record."""
    hands: tuple[PartyCode, ...] = ()
    """In whose names something is done here, where not by the keeper alone: each reads what it is about."""
    whole_state: Negotiation | None = field(default=None, repr=False)
    """All of the record that there is here, where *state* is only some of it."""
    shelf: list[Library] = field(default_factory=list, repr=False)
    """The library, from when it is first asked for."""

    @property
    def keyring(self) -> Keyring:
        return Keyring(folder=self.keys)

    @property
    def keys(self) -> Path:
        """The folder of keys and journals: under the name of the file, or of the record a bundle is of."""
        if isinstance(self.store, BundleStore):
            return self.path.parent / f"{_NOT_IN_NAMES.sub('-', self.store.origin)}.keys"
        return keys_folder(self.path)

    @property
    def can_be_added_to(self) -> bool:
        return not isinstance(self.store, BundleStore)

    def whole(self) -> SqliteStore:
        """Give the store of the record itself. Raises Refused where there is only a bundle."""
        if not isinstance(self.store, SqliteStore):
            raise Refused(
                f"{self.path} is a bundle, and this needs the record itself: --record NAME.travaux."
            )
        return self.store

    @property
    def keeper(self) -> PartyCode:
        if self.state.keeper is None:
            raise NotVerified(f"{self.path} has no entry that opens it: it is no record of a negotiation.")
        return self.state.keeper

    def journal(self, party: PartyCode) -> Journal:
        return Journal(folder=self.keys, party=party)

    def member(self, given: str) -> PartyCode:
        """Check the code of a member, or of one that was. Raises Refused."""
        try:
            code = party_code(given.strip())
        except PartyCodeError as fault:
            raise Refused(said_by(fault)) from fault
        if code in self.state.members:
            return code
        if (group := self.state.groups.get(code)) is not None:
            raise Refused(
                phrase(
                    "{code} is a group, and a member is named here. In it are {members}.",
                    code=code,
                    members=group.members,
                )
            )
        near = next((one for one in self.state.members if one.casefold() == code.casefold()), None)
        raise Refused(
            phrase(
                "{code} is not a member of this negotiation. Members: {members}. Did you mean {near}?"
                if near
                else "{code} is not a member of this negotiation. Members: {members}.",
                code=code,
                members=tuple(self.state.members),
                near=near,
            )
        )

    def members(self, listed: str, *, groups: bool = False) -> tuple[PartyCode, ...]:
        """Check a list of codes parted by commas, of *groups* too where they may be; each is listed once.

        Raises Refused.
        """
        codes = [
            code if groups and (code := PartyCode(one)) in self.state.groups else self.member(one)
            for one in listed.replace(",", " ").split()
        ]
        twice = [code for at, code in enumerate(codes) if code in codes[:at]]
        if twice:
            raise Refused(phrase("{code} is listed twice. Expected each code once.", code=twice[0]))
        return tuple(codes)

    def entry(self, given: str) -> Entered:
        """Find the entry that *given* names: by its place, or by the first digits of its hash.

        Of one that a reader, or who acts, may not read no other is said than of one that is not there.
        Raises Refused.
        """
        whose, hint = self._readers()
        name = given.strip().removeprefix("entry ").removeprefix("#").lower()
        entries = [one for one in self.state.entries if self._shows(one)]
        if name.isascii() and name.isdigit() and len(name) < SHORTEST_HASH:
            for one in entries:
                if one.index == int(name):
                    return one
            if whose:
                raise Refused(f"There is no entry {name} that {whose} may read.", hint)
            raise Refused(
                f"There is no entry {name} here: there are {len(entries)}, from {entries[0].index} to "
                f"{entries[-1].index}."
                if entries
                else f"There is no entry {name} here: there is none yet.",
                "`travaux log` lists them.",
            )
        if len(name) < SHORTEST_HASH or any(one not in "0123456789abcdef" for one in name):
            raise Refused(
                f'"{given}" names no entry. Expected its number, such as 17, or the first {SHORTEST_HASH} or '
                "more digits of its hash.",
                "`travaux log` lists them.",
            )
        fitting = [one for one in entries if one.leaf.startswith(name)]
        match fitting:
            case [one]:
                return one
            case [] if whose:
                raise Refused(f"No entry that {whose} may read has a hash that begins {name}.", hint)
            case []:
                raise Refused(
                    f"No entry has a hash that begins {name}.", "`travaux log --hashes` lists them."
                )
            case _:
                raise Refused(f"{len(fitting)} entries have a hash that begins {name}. Give more of it.")

    def _shows(self, one: Entered) -> bool:
        """Whether who acts may read an entry; of a reader, the state has no others."""
        return all(is_for(hand, one, self.state) for hand in self.hands)

    def _readers(self) -> tuple[str, str]:
        """Say for whom entries are looked up, and how those are listed; "" where for nobody in particular."""
        if self.hands:
            return " and ".join(self.hands), f"`travaux log --as {self.hands[-1]}` lists those that it may."
        return ("this reader", _LOG_OF_READER) if self.of_reader else ("", "")

    def draft(self, given: str | None) -> Draft:
        """Find the draft meant: that of the entry *given*, else the latest that answers are asked to."""
        if given is not None:
            one = self.entry(given)
            draft = self.state.drafts.get(one.leaf)
            if draft is None:
                tabled = ", ".join(str(each.tabled.index) for each in self.state.drafts.values()) or "none"
                raise Refused(
                    f"Entry {one.index} ({one.entry.type}) tables no draft. Drafts were tabled by: {tabled}."
                )
            return draft
        latest = self.state.latest_draft()
        if latest is None and len(self.state.entries) < self.state.size:
            raise Refused("No draft that this reader may read is on the table.")
        if latest is None:
            raise Refused(
                phrase("There is no draft on the table. Table one first."), "travaux table FILE --title …"
            )
        return latest

    def moment(self, given: str | None) -> Desk:
        """Give the desk as it was at a size, or at an instant; *given* None: as it is."""
        if given is None:
            return self
        if given.strip().isdigit():
            size = int(given)
            if not 1 <= size <= self.head.size:
                raise Refused(
                    f"--at {size}: the record has {self.head.size} entries. Expected a size from 1 to "
                    f"{self.head.size}, or an instant."
                )
            return self.with_state(moment(self.state.entries, size=size))
        until = stamp(instant(given))
        state = moment(self.state.entries, at=until)
        if not state.size:
            first = self.state.entries[0].received_at
            raise Refused(f"--at {given}: the record was opened later, at {first}.")
        return self.with_state(state)

    def with_state(self, state: Negotiation) -> Desk:
        """Give the desk with another state of the same record: an earlier one, or what one reader knows."""
        return replace(self, state=state, whole_state=self.whole_state or self.state)

    def instant(self, given: str | None) -> str:
        """Give the instant at which time is judged: that of *given*, at a size that of its last entry."""
        if given is None:
            return stamp(self.machine.now())
        if given.strip().isdigit():
            return self.moment(given).state.entries[-1].received_at
        return stamp(instant(given))

    @property
    def library(self) -> Library:
        """The documents of the record, each read once."""
        from travaux.record.library import Library  # noqa: PLC0415  slow to load, and seldom needed

        if not self.shelf:
            whole = self.whole_state or self.state
            self.shelf.append(Library(self.document, whole.members, self.redactions, whole=lambda: whole))
        return self.shelf[0]

    def document(self, h: str) -> bytes | None:
        """Give the bytes of a document; None where it is not here, or is damaged, which is told."""
        try:
            kept = self.store.document(bytes.fromhex(h))
        except NotTheDocument as fault:
            print(f"travaux: {fault}", file=sys.stderr)
            return None
        return None if kept is None else kept.data

    def text(self, draft: Draft) -> Text | None:
        """Read the text of a draft; None where it cannot be read."""
        from travaux.record.library import NotHere  # noqa: PLC0415  as above

        try:
            return self.library.text(draft)
        except NotHere:
            return None

    def texts(self) -> dict[LeafHash, Text]:
        """Read every draft that can be read."""
        return self.library.texts(self.state) if self.state.drafts else {}

    def teller(self, known: Negotiation | None = None, zone: tzinfo | None = None) -> Teller:
        """Give who tells of what is known here, and names provisions as the drafts print them.

        A draft is read when the first of its provisions is named.
        """
        from travaux.cli.drafts_read import DraftsRead  # noqa: PLC0415  slow to load, and seldom needed
        from travaux.render.telling import Teller  # noqa: PLC0415  as above

        return Teller(known=known or self.state, texts=DraftsRead(self), zone=zone)

    def named_in(self, draft: Draft) -> tuple[PartyCode, ...]:
        """List the codes that brackets in a draft, and in replies to it, may name."""
        if self.text(draft) is None:
            return tuple(self.state.members)
        return self.library.parties(draft)

    def address(self, draft: Draft, given: str) -> str:
        """Give the address in the draft of the one provision that *given* names. Raises Refused."""
        from travaux.text.provision_name import cite  # noqa: PLC0415  slow to load, and seldom needed
        from travaux.text.resolve import resolve  # noqa: PLC0415  slow to load, and seldom needed

        text = self.text(draft)
        if text is None:
            if _ADDRESS.fullmatch(given):
                return given
            raise Refused(
                phrase(
                    'The text of "{title}" cannot be read here, so "{given}" cannot be looked up in it. '
                    "Give the address itself, such as art_4__para_1.",
                    title=draft.title,
                    given=given,
                )
            )
        places = resolve(given, text)
        match places:
            case [place]:
                return text.provisions[place].eid
            case []:
                raise Refused(
                    phrase(
                        '"{given}" is not in "{title}". Expected a provision of it, such as "{example}".',
                        given=given,
                        title=draft.title,
                        example=cite(text, _example(text)),
                    ),
                    "`travaux read FILE` shows its outline.",
                )
            case _:
                named = "; ".join(f"{cite(text, one)} ({text.provisions[one].eid})" for one in places)
                raise Refused(
                    phrase(
                        '"{given}" can be several provisions of "{title}": {named}. '
                        "Say which, by the address in brackets.",
                        given=given,
                        title=draft.title,
                        named=named,
                    )
                )

    def in_draft(self, draft: Draft, given: str) -> bool:
        """Whether the draft has a provision that *given* names."""
        from travaux.text.resolve import resolve  # noqa: PLC0415  slow to load, and seldom needed

        text = self.text(draft)
        return text is not None and bool(resolve(given, text))

    def concerning(self, draft: Draft, provisions: Iterable[str]) -> tuple[Reference, ...]:
        """Refer to provisions of a draft; without any, to the whole. Raises Refused."""
        leaf = draft.tabled.leaf
        addresses = [self.address(draft, one) for one in provisions]
        twice = [one for at, one in enumerate(addresses) if one in addresses[:at]]
        if twice:
            named = self.teller().provision(leaf, twice[0])
            raise Refused(phrase("{named} is named twice. Expected each provision once.", named=named))
        return tuple(Reference(leaf=leaf, article=one) for one in addresses) or (Reference(leaf=leaf),)


@contextmanager
def at_desk(options: argparse.Namespace) -> Iterator[Desk]:
    """Open the record that the command line means, and say in words what goes wrong meanwhile."""
    with faults_told(), judged_by(zone_named):
        path = found(options.record)
        if is_bundle(path):
            bundle = bundle_at(path)
            state = fold(bundle.entries())
            yield Desk(
                path=path,
                machine=options.machine,
                store=bundle,
                head=bundle.head(),
                state=state,
                redactions=tuple(state.redactions),
                hands=_hands(options, state),
            )
            return
        with SqliteStore.reading(path) as store:
            desk = read_at(path, store, options.machine)
            yield replace(desk, hands=_hands(options, desk.state))


def _hands(options: argparse.Namespace, state: Negotiation) -> tuple[PartyCode, ...]:
    """List in whose names the command line does something; nobody, where it is the keeper alone."""
    given = (getattr(options, name, None) for name in ("actor", "on_behalf"))
    named = dict.fromkeys(PartyCode(one.strip()) for one in given if one is not None)
    return tuple(one for one in named if one in state.members and one != state.keeper)


def read_at(path: Path, store: SqliteStore, machine: Machine, *, held_to_head: bool = True) -> Desk:
    """Read and hash all of the record, and fold it. Raises NotVerified.

    It has to go on from the head that was signed last, where that is known: a copy alone has no head file.
    """
    head = store.head()
    entries = tuple(entered(store.leaves(0, head.size)))
    proved = Frontier().appended(Hash(bytes.fromhex(one.leaf)) for one in entries)
    if proved != head:
        raise NotVerified(
            f"{path}: its {head.size} entries do not give the head it says it has. It was changed, or is "
            "damaged: nothing it says can be relied on. Take it from a backup, and verify that."
        )
    kept = store.kept()
    if held_to_head and kept is not None:
        extends(store, kept)
    state = fold(entries)
    return Desk(
        path=path,
        machine=machine,
        store=store,
        head=head,
        state=state,
        redactions=tuple(state.redactions),
    )


@contextmanager
def faults_told() -> Iterator[None]:
    """Turn what the record, the store and the files raise into words and an exit code."""
    try:
        yield
    except NotAdmitted as fault:
        raise NotRecorded(phrase("nothing was recorded. {why}", why=said_by(fault))) from fault
    except LivesElsewhere as fault:
        raise NotRecorded(said_by(fault)) from fault
    except Recovery as fault:
        raise NotVerified(f"{fault} {_RESTORED}") from fault
    except (Damaged, NotTheDocument) as fault:
        raise NotVerified(said_by(fault)) from fault
    except (BadLeaf, BadEntry, TreeFault) as fault:
        raise NotVerified(
            f"an entry of the record cannot be read: {fault} The record was written by a later version, or "
            "is damaged: verify it, or take it from a backup."
        ) from fault
    except (StoreFault, FileFault) as fault:
        raise RecordFault(said_by(fault)) from fault
    except NotCanonical as fault:
        raise Refused(phrase("what was given cannot be recorded: {why}.", why=said_by(fault))) from fault
    except PartyCodeError as fault:
        raise Refused(said_by(fault)) from fault


def _example(text: Text) -> int:
    """Find a provision that is good to show how provisions are named."""
    from travaux.text.kind import Kind  # noqa: PLC0415  as above

    kinds = [one.kind for one in text.provisions]
    return kinds.index(Kind.ARTICLE) if Kind.ARTICLE in kinds else 0
