"""The authorisation matrix of what is sent: by each reader, to each operation, about what is for each."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.web.circle import CANARIES, Canary, is_for
from tests.web.court import SITS
from tests.web.crawl import patterns
from tests.web.test_crossing import said
from tests.web.verdicts import HEADS, ROWS, Reader, Verdict
from travaux.cli.keyring import private_in
from travaux.cli.parcel import Parcel
from travaux.cli.recording import Author, Proposed
from travaux.record.act import NoteKind, SendsNote
from travaux.record.entry import Entered, LeafHash, Reference, written
from travaux.record.signature import ENTRY, armoured
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person, Seat
from travaux.web.api.access import made_for
from travaux.web.api.api import api
from travaux.web.room import Room
from travaux.web.seat import Capacity

NOWHERE = LeafHash("0" * 63 + "1")
NO_PLACE = 4711
SENDING = ("line", "record", "take", "bundle")
"""The operations of the API to which something is sent, by their names in `ROWS`."""
ABOUT_ENTRIES = sorted(
    one.name
    for one in patterns()
    if one.name and set(one.pattern.regex.groupindex) == {"place"} and ROWS[one.name].sends is not None
)
"""The pages of acts on an entry, whose place stands in their address."""
FILLED_IN = {
    "words": "As we have said.",
    "document": "",
    "grounds": "A name.",
    "met": "yes",
    "accepts": "no",
    "consents": "yes",
    "rule": "silence",
    "day": "2031-05-06",
    "zone": "UTC",
}
"""All that any of them asks for."""


@dataclass(frozen=True)
class Program:
    """A reader's program: it signs what it sends as its party."""

    room: Room
    client: Client
    party: PartyCode

    def sends(self, operation: str, about: LeafHash | None = None) -> Any:  # noqa: ANN401  Django's own
        """Send a letter, complete, by one of the operations; *about* an entry."""
        cache.clear()
        references = () if about is None else (Reference(leaf=about),)
        where = reverse(f"api:{operation}")
        if operation == "bundle":
            return self.client.post(where)
        if operation == "line":
            body = {"kind": "letter", "subject": "On costs"}
            re = [{"leaf": one.leaf} for one in references]
            return self._given(where, {"type": "note.send", "body": body, "re": re})
        parcel = self._signed(references)
        if operation == "take":
            file = io.BytesIO(parcel.to_bytes())
            file.name = "letter.entry.zip"
            return self.client.post(where, {"parcel": file})
        return self._given(
            where,
            {
                "line": parcel.line.decode(),
                "signatures": [armoured(one) for one in parcel.signatures],
                "documents": [],
            },
        )

    def _given(self, where: str, body: Mapping[str, object]) -> Any:  # noqa: ANN401  as above
        return self.client.post(where, json.dumps(body), content_type="application/json")

    def _signed(self, references: tuple[Reference, ...]) -> Parcel:
        """Sign a letter as the party does on its own machine, which has whatever leaf it was told of."""
        signer = private_in(self.room.keyring.path(self.party))
        who = Author(actor=self.party, signer=signer, vis="all", at="2026-03-25T10:00:00Z")
        letter = Proposed(act=SendsNote(kind=NoteKind.LETTER, subject="On costs"))
        entry, _ = self.room.unsigned(letter, who)
        line = written(replace(entry, re=references))
        return Parcel(line=line, signatures=(signer.sign(line, ENTRY),))


def programs(room: Room, reader: Reader) -> list[Program]:
    """Give the reader's programs: in its browser, and with an access key where there are keys for it."""
    party, capacity = SITS.get(reader, ("ARD", Capacity.HEAD))
    browser = Client()
    found = [Program(room, browser, PartyCode(party))]
    if reader is Reader.ANONYMOUS:
        return found
    person = Person.objects.create_user("reader@example.org")
    person.is_staff = reader is Reader.OPERATOR
    person.save()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    if reader in SITS:
        Seat.objects.create(person=person, party=party, capacity=capacity)
        _, key = made_for(person, PartyCode(party), "a test")
        strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {key}"})
        found.append(Program(room, strict, PartyCode(party)))
    return found


