"""A page → the consolidated text it shows: from the page alone, every party's words come out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from lxml import html
from lxml.html import HtmlElement

from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.number import Number, Style
from travaux.text.provision import (
    ORDINARY,
    Address,
    Against,
    Joining,
    Move,
    Provision,
    Renumbering,
    Respacing,
    Standing,
    WId,
)
from travaux.text.wording import Alternative, Bracket, Choice, Part, PartyCode, Wording

_OURS: Final = frozenset({"who", "lab", "vh", "br", "none", "echo", "cap", "no", "respaced"})
"""Classes of elements that are Travaux's own, not the words."""


def read_back(page: bytes) -> Text:
    """Read the consolidated text out of a page that `html.compilation_page` wrote.

    What is shown is what is read: numbers, words, choices with who is behind them, and who has a
    provision as a whole. Layout and lines of the source are not on the page.
    """
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    main = root.find(".//main")
    heading = root.find(".//h1")
    return Text(
        title=characters_of(heading) if heading is not None else "",
        language=main.get("data-language", "und") if main is not None else "und",
        provisions=tuple(_provision(element) for element in root.iter() if _is(element, "data-eid")),
    )


def _is(element: HtmlElement, attribute: str) -> bool:
    return isinstance(element.tag, str) and element.get(attribute) is not None


def _has(element: HtmlElement, name: str) -> bool:
    return isinstance(element.tag, str) and name in (element.get("class") or "").split()


def _above(element: HtmlElement) -> HtmlElement:
    return cast("HtmlElement", element.getparent())


def _codes(element: HtmlElement, attribute: str) -> tuple[PartyCode, ...]:
    return tuple(PartyCode(code) for code in (element.get(attribute) or "").split(" ") if code)


def _moves(element: HtmlElement, attribute: str) -> tuple[Move, ...]:
    found = []
    for move in (element.get(attribute) or "").split():
        other, _, codes = move.rpartition("=")
        parties = tuple(PartyCode(code) for code in codes.split(",") if code)
        found.append(Move(parties=parties, other=Address(other)))
    return tuple(found)


def _provision(element: HtmlElement) -> Provision:
    numbers = [own for margin in _first(element, "num") for own in margin.iter() if _has(own, "l")]
    shown = [own for own in numbers if not _has(_above(own), "renumbered")]
    label = characters_of(shown[0]) if shown else ""
    eid = Address(element.get("data-eid") or "")
    return Provision(
        wid=WId(element.get("data-wid") or eid),
        eid=eid,
        kind=Kind(element.get("data-kind") or ""),
        depth=int(element.get("data-depth") or "0"),
        label=label,
        number=_number(element),
        words=Wording(
            (*_ahead(element), *(part for words in _first(element, "words") for part in parts_of(words)))
        ),
        standing=_standing(element),
        renumberings=tuple(
            Renumbering(parties=_codes(_above(own), "data-parties"), label=characters_of(own))
            for own in numbers
            if _has(_above(own), "renumbered")
        ),
        respacings=tuple(
            Respacing(
                parties=_codes(one, "data-parties"),
                words=Wording(tuple(part for words in _first(one, "words") for part in parts_of(words))),
            )
            for one in element.iter()
            if _has(one, "respacing")
        ),
    )


def _number(element: HtmlElement) -> Number | None:
    if (printed := element.get("data-number")) is None:
        return None
    steps = [step.partition(":") for step in (element.get("data-order") or "").split()]
    return Number(
        printed=printed,
        order=tuple((int(value), sort) for value, _, sort in steps),
        style=Style(element.get("data-style") or ""),
    )


def _first(element: HtmlElement, name: str) -> list[HtmlElement]:
    """Find the first element of this class, the words of respacings left aside."""
    return [one for one in element.iter() if _has(one, name)][:1]


