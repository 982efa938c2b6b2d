"""Word styles: what a paragraph takes from its style where it says nothing itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from travaux.read.package import Element
from travaux.read.tracked import Properties

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML in the notation of ElementTree."""

_BODY_TEXT: Final = 9
"""The outline level of what is no heading: ECMA-376-1, 17.3.1.20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    id: str
    name: str = ""
    based_on: str = ""
    properties: Properties = Properties()
    hidden: bool | None = None
    """Whether its characters are hidden; None where it leaves that to the style it is based on."""


@dataclass(frozen=True, kw_only=True)
class Styles:
    """The styles of one document by id; ``default`` is the id of the default paragraph style."""

    by_id: dict[str, Style]
    default: str = ""

    def chain(self, style: str) -> Iterator[Style]:
        """Go from the style with this id ("" means the default) to what it is based on, each once."""
        seen: set[str] = set()
        at = style if style in self.by_id else self.default
        while at in self.by_id and at not in seen:
            seen.add(at)
            yield self.by_id[at]
            at = self.by_id[at].based_on

    def name(self, style: str) -> str:
        """Tell the name of the style with this id, "" where there is none."""
        return next((each.name for each in self.chain(style)), "")

    def heading(self, properties: Properties) -> int:
        """Tell which rank of heading a paragraph is, from 1; 0 where it is none."""
        given = [properties.outline, *(each.properties.outline for each in self.chain(properties.style))]
        level = next((level for level in given if level is not None), _BODY_TEXT)
        return level + 1 if level < _BODY_TEXT else 0

    def indent(self, style: str) -> int | None:
        """Tell how many twips a style indents its paragraphs; None where it does not say."""
        said = (each.properties.indent for each in self.chain(style))
        return next((indent for indent in said if indent is not None), None)

    def hidden(self, character_style: str, paragraph_style: str) -> bool:
        """Whether characters in these styles are hidden, if they do not say so themselves."""
        return (
            self._hidden[character_style]
            if character_style in self._hidden
            else (self._hidden.get(paragraph_style or self.default, False))
        )

    @cached_property
    def _hidden(self) -> dict[str, bool]:
        """Only the styles that say so, themselves or by what they are based on."""
        found: dict[str, bool] = {}
        for style in self.by_id:
            said = [each.hidden for each in self.chain(style) if each.hidden is not None]
            if said:
                found[style] = said[0]
        return found


def read_styles(root: Element | None) -> Styles:
    """Read the part of styles; no part, no styles."""
    found: dict[str, Style] = {}
    default = ""
    for element in root.findall(f"{W}style") if root is not None else ():
        id_ = element.get(f"{W}styleId", "")
        name = element.find(f"{W}name")
        based_on = element.find(f"{W}basedOn")
        if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
            default = id_
        found[id_] = Style(
            id=id_,
            name="" if name is None else name.get(f"{W}val", ""),
            based_on="" if based_on is None else based_on.get(f"{W}val", ""),
            properties=read_properties(element.find(f"{W}pPr")),
            hidden=is_hidden(element.find(f"{W}rPr")),
        )
    return Styles(by_id=found, default=default)


def read_properties(ppr: Element | None) -> Properties:
    """Read a ``w:pPr``; the properties before a tracked change of them are in its ``w:pPrChange``."""
    if ppr is None:
        return Properties()
    left = ppr.find(f"{W}ind")
    indent = None if left is None else left.get(f"{W}start", left.get(f"{W}left"))
    return Properties(
        style=value(ppr, "pStyle") or "",
        list=value(ppr, "numPr", "numId"),
        level=number(value(ppr, "numPr", "ilvl")),
        outline=number(value(ppr, "outlineLvl")),
        indent=number(indent),
    )


def value(element: Element, *path: str) -> str | None:
    """Give the ``w:val`` at the end of a path of child elements; None where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in path))
    return None if found is None else found.get(f"{W}val")


def number(text: str | None) -> int | None:
    """Read a whole number as Word writes it, "720" or "720.0"; None where it is none."""
    whole = (text or "").partition(".")[0]
    sign = -1 if whole.startswith("-") else 1
    digits = whole.removeprefix("-")
    # Word refuses a number that passes 32 bits; so many digits are no measure of anything.
    return sign * int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None  # noqa: PLR2004


def is_on(given: str) -> bool:
    """Read a Word switch: on unless it says off; an empty or absent value means on."""
    return given not in ("0", "false", "off")


def is_hidden(rpr: Element | None) -> bool | None:
    """Tell whether a ``w:rPr`` hides its characters; None where it does not say."""
    vanish = None if rpr is None else rpr.find(f"{W}vanish")
    return None if vanish is None else is_on(vanish.get(f"{W}val", "1"))
