"""What is not for a reader is as if it had never been: in what is asked for, sought, sent, and handed out."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.circle import CANARIES, Canary, is_for
from tests.web.recorded import published
from travaux.text.wording import PartyCode
from travaux.web.room import Room

Browser = Callable[[str | None], Client]
READERS = (None, "operator", "OBS", "BOR", "CEL", "AUD")
AT = (
    *("/record/{}/", "/record/{}/proof", "/record/{}/leaf", "/api/entries/{}", "/record/{}/withdraw/"),
    *("/record/{}/correct/", "/record/{}/redact/", "/notes/{}/receive/", "/question/{}/", "/reply/{}/"),
    *("/promise/{}/report/", "/merger/{}/", "/rules/{}/contest/"),
)
PAPER_AT = ("/document/{}/", "/api/documents/{}")
NO_PAPER = "0" * 64
SOUGHT = (
    *("/record/?words={}", "/api/entries?words={}", "/notes/?at={}", "/docket/?party={}", "/record/?by={}"),
    *(
        "/record/?article={}",
        "/matrix/?draft={}",
        "/compare/?old={}",
        "/text/?whose={}",
        "/api/docket?party={}",
    ),
)
FILES = ("docx", "xlsx", "html", "md", "txt", "json")
PASSING = re.compile(rb'value="[A-Za-z0-9]{64}"|nonce="[^"]*"|nonce-[^\']*|/style/[^"]*')


def said(answer: Any, *, but: str = "") -> tuple[object, ...]:  # noqa: ANN401  Django's own
    """Give all of an answer, but for what is another each time and the address itself."""
    body = b"".join(iter(answer)) if answer.streaming else answer.content
    headers = {name: PASSING.sub(b"", value.encode()) for name, value in answer.headers.items()}
    left_out = {"Location", "Set-Cookie", "Content-Length"}
    body = PASSING.sub(b"", body)  # first: the address could stand by chance in what is drawn by lot
    body = body.replace(but.encode(), b"it") if but else body
    return answer.status_code, {name: one for name, one in headers.items() if name not in left_out}, body


def hidden_from(reader: str | None) -> list[Canary]:
    party = None if reader == "operator" else reader
    return [one for one in CANARIES if not is_for(one, party)]


@pytest.mark.parametrize("reader", READERS)
def test_what_is_not_for_a_reader_answers_as_what_does_not_exist(
    reader: str | None, circled: Room, browser: Browser
) -> None:
    client = browser(reader)
    party = None if reader in {None, "operator"} else PartyCode(str(reader))
    known = {one.index for one in circled.known(party).entries}
    hidden = [one for one in circled.state.entries if one.index not in known]
    kinds = {(one.entry.type, one.author, one.entry.vis.partition(":")[0]): one for one in hidden}
    nothing = {page: said(client.get(at := page.format(4711)), but=at) for page in AT}
    no_paper = {page: said(client.get(at := page.format(NO_PAPER)), but=at) for page in PAPER_AT}
    for one in kinds.values():
        cache.clear()
        for page in AT:
            at = page.format(one.index)
            assert said(client.get(at), but=at) == nothing[page], at
        for doc in one.entry.docs:
            assert len(doc.h) == len(NO_PAPER)
            for page in PAPER_AT:
                at = page.format(doc.h)
                assert said(client.get(at), but=at) == no_paper[page], page


@pytest.mark.parametrize("reader", READERS)
def test_a_word_for_others_is_sought_as_one_that_is_nowhere(
    reader: str | None, circled: Room, browser: Browser
) -> None:
    assert circled.state.size
    client = browser(reader)
    nowhere = "Canaryzzz"
    nothing = {page: said(client.get(page.format(nowhere)), but=nowhere) for page in SOUGHT}
    seen = next(one for one in CANARIES if one.level == "public").word
    for page in SOUGHT[:2]:  # what is for everybody is found: what is the same is not the same for all words
        assert said(client.get(page.format(seen)), but=seen) != nothing[page]
    for one in {(each.level, each.author): each for each in hidden_from(reader)}.values():
        cache.clear()
        for page in SOUGHT:
            found = client.get(page.format(one.word))
            assert said(found, but=one.word) == nothing[page], page.format(one.word)


@pytest.mark.parametrize("reader", [None, "BOR", "CEL"])
def test_no_file_has_in_it_what_is_for_others(reader: str | None, circled: Room, browser: Browser) -> None:
    client = browser(reader)
    published(circled)
    hidden = {one.word.encode() for one in hidden_from(reader)}
    addresses = [f"/download/consolidated.{one}" for one in FILES] + ["/download/matrix.xlsx"]
    answers = [client.get(one) for one in addresses] + [client.post("/api/bundle")]
    for answer in answers:
        assert answer.status_code == 200, answer.content
        data = answer.content
        parts = [data, *_unpacked(data)]
        assert [word for word in hidden if any(word in part for part in parts)] == []
        assert not any(word.decode() in answer.get("Content-Disposition", "") for word in hidden)


def _unpacked(data: bytes) -> list[bytes]:
    """Give all files in a file that holds others, and in those."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        parts = [parcel.read(one) for one in parcel.infolist()]
        names = [one.filename.encode() for one in parcel.infolist()]
    return [*parts, *names, *(inner for part in parts for inner in _unpacked(part))]


def test_a_form_that_names_what_is_for_others_says_what_it_says_of_nothing(
    circled: Room, browser: Browser
) -> None:
    client = browser("CEL")
    known = {one.index for one in circled.known(PartyCode("CEL")).entries}
    hidden = next(
        one for one in circled.state.entries if one.index not in known and one.entry.type == "note.send"
    )
    for page, fields in (
        ("/notes/send/", {"kind": "letter", "subject": "On costs", "sealing": "unsigned"}),
        ("/promise/", {"words": "A chart."}),
        ("/article/art_2/join/", {"provision": "art_2"}),
    ):
        there, nothing = (
            client.post(page, {**fields, **dict.fromkeys(("answers", "on", "answer"), str(place))})
            for place in (hidden.index, 4711)
        )
        assert there.status_code == 422
        assert said(there, but=str(hidden.index)) == said(nothing, but="4711"), page


def test_the_log_has_none_of_what_is_asked_for_or_answered(
    circled: Room, browser: Browser, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert circled.state.size
    client = browser("ARD")
    for page in (f"/record/?words={CANARIES[0].word}", "/record/", "/text/", "/nowhere/Canaryzzz/"):
        client.get(page)
    written = capsys.readouterr().err + caplog.text
    assert "request" in written
    assert "Canary" not in written
    assert "ard@example.org" not in written
