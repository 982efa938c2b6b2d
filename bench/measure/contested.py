"""One provision on which 191 parties want 191 different things."""

from __future__ import annotations

from random import Random
from time import process_time
from typing import TYPE_CHECKING, Final

from bench.measure.readability import of_compilation
from bench.specimen.edits import applied, drawn
from bench.specimen.prose import Author, Prose, prose
from travaux.answers.answer import Reply
from travaux.compile.compiling import compiled
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.language import tokens
from travaux.text.number import read_label
from travaux.text.provision import Address, Provision, WId
from travaux.text.wording import PartyCode, words

if TYPE_CHECKING:
    from bench.measure.case import Case, Figures

PROPOSALS: Final = 191
WORDS: Final = 96


def measured(case: Case) -> Figures:
    """Give what the compiled provision is like, and the seconds beside naively cutting the proposals."""
    dice = Random(f"{case.seed} contested")  # noqa: S311 - no secret depends on them
    author = Author(dice)
    own = prose(())
    while len(own.words) < WORDS:
        more = author.paragraph(dice)
        at = len(own.words)
        own = Prose(own.words + more.words, (*own.phrases, *(at + start for start in more.phrases)))
    proposals: dict[str, None] = {}
    while len(proposals) < PROPOSALS:
        proposals.setdefault(applied(own, drawn(own, author, dice)).text)
    draft = _text(own.text)
    replies = [
        Reply(party=PartyCode(f"P{at:03}"), text=_text(proposal)) for at, proposal in enumerate(proposals)
    ]
    since = process_time()
    compilation = compiled(draft, replies)
    spent = process_time() - since
    since = process_time()
    for proposal in proposals:
        tokens(proposal)
    naive = process_time() - since
    return {"seconds": spent, "naive": naive, **of_compilation(compilation)}


def _text(said: str) -> Text:
    label = read_label("1.")
    provision = Provision(
        wid=WId("para_1"),
        eid=Address("para_1"),
        kind=Kind.PARAGRAPH,
        depth=0,
        label="1.",
        number=label.number if label else None,
        words=words(said),
    )
    return Text(provisions=(provision,), language="en")
