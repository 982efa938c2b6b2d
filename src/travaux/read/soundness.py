"""Faults of the numbering and the brackets of a text: said, never mended."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Final

from travaux.text.finding import Finding, Place, Severity
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.number import Number, follows
from travaux.text.phrase import cited, phrase
from travaux.text.provision import Provision
from travaux.text.provision_name import cite_address
from travaux.text.wording import Bracket, Wording

_SILENT: Final = frozenset({Kind.FOOTNOTE})

EXCERPT: Final = 60
"""Characters of a provision that a finding quotes."""


def place(provision: Provision, line: int, source: str) -> Place:
    """Where *provision* stands, with its first words."""
    shown = f"{provision.label} {show(provision.words)}".strip()
    return Place(source=source, line=line, address=provision.eid, excerpt=shown[:EXCERPT])


def numbering(provisions: Sequence[Provision], at: Sequence[int], source: str) -> Iterator[Finding]:
    """Numbers that occur twice, are left out, or stand out of sequence; *at* are the provisions' lines."""
    open_at: list[tuple[int, dict[tuple[Kind, bool], Provision]]] = []
    articles: dict[str, int] = {}
    for provision, line in zip(provisions, at, strict=True):
        while open_at and open_at[-1][0] >= provision.depth:
            open_at.pop()
        siblings = open_at[-1][1] if open_at else None
        if siblings is None:
            siblings = {}
            open_at.append((provision.depth - 1, siblings))
        open_at.append((provision.depth, {}))
        number = provision.number
        if number is None or not number.order or provision.kind in _SILENT:
            continue
        among = (provision.kind, provision.standing.base)
        earlier = siblings.get(among)
        if provision.kind is Kind.ARTICLE:
            yield from _twice(provision, line, articles, source)
        elif earlier is not None and earlier.number is not None and not follows(number, earlier.number):
            yield _sequence(provision, number, earlier, earlier.number, place(provision, line, source))
        siblings[among] = provision


def _twice(provision: Provision, line: int, articles: dict[str, int], source: str) -> Iterator[Finding]:
    if not provision.number or not provision.standing.base:
        return
    slug = provision.number.slug()
    if slug in articles and "annex" not in provision.eid:
        yield Finding(
            code="number-twice",
            message=phrase(
                "{number} occurs a second time; the first stands at line {line}.",
                number=_said(provision),
                line=articles[slug],
            ),
            place=place(provision, line, source),
            hint=phrase(
                "Refer to it by its address {address}, or renumber one of the two.", address=provision.eid
            ),
        )
    articles.setdefault(slug, line)


def _sequence(
    provision: Provision, number: Number, earlier: Provision, before: Number, here: Place
) -> Finding:
    if number.order == before.order:
        return Finding(
            code="number-twice",
            message=phrase("{number} occurs twice in a row.", number=_said(provision)),
            place=here,
            hint=phrase("Refer to the second by its address {address}.", address=provision.eid),
        )
    if number.style == before.style and number.order > before.order:
        return Finding(
            code="number-gap",
            message=phrase(
                "{number} follows {other}: the numbers between are missing.",
                number=_said(provision),
                other=_said(earlier),
            ),
            severity=Severity.NOTE,
            place=here,
        )
    return Finding(
        code="number-out-of-sequence",
        message=phrase("{number} follows {other}.", number=_said(provision), other=_said(earlier)),
        severity=Severity.NOTE,
        place=here,
    )


def _said(provision: Provision) -> str:
    """Give a number as it stands in a sentence: the stop after it is not part of it."""
    return provision.label.rstrip(".。")


def brackets_across(provisions: Sequence[Provision], at: Sequence[int], source: str) -> Iterator[Finding]:
    """Brackets that open in one provision and close in another, never close, or close nothing.

    *at* are the provisions' lines.
    """
    opened: list[int] = []

    @functools.cache
    def where(nth: int) -> Place:
        # One provision may have thousands of such brackets, and its words are long: it is shown once.
        return place(provisions[nth], at[nth], source)

    for nth, provision in enumerate(provisions):
        for mark in _marks(provision.words):
            if mark == "[":
                opened.append(nth)
                continue
            if not opened:
                yield Finding(
                    code="bracket-stray",
                    message=phrase('A "]" closes no bracket.'),
                    place=where(nth),
                    hint=phrase("It is kept as it stands. Check the text it was taken from."),
                )
                continue
            start = opened.pop()
            if start != nth:
                yield Finding(
                    code="bracket-across",
                    message=phrase(
                        'A "[" opened in {start} closes in {end}: it holds more than one provision.',
                        start=_at(provisions[start], at[start]),
                        end=_at(provision, at[nth]),
                    ),
                    severity=Severity.NOTE,
                    place=where(start),
                )
    for start in opened:
        yield Finding(
            code="bracket-unclosed",
            message=phrase('A "[" never closes.'),
            place=where(start),
            hint=phrase("It is kept as it stands. Check the text it was taken from."),
        )


def _at(provision: Provision, line: int) -> str:
    here = cited(cite_address(provision.eid))
    return phrase("{address} (line {line})", address=here, line=line) if line else here


def _marks(wording: Wording) -> Iterator[str]:
    for part in wording.parts:
        if isinstance(part, Bracket):
            yield part.mark
