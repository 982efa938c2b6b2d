"""One of everything, done by ARD for everybody to read; and ten readers who ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.test import Client
from django.utils import timezone

from tests.web.circle import told_in
from tests.web.coming import PASSWORD
from tests.web.verdicts import Reader
from travaux.answers.position import HoldKind
from travaux.answers.round import Rules, SilenceMeans
from travaux.answers.undertaking import Due
from travaux.cli.keyring import private_in
from travaux.cli.machine import Machine, stamp
from travaux.cli.recording import Author, Proposed
from travaux.record.act import (
    Act,
    AdoptsText,
    AnswersQuestion,
    AsksQuestion,
    DeclaresRules,
    EntersHold,
    GivesAnswer,
    MakesPromise,
    OpensSilence,
    ProposesMerger,
    SendsNote,
    TiesPackage,
)
from travaux.record.entry import Entered, LeafHash, Reference
from travaux.record.signature import PrivateKey
from travaux.store.sqlite import SqliteStore
from travaux.text.wording import PartyCode
from travaux.web.accounts.invitation import Offer, invite, token_of
from travaux.web.accounts.models import HeldKey, Person, Prepared, SentOut
from travaux.web.accounts.models import Seat as SeatOf
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.api.access import made_for
from travaux.web.room import Room
from travaux.web.seat import Capacity, Seat

FURTHER = (
    'answer "Article 3" --position amends --replace bear --with carry --as ARD --audience public',
    'answer "Article 3" --position amends --replace bear --with meet --as BOR --audience public',
    'table draft.md --title "Model clauses" --not-a-basis --audience public',
)
SITS: Mapping[Reader, tuple[str, Capacity]] = {
    Reader.OBSERVER: ("OBS", Capacity.HEAD),
    Reader.DELEGATE: ("ARD", Capacity.DELEGATE),
    Reader.HEAD: ("ARD", Capacity.HEAD),
    Reader.GROUP: ("BOR", Capacity.HEAD),
    Reader.OTHER: ("CEL", Capacity.HEAD),
    Reader.SECRETARIAT: ("SEC", Capacity.HEAD),
    Reader.AUDITOR: ("AUD", Capacity.HEAD),
    Reader.CHAIR: ("CHR", Capacity.HEAD),
}
DUE = Due(local="2031-05-06T18:00", zone="UTC", utc="2031-05-06T18:00:00Z")
PASSED = Due(local="2026-04-10T18:00", zone="UTC", utc="2026-04-10T18:00:00Z")
"""Ahead when it was set, and over by now."""


class Then(Machine):
    """The machine on which what there is to ask for was recorded."""

    def now(self) -> datetime:
        return datetime(2026, 4, 1, 8, tzinfo=UTC)


WAITING = PrivateKey.from_seed(bytes(range(32)))
"""A key that nobody has enrolled."""


def opened_in(folder: Path) -> Room:
    """Tell the story in *folder*, and serve its record with one of everything."""
    told_in(folder, FURTHER)
    path = folder / "meridian.travaux"
    room = Room(SqliteStore.open(path), path=path, machine=Then())
    draft, beside = (one.tabled.leaf for one in room.state.drafts.values())
    ours, theirs = (
        max(
            (one for one in room.state.entries if one.author == code and isinstance(one.act, GivesAnswer)),
            key=_at,
        )
        for code in ("ARD", "BOR")
    )
    _entered(
        room, DeclaresRules(rules=Rules(name="first reading", silence=SilenceMeans.NOTHING)), "SEC", draft
    )
    _entered(room, AdoptsText(how="by consensus"), "SEC", beside)
    _entered(room, MakesPromise(words="A chart.", to=(PartyCode("BOR"),), due=DUE), "ARD")
    _entered(room, OpensSilence(ends=PASSED, means="The text is adopted."), "SEC", draft)
    tied = tuple(Reference(leaf=draft, article=one) for one in ("art_1", "art_2"))
    _record(room, TiesPackage(words="The one only with the other."), "ARD", tied)
    merged = tuple(Reference(leaf=one.leaf, article="art_3") for one in (ours, theirs))
    _record(room, ProposesMerger(wording="Each Party shall defray its own costs."), "SEC", merged)
    question = AsksQuestion(to=(PartyCode("ARD"), PartyCode("BOR")), words="Which costs?")
    asked = _entered(room, question, "CEL", draft)
    several = AnswersQuestion(words="Those of travel.", principals=(PartyCode("ARD"), PartyCode("BOR")))
    _entered(room, several, "ARD", asked.leaf)
    room.machine = Machine()
    return room


def _at(one: Entered) -> int:
    return one.index


def _entered(room: Room, act: Act, by: str, *about: LeafHash) -> Entered:
    return _record(room, act, by, tuple(Reference(leaf=one) for one in about))


def _record(room: Room, act: Act, by: str, about: tuple[Reference, ...]) -> Entered:
    party = PartyCode(by)
    signer = private_in(room.keyring.path(party))
    who = Author(actor=party, signer=signer, vis="public", at=stamp(room.machine.now()))
    place = room.record(Proposed(act=act, re=about), who).index
    return room.state.entries[place]


def last(room: Room, kind: type[Act], by: str | None = None) -> Entered:
    """Give the last entry of a kind that is public: of *by*, or of whoever."""
    found = [
        one
        for one in room.state.entries
        if isinstance(one.act, kind) and one.entry.vis == "public" and by in {None, one.author}
    ]
    return found[-1]


@dataclass(frozen=True, kw_only=True)
class Court:
    """What there is to ask for: the record, and what ARD's head has on this server."""

    room: Room
    prepared: Prepared
    sent: SentOut
    enrolled: HeldKey
    waiting: HeldKey
    access: int
    invited: int
    token: str
    delegate_seat: int

    def named(self) -> Mapping[str, Mapping[str, object]]:
        """Give what stands in the address of each page that has something to be put in."""
        room = self.room
        places: dict[str, type[Act]] = {
            "entry": SendsNote,
            "proof": SendsNote,
            "leaf": SendsNote,
            "withdraw": SendsNote,
            "correct": SendsNote,
            "redact": SendsNote,
            "receive": SendsNote,
            "question_answer": AsksQuestion,
            "promise_extend": MakesPromise,
            "promise_report": MakesPromise,
            "collective": AnswersQuestion,
            "contest": DeclaresRules,
            "break_silence": OpensSilence,
            "elapsed": OpensSilence,
            "untie": TiesPackage,
            "consent": ProposesMerger,
            "api:entry": SendsNote,
        }
        by: dict[type[Act], str] = {SendsNote: "ARD"}
        found: dict[str, Mapping[str, object]] = {
            name: {"place": last(room, kind, by.get(kind)).index} for name, kind in places.items()
        }
        paper = next(
            one
            for one in reversed(room.state.entries)
            if one.entry.docs and one.author == "ARD" and one.entry.vis == "public"
        )
        held = {"number": self.prepared.pk}
        waits = {"number": self.waiting.pk}
        return found | {
            **_each({"address": "art_3"}, "article", "history", "answer", "join", "hold", "ask"),
            **_each({"h": paper.entry.docs[0].h}, "document", "api:document"),
            **_each(held, "prepared", "discard", "narrowed", "elsewhere"),
            **_each(waits, "enrol", "rotate"),
            **_each({"number": 1}, "text_of", "api:text", "api:compilation", "api:matrix"),
            **_each({"number": 1, "address": "art_3"}, "api:article", "api:history"),
            "download": {"name": "consolidated.md"},
            "handed": {**held, "sent": self.sent.pk, "name": "entry.json"},
            "revoke": {"fingerprint": self.enrolled.fingerprint},
            "take_key_away": {**waits, "half": "public"},
            "revoke_access": {"number": self.access},
            "withdraw_invitation": {"number": self.invited},
            "invitation": {"token": self.token},
            "end_seat": {"number": self.delegate_seat},
            "enter": {"ticket": "none"},
            "style": {"digest": "none"},
        }


