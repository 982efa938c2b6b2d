"""A `Writer`: a record written act by act, for tests. Keys, nonces, salts, times are made from numbers.

    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"), observers=("OBS",))
    draft = w.tables("SEC", "First draft")
    answer = w.answers("BOR", draft, "art_4")
    w.entered      # what stands in the record, in order
    w.leaves       # its bytes
    w.negotiation  # folded

Every act is signed by the key of whoever does it, says what it has seen (all there is) and the actor's
entry before. What is written is not checked: `w.does` writes what a cheat would, too.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from travaux.answers.position import HoldKind
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.act import Act, DraftStatus, Fingerprint, KeyUse, NoteKind, Role
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.entry import NONE, Document, Entered, Entry, LeafHash, Reference, Seen, written
from travaux.record.fold import entered as read_leaves
from travaux.record.fold import fold
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.signature import ENTRY, PrivateKey
from travaux.record.tree import Frontier, Hash, leaf_hash
from travaux.text.wording import PartyCode

ORIGIN = "meridian-2026"
BEGINS = "2026-03-02T09:00:00.000Z"

Target = Entered | Reference
"""What an act concerns: an entry, or a reference with a provision or document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document off the record."""

    data: bytes
    salt: bytes


class Writer:
    def __init__(self, origin: str = ORIGIN, begins: str = BEGINS, seed: int = 0) -> None:
        self.origin = origin
        self.now = begins
        self.seed = seed
        self.vis = "all"
        """For whom entries are where nothing else is said."""
        self.leaves: list[bytes] = []
        self.entered: list[Entered] = []
        self.frontier = Frontier()
        self.roots: list[Hash] = [self.frontier.root]
        """The root at each size."""
        self.documents: dict[str, Kept] = {}
        self.keeper = PartyCode("SEC")
        self.keys: dict[PartyCode, PrivateKey] = {}
        """The key each party signs with now."""
        self.last: dict[PartyCode, LeafHash] = {}
        self._numbers: dict[str, int] = {}
        self.log = self.new_key("the log")
        """Signs the heads of the record."""

    # --- making things from numbers

    def made(self, what: str) -> bytes:
        """Give 32 bytes that no call gave before."""
        number = self._numbers[what] = self._numbers.get(what, 0) + 1
        return hashlib.sha256(f"{self.seed} {self.origin} {what} {number}".encode()).digest()

    def new_key(self, party: str) -> PrivateKey:
        return PrivateKey.from_seed(self.made(f"key of {party}"))

    def key(self, party: str) -> PrivateKey:
        """Give the key the party signs with; it has one from the first time on."""
        code = PartyCode(party)
        if code not in self.keys:
            self.keys[code] = self.new_key(party)
        return self.keys[code]

    def document(
        self,
        data: bytes | str,
        *,
        lang: str = "en",
        media: str = "text/plain",
        name: str = "",
        text: str = "",
    ) -> Document:
        """Keep *data* off the record, and give what an entry says of it."""
        kept = Kept(data=data.encode() if isinstance(data, str) else data, salt=self.made("salt"))
        h = hmac.digest(kept.salt, kept.data, "sha256").hex()
        self.documents[h] = kept
        read = hmac.digest(kept.salt, text.encode(), "sha256").hex() if text else ""
        return Document(h=h, media=media, lang=lang, text=read, name=name)

    def passes(self, **time: float) -> None:
        """Let time pass: ``w.passes(days=2)``."""
        moved = datetime.fromisoformat(self.now) + timedelta(**time)
        self.now = moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    # --- writing

    def composed(
        self,
        actor: str,
        what: Act,
        *concerns: Target,
        vis: str = "",
        docs: Sequence[Document] = (),
        on_behalf: str | None = None,
    ) -> Entry:
        """Compose what the actor would sign now, and do not enter it."""
        return Entry(
            neg=self.origin,
            actor=PartyCode(actor),
            key=Fingerprint(self.key(actor).public.fingerprint),
            nonce=self.made("nonce")[:16].hex(),
            seen=Seen(size=self.frontier.size, root=self.frontier.root.hex()),
            prev=self.last.get(PartyCode(actor), NONE),
            at=self.now,
            vis=vis or self.vis,
            re=tuple(reference(one) for one in concerns),
            docs=tuple(docs),
            act=what,
            on_behalf=None if on_behalf is None else PartyCode(on_behalf),
        )

    def signatures(self, line: bytes, *signers: PrivateKey) -> tuple[bytes, ...]:
        return tuple(one.sign(line, ENTRY) for one in signers)

    def leaf(self, entry: Entry, *signers: PrivateKey) -> Leaf:
        """Sign, with the actor's key where none is given, and do not enter it."""
        line = written(entry)
        signed = self.signatures(line, *(signers or (self.key(entry.actor),)))
        return Leaf(received_at=self.now, entry=line, signatures=signed)

    def enters(self, entry: Entry, *signers: PrivateKey) -> Entered:
        """Sign and enter; a minute passes."""
        entered = self.takes(self.leaf(entry, *signers).to_bytes())
        self.passes(minutes=1)
        return entered

    def takes(self, data: bytes) -> Entered:
        """Enter a leaf as it stands in a record."""
        (entered,) = read_leaves([data], len(self.leaves))
        hashed = leaf_hash(data)
        self.leaves.append(data)
        self.entered.append(entered)
        self.frontier = self.frontier.appended([hashed])
        self.roots.append(self.frontier.root)
        self.last[entered.entry.actor] = entered.leaf
        return entered

    def does(
        self,
        actor: str,
        what: Act,
        *concerns: Target,
        vis: str = "",
        docs: Sequence[Document] = (),
        on_behalf: str | None = None,
    ) -> Entered:
        """Compose, sign and enter any act."""
        return self.enters(self.composed(actor, what, *concerns, vis=vis, docs=docs, on_behalf=on_behalf))

    def branched(self) -> Writer:
        """Give another writer with the same record so far: what they write from here on, differs."""
        other = Writer(self.origin, self.now, self.seed + 1)
        other.vis, other.keeper, other.log = self.vis, self.keeper, self.log
        other.leaves, other.entered, other.roots = [*self.leaves], [*self.entered], [*self.roots]
        other.frontier, other.documents = self.frontier, {**self.documents}
        other.keys, other.last = {**self.keys}, {**self.last}
        return other

    @property
    def head(self) -> bytes:
        """The head, as the log signs it."""
        size, root = self.frontier.size, self.frontier.root
        return signed(Checkpoint(origin=self.origin, size=size, root=root), self.log)

    @property
    def negotiation(self) -> Negotiation:
        return fold(self.entered)

    # --- who is there

    def opens(
        self,
        keeper: str = "SEC",
        title: str = "Treaty on the Meridian Canal",
        *,
        parties: Iterable[str] = (),
        observers: Iterable[str] = (),
        languages: tuple[str, ...] = ("en",),
        log: str = "",
        led: bool = True,
    ) -> Entered:
        """Open the instrument; then add the parties and observers, each with a key."""
        self.keeper = PartyCode(keeper)
        opened = self.does(
            keeper,
            act.OpensInstrument(
                title=title,
                keeper=self.keeper,
                keeper_name="Secretariat",
                keeper_key=self.key(keeper).public.line,
                log=log or log_key(self.origin, self.log).line,
                languages=languages,
                led=led,
            ),
        )
        for code in parties:
            self.adds(code)
        for code in observers:
            self.adds(code, Role.OBSERVER)
        return opened

    def adds(self, party: str, role: Role = Role.PARTY, *, name: str = "") -> Entered:
        """Add a member and enrol its key; gives the entry that adds it."""
        added = self.does(self.keeper, act.AddsMember(party=PartyCode(party), name=name or party, role=role))
        self.enrols(party)
        return added

    def removes(self, party: str) -> Entered:
        return self.does(self.keeper, act.RemovesMember(party=PartyCode(party)))

    def enrols(self, party: str, *, by: str | None = None, use: KeyUse = KeyUse.ENTRY) -> Entered:
        key = self.key(party) if use is KeyUse.ENTRY else self.new_key(f"{party} as a witness")
        enrolled = act.EnrolsKey(party=PartyCode(party), line=key.public.line, use=use)
        return self.does(by or self.keeper, enrolled)

    def rotates(self, party: str) -> Entered:
        old, new = self.key(party), self.new_key(party)
        rotated = self.does(
            party, act.RotatesKey(old=Fingerprint(old.public.fingerprint), line=new.public.line)
        )
        self.keys[PartyCode(party)] = new
        return rotated

    def revokes(self, party: str, *, by: str | None = None) -> Entered:
        return self.does(by or party, act.RevokesKey(key=Fingerprint(self.key(party).public.fingerprint)))

    def groups(self, name: str, *members: str, title: str = "") -> Entered:
        codes = tuple(PartyCode(one) for one in members)
        return self.does(
            self.keeper, act.DefinesGroup(name=PartyCode(name), title=title or name, members=codes)
        )

    # --- rounds, drafts, papers

    def declares(self, actor: str, rules: Rules, draft: Entered | None = None) -> Entered:
        return self.does(actor, act.DeclaresRules(rules=rules), *([draft] if draft else []))

    def tables(  # noqa: PLR0913  what an entry that tables may say
        self,
        actor: str,
        title: str = "First draft",
        *,
        follows: Entered | None = None,
        status: DraftStatus = DraftStatus.DRAFT,
        basis: bool = True,
        taken_over: bool = False,
        vis: str = "",
        docs: Sequence[Document] = (),
    ) -> Entered:
        tabled = act.TablesDraft(title=title, status=status, basis=basis, taken_over=taken_over)
        return self.does(actor, tabled, *([follows] if follows else []), vis=vis, docs=docs)

    def sends(
        self,
        actor: str,
        subject: str = "",
        *concerns: Target,
        to: Iterable[str] = (),
        kind: NoteKind = NoteKind.VERBALE,
        vis: str = "",
        docs: Sequence[Document] = (),
    ) -> Entered:
        codes = tuple(PartyCode(one) for one in to)
        return self.does(
            actor, act.SendsNote(kind=kind, to=codes, subject=subject), *concerns, vis=vis, docs=docs
        )

    def receives(self, actor: str, paper: Target) -> Entered:
        return self.does(actor, act.AcknowledgesReceipt(), paper)

    # --- answers

    def answers(
        self,
        actor: str,
        draft: Entered,
        *articles: str,
        principals: Iterable[str] = (),
        vis: str = "",
        docs: Sequence[Document] = (),
        on_behalf: str | None = None,
    ) -> Entered:
        codes = tuple(PartyCode(one) for one in principals)
        given = act.GivesAnswer(principals=codes)
        return self.does(actor, given, *at(draft, *articles), vis=vis, docs=docs, on_behalf=on_behalf)

    def joins(self, actor: str, answer: Entered, article: str) -> Entered:
        return self.does(actor, act.JoinsSponsors(), *at(answer, article))

    def leaves_sponsors(self, actor: str, answer: Entered, article: str) -> Entered:
        return self.does(actor, act.LeavesSponsors(), *at(answer, article))

    def withdraws(self, actor: str, own: Entered, *articles: str) -> Entered:
        return self.does(actor, act.Withdraws(), *at(own, *articles))

    def corrects(self, actor: str, own: Entered, words: str = "Read 30 for 13.") -> Entered:
        return self.does(actor, act.Corrects(words=words), own)

    def holds(
        self, actor: str, draft: Entered, *articles: str, kind: HoldKind = HoldKind.SCRUTINY
    ) -> Entered:
        return self.does(actor, act.EntersHold(kind=kind), *at(draft, *articles))

    def lifts(self, actor: str, hold: Entered) -> Entered:
        return self.does(actor, act.LiftsHold(), hold)

    # --- questions and promises

    def asks(
        self, actor: str, words: str, *concerns: Target, to: Iterable[str], due: Due | None = None
    ) -> Entered:
        codes = tuple(PartyCode(one) for one in to)
        return self.does(actor, act.AsksQuestion(to=codes, words=words, due=due), *concerns)

    def replies(
        self, actor: str, question: Entered, words: str = "", principals: Iterable[str] = ()
    ) -> Entered:
        codes = tuple(PartyCode(one) for one in principals)
        return self.does(actor, act.AnswersQuestion(words=words, principals=codes), question)

    def promises(
        self, actor: str, words: str, *concerns: Target, to: Iterable[str] = (), due: Due | None = None
    ) -> Entered:
        codes = tuple(PartyCode(one) for one in to)
        return self.does(actor, act.MakesPromise(words=words, to=codes, due=due), *concerns)

    def extends(self, actor: str, promise: Entered, due: Due) -> Entered:
        return self.does(actor, act.ExtendsPromise(due=due), promise)

    def reports(self, actor: str, promise: Entered, *, met: bool, words: str = "") -> Entered:
        return self.does(actor, act.ReportsPromise(met=met, words=words), promise)

    # --- the state of provisions

    def agrees(self, actor: str, draft: Entered, *articles: str) -> Entered:
        return self.does(actor, act.AgreesAdReferendum(), *at(draft, *articles))

    def closes(self, actor: str, draft: Entered, *articles: str) -> Entered:
        return self.does(actor, act.ClosesProvisionally(), *at(draft, *articles))

    def reopens(self, actor: str, draft: Entered, *articles: str) -> Entered:
        return self.does(actor, act.ReopensProvision(), *at(draft, *articles))

    def redacts(self, actor: str, entry: Target, grounds: str = "Personal data.") -> Entered:
        return self.does(actor, act.Redacts(grounds=grounds), entry)


def reference(target: Target) -> Reference:
    return target if isinstance(target, Reference) else Reference(leaf=target.leaf)


def at(entry: Entered, *articles: str) -> tuple[Reference, ...]:
    """Refer to the entry, or to these provisions in it."""
    return tuple(Reference(leaf=entry.leaf, article=one) for one in articles) or (reference(entry),)


def document_of(entry: Entered, number: int = 0) -> Reference:
    """Refer to one document of the entry."""
    return Reference(leaf=entry.leaf, doc=entry.entry.docs[number].h)


def due(utc: str, zone: str = "UTC", local: str = "") -> Due:
    """Give a deadline: ``due("2026-03-20T17:00:00Z")``."""
    return Due(local=local or utc.removesuffix("Z")[:16], zone=zone, utc=utc)


def changed(entry: Entry, **fields: Any) -> Entry:  # noqa: ANN401  the caller names fields of Entry
    """Give the entry with other fields, as a cheat would have it."""
    return replace(entry, **fields)
