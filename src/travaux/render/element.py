"""Elements of a page, written as Python expressions: escaped, and each a string as soon as it is closed.

`h.p(".cap", lang="en")["Agreed by ", name]` gives ``<p class="cap" lang="en">Agreed by …</p>``. A page of a
large negotiation has some hundred thousand elements; as a tree of objects it takes twenty times as long
to write, and some gigabytes. docs/decisions/0008 says why this is not left to a library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias


class Written(str):
    """Characters that are HTML already, and are not escaped again. Only markup of our own is made one."""

    __slots__ = ()


Attribute: TypeAlias = str | bool | Iterable[str] | None
"""None and False leave the attribute out, True writes it bare; several names are parted by spaces."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An element that may be given attributes, by calling it, and then what stands in it, in brackets."""

    name: str
    attributes: str = ""
    void: bool = False

    def __call__(self, *given: str | Mapping[str, Attribute], **named: Attribute) -> Tag:
        """Give attributes: ``"#id.class.class"``, then a mapping of names, then keywords (``data_n``)."""
        attributes = self.attributes
        for one in given:
            attributes += _short(one) if isinstance(one, str) else _attributes(one)
        if named:
            attributes += _attributes({key.strip("_").replace("_", "-"): of for key, of in named.items()})
        return Tag(self.name, attributes, self.void)

    def __getitem__(self, inside: Node) -> Written:
        """Put nodes into the element, in order; a string is escaped, None is nothing."""
        found = [f"<{self.name}{self.attributes}>"]
        _write(inside, found)
        found.append(f"</{self.name}>")
        return Written("".join(found))

    def __str__(self) -> str:
        """Close the element with nothing in it."""
        return f"<{self.name}{self.attributes}>" + ("" if self.void else f"</{self.name}>")


Node: TypeAlias = str | Tag | Iterable["Node"] | None
"""What may stand in an element; of several nodes, all."""
Element: TypeAlias = Written
"""An element that is closed."""


def written(*nodes: Node) -> Written:
    """Write nodes one after the other."""
    found: list[str] = []
    _write(nodes, found)
    return Written("".join(found))


def _write(node: Node, into: list[str]) -> None:
    if isinstance(node, Written):
        into.append(node)
    elif isinstance(node, str):
        into.append(_escaped(node))
    elif isinstance(node, Tag):
        into.append(str(node))
    elif node is not None:
        for one in node:
            _write(one, into)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attributes(given: Mapping[str, Attribute]) -> str:
    found = ""
    for key, value in given.items():
        if value is None or value is False:
            continue
        if value is True:
            found += f" {key}"
            continue
        text = value if isinstance(value, str) else " ".join(one for one in value if one)
        if text or isinstance(value, str):
            found += f' {key}="{_quoted(text)}"'
    return found


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&#34;")


@lru_cache(maxsize=1024)
def _short(given: str) -> str:
    """Read ``#id.class.class``."""
    before, *classes = given.split(".")
    shown = f' id="{_quoted(before[1:])}"' if before else ""
    return shown + (f' class="{_quoted(" ".join(classes))}"' if classes else "")


input_: Final = Tag("input", void=True)
meta: Final = Tag("meta", void=True)

a: Final = Tag("a")
aside: Final = Tag("aside")
b: Final = Tag("b")
bdi: Final = Tag("bdi")
body: Final = Tag("body")
caption: Final = Tag("caption")
code: Final = Tag("code")
del_: Final = Tag("del")
details: Final = Tag("details")
div: Final = Tag("div")
fieldset: Final = Tag("fieldset")
footer: Final = Tag("footer")
h1: Final = Tag("h1")
h2: Final = Tag("h2")
h3: Final = Tag("h3")
h4: Final = Tag("h4")
h5: Final = Tag("h5")
h6: Final = Tag("h6")
head: Final = Tag("head")
header: Final = Tag("header")
html: Final = Tag("html")
ins: Final = Tag("ins")
label: Final = Tag("label")
legend: Final = Tag("legend")
li: Final = Tag("li")
main: Final = Tag("main")
nav: Final = Tag("nav")
ol: Final = Tag("ol")
option: Final = Tag("option")
p: Final = Tag("p")
q: Final = Tag("q")
script: Final = Tag("script")
section: Final = Tag("section")
select: Final = Tag("select")
span: Final = Tag("span")
style: Final = Tag("style")
summary: Final = Tag("summary")
table: Final = Tag("table")
tbody: Final = Tag("tbody")
td: Final = Tag("td")
th: Final = Tag("th")
thead: Final = Tag("thead")
time: Final = Tag("time")
title: Final = Tag("title")
tr: Final = Tag("tr")
ul: Final = Tag("ul")
