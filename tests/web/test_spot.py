"""How a provision is named in a list that has no words beside it."""

from django.utils.translation import override

from tests.record.views.room import Room
from travaux.read.plain import read_plain
from travaux.web.shows.spot import Spot

DRAFT = """\
---
draft: First draft
language: en
---

# Agreement

First draft

## Preamble

Mindful that the sea is the approach to all their harbours,

## Article 1 – Scope

1. It applies to tides.
"""


def test_what_has_no_number_is_known_by_its_first_words() -> None:
    text = read_plain(DRAFT.encode()).text
    room = Room()
    draft = room.known.latest_draft()
    assert text is not None
    assert draft is not None
    with override("en"):
        named = [Spot(draft=draft, text=text, index=at).listed for at in range(len(text.provisions))]
    assert named == [
        "Title",
        "“First draft”",
        "Preamble",
        "Preamble, recital 1: “Mindful that the sea is the approach…”",
        "Article 1",
        "Article 1, paragraph 1",
    ]
