"""What pages say is said for pages: what to do on the command line is told there alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from travaux.cli.refusal import NotRecorded, Refused
from travaux.web.accounts.models import Prepared
from travaux.web.acts.preparing import said_of

Sitting = Callable[..., Client]
OF_THE_COMMAND_LINE = re.compile(r"(?<![\w/-])--[a-z]+|\btravaux [a-z]+\b")


def test_the_hint_is_the_command_line_s_alone() -> None:
    fault = NotRecorded("There is no draft on the table.", "See travaux table.")
    assert (str(fault), fault.told) == (
        "There is no draft on the table.",
        "There is no draft on the table. See travaux table.",
    )
    assert Refused("It is not there.").told == "It is not there."


@pytest.mark.parametrize(
    ("text", "follows"),
    [("Nothing that is an article.\n", "2"), ("# Text\n\n## Article 1\n\nWords.\n", "1"), ("Words.\n", "")],
)
def test_what_is_found_in_a_draft_names_no_options(sitting: Sitting, text: str, follows: str) -> None:
    fields = {"title": "A draft", "status": "draft", "basis": "on", "follows": follows, "vis": "all"}
    file = SimpleUploadedFile("draft.md", text.encode())
    sitting("CHR").post("/secretariat/table/", {**fields, "documents": file})
    told = said_of(Prepared.objects.get())
    assert told
    assert [OF_THE_COMMAND_LINE.findall(said) for said in told] == [[] for _ in told]


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/answer/", {}),
        ("/retable/", {"again": "ARD/1"}),
        ("/secretariat/settle/", {"draft": "2", "provisions": "Article 99", "state": "agree"}),
        ("/promise/", {"words": "A map.", "to_party": "BOR", "day": "2031-03-20", "zone": ""}),
    ],
)
def test_no_refusal_on_a_page_names_options(sitting: Sitting, address: str, fields: dict[str, str]) -> None:
    page = sitting("ARD").post(address, {"vis": "all", **fields}).content.decode()
    words = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    assert OF_THE_COMMAND_LINE.findall(words) == []


@pytest.mark.parametrize("address", ["/?at=x", "/today/?since=x", "/docket/?at=2026-03-20 18:00 Nowhere"])
def test_no_page_that_is_asked_for_another_moment_names_options(sitting: Sitting, address: str) -> None:
    page = sitting("ARD").get(address).content.decode()
    words = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    assert OF_THE_COMMAND_LINE.findall(words) == []
