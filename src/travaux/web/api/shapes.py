"""What the API takes and gives: the shapes in its description."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeAlias

from ninja import Schema
from pydantic import Field, JsonValue

Place: TypeAlias = Annotated[int, Field(ge=0, le=2**53 - 1, description="The place in the record, from 0.")]
Hex64: TypeAlias = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Fault(Schema):
    """Why something was not done: what was found, what was expected, what to do."""

    code: str
    """For programs: the same in every language."""
    said: str
    """For people, in the language that was asked for."""


class Words(Schema):
    """Somebody's own words, character for character."""

    words: str


class Line(Schema):
    said: list[str | Words]
    """Our words as strings, those of others as objects."""
    below: list[Line] = Field(default_factory=list)


class Section(Schema):
    title: str
    rule: str
    lines: list[Line]


class Told(Schema):
    """A page about the record, in two voices."""

    title: list[str | Words]
    head: list[Line]
    sections: list[Section]


class Member(Schema):
    code: str
    name: str
    role: str
    since: int
    until: int | None


class Draft(Schema):
    number: int
    title: str
    place: int
    leaf: str
    follows: int | None
    """The number of the draft that it follows, where that may be read."""
    withdrawn: bool
    adopted: bool


class Negotiation(Schema):
    origin: str
    title: str
    languages: list[str]
    keeper: str | None
    log: str
    """The key that signs the heads of the record."""
    entries: int
    """How many of the entries this reader may read."""
    reader: str | None
    members: list[Member]
    groups: dict[str, list[str]]
    drafts: list[Draft]


class Positions(Told):
    matrix: dict[str, JsonValue]


class Article(Schema):
    draft: int
    provisions: list[dict[str, JsonValue]]
    matrix: dict[str, JsonValue]


class Document(Schema):
    h: str
    name: str
    media: str
    lang: str
    here: bool
    """Whether its bytes are here still."""


class Note(Schema):
    place: int
    leaf: str
    by: str
    received_at: str
    kind: str
    to: list[str]
    reference: str
    subject: str
    status: str
    re: list[int]
    """What it answers, of what may be read."""
    replies: list[int]
    received: list[str]
    """Who acknowledged receipt."""
    withdrawn: bool
    documents: list[Document]


class Row(Schema):
    """An entry in a list."""

    index: int
    leaf: str
    received_at: str
    by: str
    said: str
    entry: dict[str, JsonValue]
    """The entry as it was signed, read as JSON."""


class Rows(Schema):
    found: int
    entries: list[Row]
    before: int | None
    """What to ask for with `before` to read on; null: there is no more."""


class Signature(Schema):
    key: str
    party: str
    holds: bool
    armoured: str


class Cosigned(Schema):
    by: str
    size: int


class Full(Row):
    """An entry with all that holds it in its place."""

    line: str
    """What was signed, to the byte."""
    data: str
    """The leaf, in base64: SHA-256 over a zero byte and this is its hash."""
    signatures: list[Signature]
    proof: str | None
    """A C2SP tlog-proof; null until a head that has the entry is signed."""
    cosigned: list[Cosigned]
    documents: list[Document]


class Checkpoint(Schema):
    note: str
    """The signed head, as it was signed."""
    size: int
    root: str
    cosignatures: dict[str, str]


class Kept(Schema):
    """A document that an entry holds to, or the words read out of one, with its salt."""

    data: Annotated[str, Field(description="base64")]
    salt: Hex64


REPLACES: Final = (
    "Says outright that an answer whose document was written for another draft is to take the place of what "
    "its party has answered to this one. Without it, such an answer is refused with 409, code `replaces`; it "
    "can still be given to the draft that it was written for."
)
Replaces: TypeAlias = Annotated[bool, Field(description=REPLACES)]


class Submission(Schema):
    """An entry that was signed elsewhere."""

    line: Annotated[str, Field(min_length=2)]
    """The line of canonical JSON, without its line end."""
    signatures: Annotated[list[str], Field(min_length=1, max_length=4)]
    """As ssh-keygen -Y sign -n entry@travaux writes them; the first of the key that the line names."""
    documents: list[Kept] = Field(default_factory=list)
    replaces: Replaces = False


class Receipt(Schema):
    recorded: bool
    index: int
    leaf: str
    received_at: str
    size: int
    root: str
    repeated: bool
    """The same entry had been received before; this is its place."""


class Reference(Schema):
    leaf: Hex64
    doc: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    article: str = ""


class Paper(Schema):
    """A document to be brought."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    data: Annotated[str, Field(description="base64")]
    lang: str = ""


class Wanted(Schema):
    """An act for which a line is wanted."""

    type: str
    """The act's name in the record, such as "hold.enter"."""
    body: dict[str, Any]
    re: list[Reference] = Field(default_factory=list)
    vis: str | None = None
    """"public", "all", "party", "group:NAME" or "to:ARD,BOR"; left out, whoever may read what it is about."""
    on_behalf: str | None = None
    key: str | None = None
    """The fingerprint of the key that will sign; without it, the party's own where it has one."""
    documents: list[Paper] = Field(default_factory=list)
    replaces: Replaces = False


class Composed(Schema):
    """What is to be signed, and what goes with it to `POST /api/entries` as it is."""

    line: str
    documents: list[Kept]
    rows: list[list[str]]
    """What the entry says, in words: each with what it is called."""
    findings: list[str]
    """What was found in the documents, in the language asked for; the code of each stands in brackets."""
