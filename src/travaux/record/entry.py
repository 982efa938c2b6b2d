"""An entry: one act, who did it, to what, having seen what, for whose eyes. Its line is what is signed.

The line is canonical JSON; docs/formats/record.md describes it with a specimen. Reading is strict: a field
that is not known, or not canonical, is refused, so that nothing can be signed that is not shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, NewType

from travaux.answers import position, round, undertaking
from travaux.compile.codec import Codec, CodecError
from travaux.record import act as acts
from travaux.record.act import NAMES, TYPES, Act, Fingerprint
from travaux.record.canonical import DEEPEST, NotCanonical, Plain, canonical, loaded, parsed
from travaux.record.envelope import MARKS, PLAIN, references
from travaux.text import wording
from travaux.text.wording import PartyCode

VERSION: Final = 1

LeafHash = NewType("LeafHash", str)
"""Which entry: the hash of its leaf, 64 hexadecimal digits."""

NONE: Final = LeafHash("0" * 64)
"""The hash that stands for no entry: ``prev`` of an author's first."""


class BadEntry(ValueError):
    """A line is no entry: what was found, where, what was expected."""


class Seen(NamedTuple):
    """The head of the record that the author had verified."""

    size: int
    root: str
    """64 hexadecimal digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An earlier entry, and what of it: one document, one provision."""

    leaf: LeafHash
    doc: str = ""
    """The ``h`` of the one document meant."""
    article: str = ""
    """The address of the one provision meant, in the draft it is about."""


class Document(NamedTuple):
    """A document that goes with an entry. Its bytes are off the record, held to by salted hashes."""

    h: str
    """HMAC-SHA256 of its bytes under its salt, 64 hexadecimal digits."""
    media: str
    lang: str
    """A BCP 47 tag, "und" where it is not known."""
    text: str
    """The same HMAC of the words that were read out of it; "" where nothing was read."""
    name: str
    """The file's own name, as received; "" where it had none."""


PUBLIC: Final = "public"
MEMBERS: Final = "all"
OWN: Final = "party"
_AUDIENCE: Final = re.compile(r"public|all|party|group:[0-9a-f]{64}|to:[^\s,]+(?:,[^\s,]+)*")