def letters(room: Room) -> Iterator[tuple[Canary, Entered]]:
    """Give a letter to each circle, of each who speaks."""
    said_in = {one.word: one for one in CANARIES}
    for one in room.state.entries:
        if isinstance(one.act, SendsNote) and one.act.subject in said_in:
            yield said_in[one.act.subject], one


def test_every_operation_to_which_something_is_sent_is_asked_here() -> None:
    described = api.get_openapi_schema()["paths"]
    verbs = {(path, verb) for path, each in described.items() for verb in each if verb != "get"}
    assert verbs == {(reverse(f"api:{one}"), "post") for one in SENDING}


@pytest.mark.parametrize("reader", Reader)
def test_what_is_sent_is_taken_of_whom_the_table_says(reader: Reader, circled: Room) -> None:
    """A body that would be valid for who may: a refusal is because of the reader."""
    for program in programs(circled, reader):
        for operation in SENDING:
            before = circled.state.size
            answer = program.sends(operation)
            given = ROWS[f"api:{operation}"].verdict(reader, "POST") is Verdict.GIVEN
            records = operation in {"record", "take"}
            expected = (201 if records else 200) if given else 403
            assert answer.status_code == expected, (operation, answer.content)
            assert circled.state.size - before == (given and records), operation


@pytest.mark.parametrize("reader", [one for one in Reader if one in SITS])
def test_what_is_sent_about_what_is_not_for_one_is_about_nothing(reader: Reader, circled: Room) -> None:
    """What is for a reader can be answered; of what is not, it is said what is said of what is not there."""
    party, _ = SITS[reader]
    program = programs(circled, reader)[-1]
    for operation in ("line", "record", "take"):
        nothing = program.sends(operation, NOWHERE)
        assert nothing.status_code == (422 if reader in HEADS or operation == "line" else 403)
        for canary, one in letters(circled):
            before = circled.state.size
            answer = program.sends(operation, one.leaf)
            where = (operation, canary, answer.content)
            if not is_for(canary, party):
                assert said(answer, but=one.leaf) == said(nothing, but=NOWHERE), where
                assert circled.state.size == before
            elif operation == "line":
                assert answer.status_code == 200, where
            else:
                assert answer.status_code == (201 if reader in HEADS else 403), where
                assert circled.state.size - before == (reader in HEADS), where


@pytest.mark.parametrize("reader", [one for one in Reader if one is not Reader.SECRETARIAT])
def test_an_act_on_what_is_not_for_one_is_one_on_nothing(reader: Reader, circled: Room) -> None:
    """Role × act × audience: the page of the act, and what is sent there complete, by GET and by POST."""
    client = programs(circled, reader)[0].client
    party = SITS[reader][0] if reader in SITS else None
    known = {one.index for one in circled.known(None if party is None else PartyCode(party)).entries}
    kinds = {
        (one.entry.type, one.entry.vis.partition(":")[0]): one.index
        for one in circled.state.entries
        if one.index not in known
    }
    assert kinds
    wrong = []
    for name in ABOUT_ENTRIES:
        for asks in (_opens, _acts):
            nothing = said(asks(client, name, NO_PLACE), but=str(NO_PLACE))
            assert nothing[0] in {302, 404, 405}, name
            for place in kinds.values():
                answer = asks(client, name, place)
                if said(answer, but=str(place)) != nothing:
                    wrong.append(f"{asks.__name__} {name} {place}: {answer.status_code}, not {nothing[0]}")
    assert wrong == []


Asks = Callable[[Client, str, int], Any]


def _opens(client: Client, name: str, place: int) -> Any:  # noqa: ANN401  Django's own
    return client.get(reverse(name, kwargs={"place": place}))


def _acts(client: Client, name: str, place: int) -> Any:  # noqa: ANN401  as above
    cache.clear()
    return client.post(reverse(name, kwargs={"place": place}), FILLED_IN)
