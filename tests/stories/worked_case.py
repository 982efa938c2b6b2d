"""The worked case as a record: docs/cases/*.toml → entries → leaves.

One key signs everything, the keeper's, made from a fixed number: no State has signed anything here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.record.writing import Writer
from travaux.record import act
from travaux.record.act import TYPES, Act
from travaux.record.canonical import Plain, canonical
from travaux.record.checkpoint import log_key
from travaux.record.entry import NONE, Document, Entered, LeafHash, Reference, read
from travaux.record.library import Library
from travaux.text.instrument import Text
from travaux.text.wording import PartyCode

CASES: Final = Path(__file__).resolve().parents[2] / "docs" / "cases"
DATA: Final = CASES / "european-security-2021-2022.toml"
PAGE: Final = DATA.with_suffix(".md")
UNCONFIRMED: Final = "[unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry as it stands in the data, and in the record."""

    name: str
    sources: tuple[str, ...]
    checked: tuple[str, ...]
    unconfirmed: str
    description: str
    """The document that stands for the paper, in the words of the account; "" where there is none."""
    entered: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the two sides say of the same fact."""

    about: str
    tabled: str
    asked: str
    by_tabled: tuple[str, ...]
    by_asked: tuple[str, ...]
    sources: tuple[str, ...]
    checked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the norm at issue."""

    number: int
    subject: str
    quoted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A quotation or paraphrase of a sentence; ``by`` nobody: a press report."""

    by: tuple[str, ...]
    kind: str
    sentence: int
    words: str
    left_out: str
    put_in: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    writer: Writer
    members: Mapping[str, str]
    sources: Mapping[str, str]
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    uses: tuple[Use, ...]
    library: Library
    texts: Mapping[LeafHash, Text]
    """What stands for the drafts: articles, each with a description of its subject."""

    def row(self, name: str) -> Row:
        return next(one for one in self.rows if one.name == name)


def told(data: str) -> Case:
    """Write the record that the account in *data* (TOML) amounts to."""
    account = tomllib.loads(data)
    record = account["record"]
    writer = Writer(origin=record["origin"], begins=_noon(record["opened"]))
    keeper: str = record["keeper"]
    writer.does(
        keeper,
        act.OpensInstrument(
            title=record["title"],
            keeper=PartyCode(keeper),
            keeper_name=record["keeper_name"],
            keeper_key=writer.key(keeper).public.line,
            log=log_key(record["origin"], writer.new_key("log")).line,
            languages=tuple(record["languages"]),
            led=False,
        ),
        vis="public",
    )
    for code, name in account["members"].items():
        writer.does(keeper, act.AddsMember(party=PartyCode(code), name=name), vis="public")
    by_name: dict[str, Row] = {}
    for entry in account["entry"]:
        by_name[entry["id"]] = _entered(writer, entry, account["lists"], by_name)
    known = writer.negotiation
    library = Library(lambda h: writer.documents[h].data, known.order)
    return Case(
        writer=writer,
        members=account["members"],
        sources={name: one["who"] for name, one in account["sources"].items()},
        rows=tuple(by_name.values()),
        facts=tuple(Fact(**_fields(one)) for one in account["fact"]),
        sentences=tuple(Sentence(**_fields(one)) for one in account["sentence"]),
        uses=tuple(Use(**_fields(one)) for one in account["use"]),
        library=library,
        texts=library.texts(known),
    )


def _fields(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in one.items()}


def _entered(
    writer: Writer, entry: Mapping[str, Any], lists: Mapping[str, list[str]], before: Mapping[str, Row]
) -> Row:
    if entry["index"] != len(writer.entered):
        raise ValueError(f"{entry['id']} has index {entry['index']}; it stands at {len(writer.entered)}")
    writer.now = max(writer.now, _noon(entry["when"]))
    document = entry.get("document", {})
    docs: list[Document] = []
    if document:
        docs.append(writer.document(document["text"], name=document["name"], text=document["text"]))
    entered = writer.does(
        entry["actor"],
        _act(entry["type"], _written_out(entry["body"], lists)),
        *(_reference(one, before) for one in entry.get("re", ())),
        vis=entry["vis"],
        docs=docs,
        on_behalf=entry.get("on_behalf"),
    )
    return Row(
        name=entry["id"],
        sources=tuple(entry["sources"]),
        checked=tuple(entry.get("checked", ())),
        unconfirmed=entry.get("unconfirmed", ""),
        description=document.get("text", ""),
        entered=entered,
    )


def _noon(day: date) -> str:
    return f"{day.isoformat()}T12:00:00.000Z"


def _reference(name: str, before: Mapping[str, Row]) -> Reference:
    """Refer to an earlier entry by its name here, or to "name art_4"."""
    entry, _, article = name.partition(" ")
    return Reference(leaf=before[entry].entered.leaf, article=article)


def _written_out(value: Any, lists: Mapping[str, list[str]]) -> Any:  # noqa: ANN401  what TOML holds
    if isinstance(value, dict):
        return {name: _written_out(one, lists) for name, one in value.items()}
    if isinstance(value, list):
        return [code for one in value for code in _named(one, lists)]
    return value


def _named(one: str, lists: Mapping[str, list[str]]) -> Iterable[str]:
    return lists[one[1:]] if one.startswith("@") else (one,)


def _act(kind: str, body: Any) -> Act:  # noqa: ANN401  what TOML holds
    """Read the act as any entry's is read: a field that is not known is refused.

    The account may say what an entry leaves out, since it is at its default: that a paper is unsigned.
    """
    default = {one.name: one.default for one in fields(TYPES[kind])}
    envelope: dict[str, Plain] = {
        "v": 1,
        "neg": "case",
        "type": kind,
        "actor": "ARCHIVE",
        "key": f"SHA256:{'A' * 43}",
        "nonce": "0" * 32,
        "seen": {"size": 0, "root": "0" * 64},
        "prev": NONE,
        "re": [],
        "at": "2022-01-01T00:00:00Z",
        "vis": "public",
        "docs": [],
        "body": {name: value for name, value in body.items() if value != default.get(name)},
    }
    return read(canonical(envelope)).act
