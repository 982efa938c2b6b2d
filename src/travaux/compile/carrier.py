"""A Compilation ↔ its JSON: everything, so that any party's text can be taken out of the file alone.

``draft`` and ``operations`` carry the matter. ``provisions`` is the consolidated text drawn from them,
for whoever reads the file without this program; reading draws it again and refuses a file in which the
two differ. docs/formats/compilation.md has the schema's story, `schema` the schema.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from travaux.answers import answer, position
from travaux.compile import compilation as compilation_module
from travaux.compile import fate, operation
from travaux.compile.codec import Codec, CodecError, Plain
from travaux.compile.compilation import Compilation, LeftOut, Stance, Voice
from travaux.compile.fate import Unit
from travaux.compile.operation import Operation
from travaux.text import finding, kind, number, provision, wording
from travaux.text.finding import Finding
from travaux.text.instrument import Text
from travaux.text.provision import Provision
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "travaux-compilation/1"


class CarrierError(ValueError):
    """The file is not a compilation, or is not whole: what was found, where, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft as carried: a Text and its identity."""

    identity: str
    title: str = ""
    draft: str = ""
    language: str = "und"
    head: str = ""
    tail: str = ""
    provisions: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The whole file."""

    format: str
    draft: Draft
    order: tuple[PartyCode, ...]
    names: tuple[tuple[PartyCode, str], ...] = ()
    voices: tuple[Voice, ...] = ()
    operations: tuple[Operation, ...] = ()
    provisions: tuple[Provision, ...]
    stances: tuple[Stance, ...] = ()
    fates: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()


def _names() -> Mapping[str, Any]:
    names: dict[str, Any] = {}
    for module in (
        answer,
        position,
        compilation_module,
        fate,
        operation,
        finding,
        kind,
        number,
        provision,
        wording,
    ):
        names |= vars(module)
    return names


_CODEC: Final = Codec({**_names(), "Operation": Operation, "Draft": Draft})


def encoded(compilation: Compilation) -> Plain:
    """Write *compilation* as plain JSON data."""
    draft = compilation.draft
    carried = Carried(
        format=FORMAT,
        draft=Draft(
            identity=draft.identity,
            title=draft.title,
            draft=draft.draft,
            language=draft.language,
            head=draft.head,
            tail=draft.tail,
            provisions=draft.provisions,
        ),
        order=compilation.order,
        names=compilation.names,
        voices=compilation.voices,
        operations=compilation.operations,
        provisions=compilation.text.provisions,
        stances=compilation.stances,
        fates=compilation.units,
        findings=compilation.findings,
        left_out=compilation.left_out,
    )
    return _CODEC.encode(carried, Carried)


def to_json(compilation: Compilation) -> bytes:
    """Write *compilation* as UTF-8 JSON, one line for each element of the outermost arrays."""
    data = encoded(compilation)
    if not isinstance(data, dict):
        msg = "a compilation is written as an object"
        raise TypeError(msg)
    members = [f"{json.dumps(key)}:{_lines(value)}" for key, value in data.items()]
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _lines(value: Plain) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def from_json(data: bytes) -> Compilation:
    """Read a compilation back, and check that its text is the one its operations draw.

    Raises CarrierError.
    """
    try:
        plain = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        msg = (
            f"This is not JSON ({fault}). Expected a compilation as written by travaux compile -o NAME.json."
        )
        raise CarrierError(msg) from fault
    named = plain.get("format") if isinstance(plain, dict) else None
    if named != FORMAT:
        msg = (
            f'This JSON says its format is {named!r}. Expected "{FORMAT}", '
            "as written by travaux compile -o NAME.json."
        )
        raise CarrierError(msg)
    try:
        carried: Carried = _CODEC.decode(plain, Carried)
    except (CodecError, ValueError, TypeError, RecursionError) as fault:
        msg = f"The compilation is damaged: {fault} Compile again, or ask for the file again."
        raise CarrierError(msg) from fault
    draft = Text(
        title=carried.draft.title,
        draft=carried.draft.draft,
        language=carried.draft.language,
        head=carried.draft.head,
        tail=carried.draft.tail,
        provisions=carried.draft.provisions,
    )
    if draft.identity != carried.draft.identity:
        msg = (
            f"The compilation says its draft is {carried.draft.identity}; "
            f"the draft in it is {draft.identity}. "
            "Somebody changed words of the draft in the file: compile again."
        )
        raise CarrierError(msg)
    compilation = Compilation(
        draft=draft,
        order=carried.order,
        names=carried.names,
        voices=carried.voices,
        operations=carried.operations,
        stances=carried.stances,
        units=carried.fates,
        findings=carried.findings,
        left_out=carried.left_out,
    )
    for drawn, written in zip(compilation.text.provisions, carried.provisions, strict=False):
        if drawn != written:
            msg = (
                f"At {written.eid} the compilation's text is not what its operations make of the draft. "
                "Somebody changed one of the two in the file: compile again."
            )
            raise CarrierError(msg)
    if len(compilation.text.provisions) != len(carried.provisions):
        msg = (
            f"The compilation has {len(carried.provisions)} provisions and its operations make "
            f"{len(compilation.text.provisions)}. The file is cut short: ask for it again."
        )
        raise CarrierError(msg)
    return compilation


def schema() -> dict[str, Plain]:
    """Describe the file in JSON Schema, from the types it is written from."""
    described = _CODEC.schema(Carried)
    return {"title": "Travaux compilation", "$id": f"urn:travaux:{FORMAT}", **described}
