"""What a provision is: its place in the build of an instrument."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of provision, from the outside in.

    The value is the name used in JSON, in CSS classes and in Word styles.
    """

    TITLE = "title"
    PREAMBLE = "preamble"
    RECITAL = "recital"
    FORMULA = "formula"
    """Words of enactment or agreement: "Have agreed as follows:"."""
    BOOK = "book"
    PART = "part"
    DIVISION = "division"
    """A Title in the sense of a division of an act: "Title II"."""
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    SUBPOINT = "subpoint"
    INDENT = "indent"
    CLOSING = "closing"
    """Words that follow the points of a paragraph and belong to the paragraph again."""
    ALTERNATIVE = "alternative"
    """ "Option 1", "Alt. 2": one of several texts for the same place, of one or more paragraphs."""
    ANNEX = "annex"
    APPENDIX = "appendix"
    FOOTNOTE = "footnote"
    TABLE = "table"
    """An opaque block: its rows are words like any others, its shape is not interpreted."""
    HEADING = "heading"
    """A heading of no recognised rank ("FUNCTIONS AND POWERS")."""
    BLOCK = "block"
    """Words that stand outside the provisions: a cover line, a place and date, signatures."""
    UNREAD = "unread"
    """Kept as it stood, not understood; a finding says why."""


PREFIX: dict[Kind, str] = {
    Kind.TITLE: "title",
    Kind.PREAMBLE: "preamble",
    Kind.RECITAL: "rec",
    Kind.FORMULA: "formula",
    Kind.BOOK: "book",
    Kind.PART: "part",
    Kind.DIVISION: "title",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.POINT: "point",
    Kind.SUBPOINT: "subpoint",
    Kind.INDENT: "indent",
    Kind.CLOSING: "wrapup",
    Kind.ALTERNATIVE: "alt",
    Kind.ANNEX: "annex",
    Kind.APPENDIX: "appendix",
    Kind.FOOTNOTE: "fn",
    Kind.TABLE: "table",
    Kind.HEADING: "hd",
    Kind.BLOCK: "block",
    Kind.UNREAD: "unread",
}
"""The first part of an eId component, after the Akoma Ntoso naming convention 1.0, clause 5."""

RANK: dict[Kind, int] = {
    Kind.TITLE: 0,
    Kind.PREAMBLE: 0,
    Kind.ANNEX: 0,
    Kind.APPENDIX: 1,
    Kind.BOOK: 1,
    Kind.PART: 2,
    Kind.DIVISION: 3,
    Kind.CHAPTER: 4,
    Kind.SECTION: 5,
    Kind.ARTICLE: 6,
    Kind.PARAGRAPH: 7,
    Kind.POINT: 8,
    Kind.SUBPOINT: 9,
    Kind.INDENT: 10,
}
"""How deep a kind usually nests: a provision closes every open one of its own or a deeper rank."""

HEADED: frozenset[Kind] = frozenset(
    {
        Kind.TITLE,
        Kind.PREAMBLE,
        Kind.BOOK,
        Kind.PART,
        Kind.DIVISION,
        Kind.CHAPTER,
        Kind.SECTION,
        Kind.ARTICLE,
        Kind.ANNEX,
        Kind.APPENDIX,
        Kind.HEADING,
    }
)
"""Kinds whose own words are a heading; what they provide stands in the provisions below them."""

NO_MATTER: frozenset[Kind] = frozenset({Kind.TITLE, Kind.BLOCK, Kind.UNREAD, Kind.HEADING, Kind.FOOTNOTE})
"""Kinds whose being passed over says nothing."""

ALONE: frozenset[Kind] = frozenset(
    {Kind.TITLE, Kind.PREAMBLE, Kind.FORMULA, Kind.CLOSING, Kind.ANNEX, Kind.APPENDIX}
)
"""Kinds of which there is mostly one, not counted then."""
LETTERED: frozenset[Kind] = frozenset({Kind.POINT, Kind.SUBPOINT, Kind.INDENT})
"""Kinds whose number is mostly a letter in brackets."""
ATTACHED: frozenset[Kind] = frozenset({Kind.ANNEX, Kind.APPENDIX})
"""Kinds that follow the body of a text and count for themselves."""