def _each(given: Mapping[str, object], *names: str) -> Mapping[str, Mapping[str, object]]:
    return dict.fromkeys(names, given)


def email(reader: Reader) -> str:
    return f"{reader.name.lower()}@example.org"


def convened(room: Room) -> Court:
    """Give everybody an account, and ARD's head one of everything that is kept beside the record."""
    for reader in Reader:
        if reader is Reader.ANONYMOUS:
            continue
        person = Person.objects.create_user(email(reader), PASSWORD)
        if reader is Reader.OPERATOR:
            person.is_staff = True
            person.save()
        else:
            party, capacity = SITS[reader]
            SeatOf.objects.create(person=person, party=party, capacity=capacity)
    head, party = Person.objects.get(email=email(Reader.HEAD)), PartyCode("ARD")
    draft = next(iter(room.state.drafts.values())).tabled.leaf
    wanted = Wanted(
        act=EntersHold(kind=HoldKind.SCRUTINY, words="Prepared and not tabled."),
        re=(Reference(leaf=draft, article="art_1"),),
        errors=1,
    )
    prepared = keep(wanted, Seat(room=room, party=party), head, size=room.state.size)
    public = private_in(room.keyring.path(party)).public
    invited = invite(Offer(email="new@example.org", party="ARD", capacity="head"), None, timezone.now())
    return Court(
        room=room,
        prepared=prepared,
        sent=SentOut.objects.create(prepared=prepared, line=b"{}", parcel=b""),
        enrolled=HeldKey.objects.create(person=head, party=party, line=public.line),
        waiting=HeldKey.objects.create(person=head, party=party, line=WAITING.public.line),
        access=made_for(head, party, "archive")[0].pk,
        invited=invited.pk,
        token=token_of(invited),
        delegate_seat=SeatOf.objects.get(person__email=email(Reader.DELEGATE)).pk,
    )


def browser_of(reader: Reader, **given: object) -> Client:
    """Give the browser of a reader, who showed just now who it is."""
    client = Client(REMOTE_ADDR="203.0.113.7", **given)  # type: ignore[arg-type]  # Django's own
    if reader is not Reader.ANONYMOUS:
        answer = client.post("/accounts/login/", {"login": email(reader), "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
    return client