def _ahead(element: HtmlElement) -> list[Part]:
    return [
        Bracket(mark="[" if one.get("data-bracket") == "[" else "]", ahead=True)
        for margin in _first(element, "no")
        for one in margin.iter()
        if _is(one, "data-bracket")
    ]


def _standing(element: HtmlElement) -> Standing:
    standing = Standing(
        base=element.get("data-proposed") is None,
        tabled=element.get("data-tabled") is not None,
        sponsors=_codes(element, "data-sponsors"),
        supporters=_codes(element, "data-supporters"),
        opponents=_codes(element, "data-opponents"),
        deleted_by=_codes(element, "data-deleted-by"),
        moved_to=_moves(element, "data-moved-to"),
        moved_from=_moves(element, "data-moved-from"),
        merged_into=_moves(element, "data-merged-into"),
        merged_from=_moves(element, "data-merged-from"),
        against=tuple(
            Against(parties=one.parties, author=PartyCode(one.other))
            for one in _moves(element, "data-against")
        ),
        joining=tuple(
            Joining(parties=one.parties, author=PartyCode(one.other))
            for one in _moves(element, "data-joining")
        ),
        printed=element.get("data-printed"),
    )
    return ORDINARY if standing == ORDINARY else standing


def parts_of(element: HtmlElement) -> Iterator[Part]:
    """Give the words in *element*, choices among them, in order; what is Travaux's own is passed over."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if _is(child, "data-choice"):
            yield from _choice(child)
        elif _is(child, "data-bracket"):
            yield Bracket(
                mark="[" if child.get("data-bracket") == "[" else "]", ahead=_is(child, "data-ahead")
            )
        elif _is(child, "data-shared") or any(_has(child, own) for own in (*_OURS, "head", "gap")):
            continue
        elif _has(child, "w"):
            yield characters_of(child)
        else:
            yield from parts_of(child)


def _choice(element: HtmlElement) -> Iterator[Part]:
    found = sorted(_alternatives(element), key=lambda one: int(one.get("data-n") or "0"))
    tabled = element.get("data-choice") == "tabled"
    gaps = tuple(characters_of(one) for one in element if _has(one, "gap"))
    anew = _is(element, "data-anew")
    for one in found[:1]:
        yield from _shared(one, "before")
    yield Choice(
        tabled=tabled,
        alternatives=tuple(_alternative(one) for one in found),
        gaps=gaps if tabled and not anew else None,
    )
    for one in found[:1]:
        yield from _shared(one, "after")


def _alternatives(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if _has(child, "alt"):
            yield child
        else:
            yield from _alternatives(child)


def _shared(element: HtmlElement, where: str) -> Iterator[str]:
    for child in element:
        if _has(child, "w") and child.get("data-shared") == where:
            yield characters_of(child)


def _alternative(element: HtmlElement) -> Alternative:
    heads = [one for one in element if _has(one, "head")]
    return Alternative(
        words=Wording(tuple(parts_of(element))),
        base=_is(element, "data-base"),
        sponsors=_codes(element, "data-sponsors"),
        supporters=_codes(element, "data-supporters"),
        opponents=_codes(element, "data-opponents"),
        excepting=_codes(element, "data-excepting"),
        printed=next(
            (characters_of(one) for one in heads if not _is(one, "data-anew")),
            None if heads else _bare(element),
        ),
    )


def _bare(element: HtmlElement) -> str | None:
    """Give what stands before a tabled alternative without an attribution; a compiled one has no such."""
    parent = element.getparent()
    return "" if parent is not None and parent.get("data-choice") == "tabled" else None


def characters_of(element: HtmlElement) -> str:
    """Give the exact characters of *element*; what cannot be seen is spelled out in ``data-char``."""
    if (code := element.get("data-char")) is not None:
        return chr(int(code.removeprefix("U+"), 16))
    found = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _has(child, "vh"):
            found.append(characters_of(child))
        found.append(child.tail or "")
    return "".join(found)