_HEX64: Final = re.compile(r"[0-9a-f]{64}")
_HEX32: Final = re.compile(r"[0-9a-f]{32}")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z", re.ASCII)
_FINGERPRINT: Final = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_ORIGIN: Final = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act in its envelope."""

    neg: str
    """The origin of the record it belongs to, so that it cannot be put into another."""
    actor: PartyCode
    """Who did it, and whose key signs."""
    key: Fingerprint
    nonce: str
    """16 random bytes, 32 hexadecimal digits; no two entries of a record have the same."""
    seen: Seen
    prev: LeafHash
    """The actor's entry before this one."""
    at: str
    """When, as the author says: "2026-03-12T17:40:00Z". A claim, never evidence."""
    vis: str
    """For whom: ``public``; ``all`` members; ``party``, the author's own; ``group:`` and the leaf that
    defines it; ``to:`` and codes parted by commas. The keeper of the record has it in every case."""
    act: Act
    re: tuple[Reference, ...] = ()
    docs: tuple[Document, ...] = ()
    on_behalf: PartyCode | None = None
    """Whose act the actor wrote down: it is shown as recorded by the actor, never as signed by that party."""

    @property
    def type(self) -> str:
        """The act's name, such as "answer.give"."""
        return NAMES[type(self.act)]

    @property
    def author(self) -> PartyCode:
        """Whose act it is: the one it was written down for, else the actor."""
        return self.actor if self.on_behalf is None else self.on_behalf

    @property
    def addresses(self) -> tuple[str, ...]:
        """The provisions it concerns, in the order given."""
        return tuple(one.article for one in self.re if one.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry in its place in the record."""

    index: int
    """From 0."""
    leaf: LeafHash
    received_at: str
    """When the record says it came: the keeper's claim."""
    entry: Entry

    @property
    def act(self) -> Act:
        return self.entry.act

    @property
    def author(self) -> PartyCode:
        return self.entry.author

    @property
    def signed(self) -> bool:
        """Whether its author's own key signed it, rather than that of whoever wrote it down."""
        return self.entry.on_behalf is None


@cache
def _codec() -> Codec:
    names: dict[str, Any] = {}
    for module in (acts, position, round, undertaking, wording):
        names |= vars(module)
    return Codec(names, canonical=True)


def written(entry: Entry) -> bytes:
    """Give the line that is signed, without its line end. Raises NotCanonical."""
    value: dict[str, Plain] = {
        "v": VERSION,
        "neg": entry.neg,
        "type": entry.type,
        "actor": entry.actor,
        "key": entry.key,
        "nonce": entry.nonce,
        "seen": {"size": entry.seen.size, "root": entry.seen.root},
        "prev": entry.prev,
        "re": [_referred(one) for one in entry.re],
        "at": entry.at,
        "vis": entry.vis,
        "docs": [
            {"h": one.h, "media": one.media, "lang": one.lang, "text": one.text, "name": one.name}
            for one in entry.docs
        ],
        "body": json.loads(body_written(entry.act)),
    }
    if entry.on_behalf is not None:
        value["on_behalf"] = entry.on_behalf
    return canonical(value)


def body_written(act: Act) -> str:
    """Give an act as the body of its entry has it."""
    found: str = _codec().writer(type(act))(act)
    return found


def body_read(type_: str, body: str) -> Act:
    """Read an act of this name from what `body_written` gave. Raises BadEntry."""
    try:
        act: Act = _codec().reader(TYPES[type_])(json.loads(body))
    except (KeyError, ValueError, CodecError) as fault:
        raise BadEntry(f"This is no {type_}: {fault}") from fault
    return act


def _referred(one: Reference) -> Plain:
    value: dict[str, Plain] = {"leaf": one.leaf}
    if one.doc:
        value["doc"] = one.doc
    if one.article:
        value["article"] = one.article
    return value


def read(line: bytes) -> Entry:
    """Read the line of an entry. Raises BadEntry."""
    return read_plain(line) or read_any(line)


def read_plain(line: bytes) -> Entry | None:
    """The entry in *line*, if it is spelt in the plainest way; None if it is not, or is no entry.

    What it finds is what `read_any` finds, in a third of the time.
    """
    try:
        found = PLAIN.fullmatch(line.decode())
        if found is None:
            return None
        fields: tuple[Any, ...] = found.groups()
        actor, at, body, docs, key, neg, nonce, on_behalf, prev, re, root, size, kind, vis = fields
        datetime.fromisoformat(at)
        act = _act(kind, body)
    except (ValueError, KeyError):
        return None
    return Entry(
        neg=neg,
        actor=actor,
        key=key,
        nonce=nonce,
        seen=Seen(int(size), root),
        prev=prev,
        at=at,
        vis=vis,
        act=act,
        re=_references(re),
        docs=_documents(docs) if docs else (),
        on_behalf=on_behalf,
    )


def _documents(text: str) -> tuple[Document, ...]:
    """What the JSON of documents in a plain line describes: each piece between its marks by its place."""
    piece = text.split('"')
    return tuple(
        [
            Document(piece[at + 3], piece[at + 11], piece[at + 7], piece[at + 19], piece[at + 15])
            for at in range(0, len(piece) - 1, MARKS)
        ]
    )


@lru_cache(maxsize=4096)
def _references(text: str) -> tuple[Reference, ...]:
    """What the JSON of references in a plain line refers to: many entries, to the same."""
    return tuple(
        [Reference(leaf=LeafHash(leaf), doc=doc, article=article) for article, doc, leaf in references(text)]
    )


@lru_cache(maxsize=256)
def _act(kind: str, body: str) -> Act:
    """What the canonical text of a body says; the same little, often. Raises ValueError, KeyError."""
    if body.count("{") + body.count("[") >= DEEPEST:
        raise BadEntry("This body may stand too deep within its entry.")
    codec, name = _codec(), TYPES[kind]
    act: Act = codec.reader(name)(loaded(body))
    if codec.writer(name)(act) != body:
        raise BadEntry("This body is spelt otherwise than it is signed.")
    return act


def _body(kind: type[Act], value: Plain) -> Act:
    """The act that *value* says. Raises BadEntry."""
    try:
        act = _codec().reader(kind)(value)
    except CodecError as fault:
        raise BadEntry(f"The body of this {NAMES[kind]} is not what it should be: {fault}") from fault
    if json.loads(_codec().writer(kind)(act)) != value:
        raise BadEntry(
            f"The body of this {NAMES[kind]} has another spelling than the one that is signed:"
            " leave out what is at its default."
        )
    found: Act = act
    return found


def read_any(line: bytes) -> Entry:
    """The entry in *line*, however it is spelt. Raises BadEntry, which says what does not hold."""
    try:
        value = parsed(line)
    except NotCanonical as fault:
        raise BadEntry(f"The entry is not in its canonical form. {fault}") from fault
    if not isinstance(value, dict):
        raise BadEntry("The entry is not a JSON object.")
    _fields(value, "the entry", _NEEDED, optional=("on_behalf",))
    if type(value["v"]) is not int or value["v"] != VERSION:
        raise BadEntry(
            f"The entry has version {value['v']!r}; this program reads version {VERSION}. Use a newer one."
        )
    kind = TYPES.get(_text(value, "type"))
    if kind is None:
        raise BadEntry(
            f'The entry\'s type "{value["type"]}" is not known. Expected one of {", ".join(TYPES)}.'
        )
    act = _body(kind, value["body"])
    on_behalf = _text(value, "on_behalf") if "on_behalf" in value else None
    return Entry(
        neg=_matching(value, "neg", _ORIGIN),
        actor=PartyCode(_text(value, "actor")),
        key=Fingerprint(_matching(value, "key", _FINGERPRINT)),
        nonce=_matching(value, "nonce", _HEX32),
        seen=_seen(value["seen"]),
        prev=LeafHash(_matching(value, "prev", _HEX64)),
        at=_instant(value),
        vis=_matching(value, "vis", _AUDIENCE),
        re=tuple(_reference(one) for one in _list(value, "re")),
        docs=tuple(_document(one) for one in _list(value, "docs")),
        act=act,
        on_behalf=None if on_behalf is None else PartyCode(on_behalf),
    )


_NEEDED: Final = (
    *("v", "neg", "type", "actor", "key", "nonce", "seen", "prev", "re", "at", "vis", "docs", "body"),
)


def _fields(value: dict[str, Plain], where: str, needed: Iterable[str], optional: Iterable[str] = ()) -> None:
    names = set(needed)
    for name in needed:
        if name not in value:
            raise BadEntry(f'"{name}" is missing in {where}.')
    for name in value:
        if name not in names and name not in optional:
            raise BadEntry(f'"{name}" in {where} is not known.')


def _text(value: dict[str, Plain], name: str) -> str:
    found = value[name]
    if not isinstance(found, str) or not found:
        raise BadEntry(f'"{name}" is {found!r}; a string that is not empty was expected.')
    return found


def _matching(value: dict[str, Plain], name: str, pattern: re.Pattern[str]) -> str:
    found = value[name]
    if not isinstance(found, str) or pattern.fullmatch(found) is None:
        raise BadEntry(f'"{name}" is {found!r}; expected the form {pattern.pattern}.')
    return found


def _instant(value: dict[str, Plain]) -> str:
    at = _matching(value, "at", _INSTANT)
    try:
        datetime.fromisoformat(at)
    except ValueError:
        raise BadEntry(f'"at" is {at!r}, which is no time; expected such as 2026-03-12T17:40:00Z.') from None
    return at


def _list(value: dict[str, Plain], name: str) -> list[dict[str, Plain]]:
    found = value[name]
    if isinstance(found, list):
        rows = [one for one in found if isinstance(one, dict)]
        if len(rows) == len(found):
            return rows
    raise BadEntry(f'"{name}" is {found!r}; a list of objects was expected.')


def _seen(value: Plain) -> Seen:
    if not isinstance(value, dict):
        raise BadEntry(f'"seen" is {value!r}; an object with size and root was expected.')
    _fields(value, "seen", ("size", "root"))
    size = value["size"]
    if type(size) is not int or size < 0:
        raise BadEntry(f'"size" in seen is {size!r}; a whole number from 0 was expected.')
    return Seen(size=size, root=_matching(value, "root", _HEX64))


def _reference(value: dict[str, Plain]) -> Reference:
    _fields(value, "re", ("leaf",), optional=("doc", "article"))
    return Reference(
        leaf=LeafHash(_matching(value, "leaf", _HEX64)),
        doc=_matching(value, "doc", _HEX64) if "doc" in value else "",
        article=_text(value, "article") if "article" in value else "",
    )


def _document(value: dict[str, Plain]) -> Document:
    _fields(value, "docs", ("h", "media", "lang", "text", "name"))
    for name in ("media", "lang", "text", "name"):
        if not isinstance(value[name], str):
            raise BadEntry(f'"{name}" in docs is {value[name]!r}; a string was expected.')
    text = str(value["text"])
    if text and _HEX64.fullmatch(text) is None:
        raise BadEntry(f'"text" in docs is {text!r}; 64 hexadecimal digits or nothing were expected.')
    return Document(
        h=_matching(value, "h", _HEX64),
        media=_text(value, "media"),
        lang=_text(value, "lang"),
        text=text,
        name=str(value["name"]),
    )
