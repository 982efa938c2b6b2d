"""A small draft, and replies to it."""

from __future__ import annotations

from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    NewProvision,
    Position,
)
from travaux.compile.compiling import compiled
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

DRAFT = built(
    [
        (Kind.ARTICLE, 0, "Article 1", "Restraint"),
        (Kind.PARAGRAPH, 1, "1.", "Each Party shall exercise restraint."),
        (Kind.PARAGRAPH, 1, "2.", "Nothing in this Agreement limits self-defence."),
        (Kind.ARTICLE, 0, "Article 2", "Notification"),
        (Kind.PARAGRAPH, 1, "", "Each Party shall notify the others of any exercise."),
    ],
    "en",
)

PARAGRAPH_1, PARAGRAPH_2 = Address("art_1__para_1"), Address("art_1__para_2")


def said(party: str, *answers: tuple[str, Position], reason: str = "Because.") -> Reply:
    return Reply(
        party=PartyCode(party),
        answers=tuple(
            Answer(provision=where, position=position, reason=reason) for where, position in answers
        ),
        source=f"{party}.md",
    )


def laid(*replies: Reply, order: tuple[str, ...] = ()) -> list[str]:
    text = compiled(DRAFT, replies, order=tuple(map(PartyCode, order))).text
    return [characters(provision) for provision in text.provisions]


def new(kind: Kind, label: str, words: str, depth: int = 0) -> NewProvision:
    return NewProvision(kind=kind, label=label, words=parse(words), depth=depth)
