"""A line: one paragraph of a source, before its place in the structure is known."""

from dataclasses import dataclass

from travaux.text.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of any source, as its reader hands it to `outline`.

    ``before``, ``between`` and ``after`` are characters that are not words; together with ``label``
    and ``text`` they are the source's characters, in that order, none left out. Where it stands is
    told apart from it, so that the same paragraph is the same line in every draft.
    """

    text: str
    """Its characters, brackets included; its number too, unless ``label`` gives it."""
    label: str = ""
    """The number, where the source knows it apart from the text (automatic numbering)."""
    between: str = ""
    """What parts ``label`` from ``text``."""
    before: str = ""
    after: str = ""
    indent: int = 0
    """Columns of indentation."""
    heading: int = 0
    """Rank of a heading by its markup (``##``: 2; a word processor's outline level + 1); 0: none."""
    kind: Kind | None = None
    """The kind, where the source knows it."""
    depth: int | None = None
    """The depth, where the source knows it."""
    opened: str | None = None
    """What stands before ``label``, where the source knows that nothing more of the words is number or
    bracket of the whole provision than ``label`` and this; None: that is to be found out."""
