"""A signed entry on its way to whoever keeps the record: one archive, with its documents and their salts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from travaux.cli.files import FileFault
from travaux.record.bundle import BadBundle, packed, unpacked
from travaux.record.entry import BadEntry, Entry, read
from travaux.record.signature import BadSignature, armoured, unarmoured
from travaux.store.store import Document
from travaux.text.phrase import phrase, said_by

ENDING: Final = ".entry.zip"
_SALT: Final = re.compile(r"[0-9a-f]{64}\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """An entry as it was signed, and the documents it holds to."""

    line: bytes
    signatures: tuple[bytes, ...]
    documents: tuple[Document, ...] = ()

    def to_bytes(self) -> bytes:
        files = {"entry.json": self.line}
        for number, signature in enumerate(self.signatures, start=1):
            name = "entry.json.sig" if number == 1 else f"entry.json.{number}.sig"
            files[name] = armoured(signature).encode()
        for one in self.documents:
            files[f"docs/{one.name.hex()}/data"] = one.data
            files[f"docs/{one.name.hex()}/salt.hex"] = f"{one.salt.hex()}\n".encode()
        return packed(files)

    @property
    def entry(self) -> Entry:
        return read(self.line)


def parcel_in(data: bytes, name: str) -> Parcel:
    """Read a parcel, signed or not yet, and check that its documents are those its entry holds to.

    Raises FileFault.
    """
    try:
        files = unpacked(data)
        line = files["entry.json"]
        signatures = tuple(
            unarmoured(files[file].decode("ascii"))
            for file in ("entry.json.sig", *(f"entry.json.{number}.sig" for number in range(2, 5)))
            if file in files
        )
        entry = read(line)
    except (BadBundle, BadEntry, BadSignature, KeyError, UnicodeDecodeError) as fault:
        raise FileFault(
            phrase(
                "{name} is no signed entry: {why}. Expected a file *{ending}.",
                name=name,
                why=said_by(fault),
                ending=ENDING,
            )
        ) from fault
    documents = [_document(files, h, one.name, name) for one in entry.docs for h in (one.h, one.text) if h]
    return Parcel(line=line, signatures=signatures, documents=tuple(documents))


def parcel_of(line: bytes, signatures: tuple[bytes, ...], documents: Iterable[Document]) -> Parcel:
    """Put an entry together with the documents that it holds to; others are left out. Raises FileFault."""
    try:
        entry = read(line)
    except BadEntry as fault:
        raise FileFault(phrase("the line is no entry: {why}", why=said_by(fault))) from fault
    given = {one.name.hex(): one for one in documents}
    for one in entry.docs:
        for h in (one.h, one.text):
            if h and h not in given:
                raise FileFault(
                    phrase(
                        "{name} is missing, which the entry holds to ({h}…), or it is not the document that "
                        "was signed for. Send it with its salt.",
                        name=one.name or one.media,
                        h=h[:16],
                    )
                )
    held = [given[h] for one in entry.docs for h in (one.h, one.text) if h]
    return Parcel(line=line, signatures=signatures, documents=tuple(held))


def _document(files: dict[str, bytes], h: str, called: str, name: str) -> Document:
    data, salt = files.get(f"docs/{h}/data"), files.get(f"docs/{h}/salt.hex", b"").decode("latin-1")
    if data is None or _SALT.fullmatch(salt) is None:
        raise FileFault(
            phrase(
                "{name} lacks {called}, which its entry holds to. Ask for it again.", name=name, called=called
            )
        )
    document = Document(data=data, salt=bytes.fromhex(salt.strip()))
    if document.name.hex() != h:
        raise FileFault(
            phrase(
                "{name}: {called} in it is not the document that was signed for. Ask for it again.",
                name=name,
                called=called,
            )
        )
    return document
