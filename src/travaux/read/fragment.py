"""A piece of a main text, parsed under the declarations of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.read.package import parse
from travaux.read.style import W

if TYPE_CHECKING:
    from travaux.read.package import Element

BODY: Final = "<w:body>"
"""Behind it the first paragraph begins."""
END: Final = "</w:body></w:document>"


class ForeignError(Exception):
    """The main text holds something that only a parser of the whole can tell."""


def fragment(prologue: str, inside: str) -> Element:
    """Parse a main text that has *inside* in it, and nothing outside it but the *prologue*.

    Gives back its ``w:body``. Raises ForeignError where *inside* does not stay within it, and NotReadable.
    """
    if "xml:id" in inside:
        raise ForeignError
    root = parse(f"{prologue}{inside}{END}".encode(), "the main text")
    bodies = root.findall(f"{W}body")
    if root.tag != f"{W}document" or len(bodies) != 1:
        raise ForeignError
    return bodies[0]
