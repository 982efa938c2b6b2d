"""A Compilation ↔ its JSON: everything, so that any party's text can be taken out of the file alone.

``draft`` and ``operations`` carry the matter. ``provisions`` is the consolidated text drawn from them,
for whoever reads the file without this program; reading draws it again and refuses a file in which the
two differ. The file is written and read line by line: it is never held as a whole but in its bytes.
docs/formats/compilation.md has the format's story, `schema` the schema.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, get_args

from travaux.answers import answer, position
from travaux.compile import before, carried, consented, correction, fate, operation
from travaux.compile import compilation as compilation_module
from travaux.compile.carried import Draft, Fated, Stance, contradictions
from travaux.compile.codec import Codec, CodecError, Plain
from travaux.compile.compilation import Compilation, LeftOut, Voice
from travaux.compile.consolidate import consolidated
from travaux.compile.correction import Correction, Rectification
from travaux.compile.operation import Operation
from travaux.text import finding, kind, number, provision, wording
from travaux.text.finding import Finding
from travaux.text.provision import Provision
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from travaux.text.instrument import Text

FORMAT: Final = "travaux-compilation/2"


class CarrierError(ValueError):
    """The file is not a compilation, or is not whole: what was found, where, and what to do."""


def _names() -> Mapping[str, Any]:
    names: dict[str, Any] = {}
    for module in (
        answer,
        position,
        before,
        consented,
        correction,
        compilation_module,
        fate,
        operation,
        finding,
        kind,
        number,
        provision,
        wording,
        carried,
    ):
        names |= vars(module)
    return names


_CODEC: Final = Codec({**_names(), "Operation": Operation, "Draft": Draft})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The whole file: its members, in the order in which they stand in it."""

    format: str
    draft: Draft
    order: tuple[PartyCode, ...]
    names: tuple[tuple[PartyCode, str], ...] = ()
    voices: tuple[Voice, ...] = ()
    provisions: tuple[Provision, ...]
    operations: tuple[Operation, ...] = ()
    stances: tuple[Stance, ...] = ()
    fates: tuple[Fated, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    corrected: tuple[Correction, ...] = ()
    rectified: tuple[Rectification, ...] = ()


_MEMBERS: Final = {field.name: _CODEC.hints(Carried)[field.name] for field in fields(Carried)}
_NEEDED: Final = frozenset(field.name for field in fields(Carried) if field.default is MISSING)


def json_lines(compilation: Compilation) -> Iterator[bytes]:
    """Write *compilation* as UTF-8 JSON, line by line: one for each element of the outermost arrays."""
    between = "{\n"
    for name, values in _values(compilation):
        hint = _MEMBERS[name]
        if not isinstance(values, tuple):
            yield f'{between}"{name}":{_CODEC.writer(hint)(values)}'.encode()
        elif values:
            write = _CODEC.writer(get_args(hint)[0])
            carried = _as_carried(name, compilation)
            yield f'{between}"{name}":['.encode()
            for at, value in enumerate(values):
                yield f"{',' if at else ''}\n{write(carried(value))}".encode()
            yield b"\n]"
        elif name in _NEEDED:
            yield f'{between}"{name}":[]'.encode()
        else:
            continue
        between = ",\n"
    yield b"\n}\n"


def _values(compilation: Compilation) -> Iterator[tuple[str, object]]:
    yield "format", FORMAT
    yield "draft", Draft.of(compilation.draft)
    yield "order", compilation.order
    yield "names", compilation.names
    yield "voices", compilation.voices
    yield "provisions", compilation.text.provisions
    yield "operations", compilation.operations
    yield "stances", compilation.stances
    yield "fates", compilation.units
    yield "findings", compilation.findings
    yield "left_out", compilation.left_out
    yield "corrected", compilation.corrected
    yield "rectified", compilation.rectified


def _as_carried(name: str, compilation: Compilation) -> Callable[[Any], object]:
    if name == "stances":
        voices = {voice.party: voice for voice in compilation.voices}
        return lambda stance: Stance.of(stance, voices[stance.party])
    if name == "fates":
        stances = {stance.reference: stance for stance in compilation.stances}
        return lambda unit: Fated.of(unit, stances)
    return lambda value: value


def to_json(compilation: Compilation) -> bytes:
    """Write *compilation* as UTF-8 JSON: the lines of `json_lines`."""
    data = BytesIO()
    data.writelines(json_lines(compilation))
    return data.getvalue()


def from_json(data: bytes) -> Compilation:
    """Read a compilation back, and check that its text is the one its operations draw.

    Raises CarrierError.
    """
    members = _read(data, frozenset(_MEMBERS) - {"format"})
    draft = members["draft"].text()
    if draft.identity != members["draft"].identity:
        msg = (
            f"The compilation says its draft is {members['draft'].identity}; "
            f"the draft in it is {draft.identity}. "
            "Somebody changed words of the draft in the file: compile again."
        )
        raise CarrierError(msg)
    try:
        voices = {voice.party: voice for voice in members["voices"]}
        stances = tuple(stance.stance(voices[stance.party]) for stance in members["stances"])
        by_reference = {stance.reference: stance for stance in stances}
        units = tuple(fated.unit(by_reference) for fated in members["fates"])
    except KeyError as fault:
        msg = f"The compilation is damaged: it speaks of {fault}, which is not in it. Ask for the file again."
        raise CarrierError(msg) from fault
    compilation = Compilation(
        draft=draft,
        text=draft,
        order=members["order"],
        names=members["names"],
        voices=members["voices"],
        operations=members["operations"],
        stances=stances,
        units=units,
        findings=members["findings"],
        left_out=members["left_out"],
        corrected=members["corrected"],
        rectified=members["rectified"],
    )
    for contradiction in contradictions(compilation, len(data)):
        msg = f"The compilation is damaged: {contradiction} Compile again, or ask for the file again."
        raise CarrierError(msg)
    return replace(compilation, text=_drawn_again(draft, members))


def provisions_of(data: bytes) -> Iterator[Provision]:
    """Read the consolidated text as it is written in the file, one provision at a time, and nothing else.

    For the proof of what was written: whether the operations draw this text is not asked.
    Raises CarrierError.
    """
    read = _CODEC.reader(Provision)
    try:
        for name, plain, whole in _by_line(data, frozenset({"provisions"}), _DECODER):
            if name == "provisions" and not whole:
                yield read(plain)
    except (_OtherLayout, ValueError, TypeError, RecursionError) as fault:
        msg = f"The compilation is not as it was written. {fault}"
        raise CarrierError(msg) from fault


def _drawn_again(draft: Text, members: Mapping[str, Any]) -> Text:
    text = consolidated(draft, members["operations"], members["order"])
    for drawn, written in zip(text.provisions, members["provisions"], strict=False):
        if drawn != written:
            msg = (
                f"At {written.eid} the compilation's text is not what its operations make of the draft. "
                "Somebody changed one of the two in the file: compile again."
            )
            raise CarrierError(msg)
    if len(text.provisions) != len(members["provisions"]):
        msg = (
            f"The compilation has {len(members['provisions'])} provisions and its operations make "
            f"{len(text.provisions)}. The file is cut short: ask for it again."
        )
        raise CarrierError(msg)
    return text


def _read(data: bytes, wanted: frozenset[str]) -> dict[str, Any]:
    """Read the members *wanted*; one that may be left out, and is, comes as ().

    A file laid out as `json_lines` does is read line by line; any other, at once.
    """
    try:
        try:
            return _values_of(_by_line(data, wanted, _STRICT), wanted)
        except _OtherLayout:
            return _values_of(_at_once(data), wanted)
    except CarrierError:
        raise
    except (ValueError, TypeError, RecursionError) as fault:
        msg = f"The compilation is damaged: {fault} Compile again, or ask for the file again."
        raise CarrierError(msg) from fault


class _OtherLayout(Exception):
    """It may be a compilation, but does not have one line for each element."""


def _values_of(members: Iterator[tuple[str, Plain, bool]], wanted: frozenset[str]) -> dict[str, Any]:
    """Read members as they come: whole, or an array element by element."""
    values: dict[str, Any] = {}
    elements: dict[str, list[Any]] = {}
    for name, plain, whole in members:
        if name not in _MEMBERS:
            raise CodecError(f'"{name}" is not a field of a compilation.')
        if name not in wanted:
            continue
        hint = _MEMBERS[name]
        try:
            if whole:
                values[name] = _CODEC.reader(hint)(plain)
            else:
                found = elements.setdefault(name, [])
                found.append(_CODEC.reader(get_args(hint)[0])(plain))
        except CodecError as fault:
            at = "" if whole else f"[{len(elements[name])}]"
            raise fault.within(f".{name}{at}") from None
    values |= {name: tuple(found) for name, found in elements.items()}
    for name in _MEMBERS:
        if name in wanted & _NEEDED and name not in values:
            raise CodecError(f'"{name}" is missing; a compilation needs it.')
        values.setdefault(name, ())
    return values


_FIRST: Final = [b"{\n", f'"format":"{FORMAT}",\n'.encode()]


def _by_line(
    data: bytes, wanted: frozenset[str], decoder: json.JSONDecoder
) -> Iterator[tuple[str, Plain, bool]]:
    """Go through a file laid out as `json_lines` does; what is not *wanted* is passed over unread."""
    lines = BytesIO(data)
    if [lines.readline(), lines.readline()] != _FIRST:
        raise _OtherLayout
    seen = {"format"}
    array = ""
    # Whether a comma stood before this line: it says that one more element or member follows.
    follows = True
    for line in lines:
        body = line.removesuffix(b"\n")
        bare = body.removesuffix(b",")
        ends = bare == (b"]" if array else b"}")
        if ends == follows:
            raise _OtherLayout
        follows = bare is not body
        if array and ends:
            array = ""
        elif array:
            if array in wanted:
                yield array, _plain(bare, decoder), False
        elif ends:
            break
        else:
            start, _, rest = bare.partition(b":")
            name = str(_plain(start, decoder))
            if name in seen or name not in _MEMBERS:
                raise _OtherLayout
            seen.add(name)
            if rest == b"[" and not follows:
                array, follows = name, True
            elif name in wanted:
                yield name, _plain(rest, decoder), True
    else:
        raise _OtherLayout
    if follows or lines.read():
        raise _OtherLayout


def _once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    """Make an object of *pairs*, in which no name may recur: readers differ in which of the two they take."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in made if names.count(name) > 1)
        listed = ", ".join(made)
        raise CodecError(f'"{twice}" is given twice in one object, that of {listed}; expected it once.')
    return made


def _whole_characters(plain: Plain) -> None:
    """Raise UnicodeEncodeError where a string has half of a surrogate pair: it cannot be written again."""
    json.dumps(plain, ensure_ascii=False).encode()


_DECODER: Final = json.JSONDecoder()
_STRICT: Final = json.JSONDecoder(object_pairs_hook=_once)


def _plain(data: bytes, decoder: json.JSONDecoder) -> Plain:
    try:
        plain: Plain = decoder.decode(data.decode())
        if b"\\ud" in data or b"\\uD" in data:
            _whole_characters(plain)
    except (ValueError, RecursionError):
        raise _OtherLayout from None
    return plain


def _at_once(data: bytes) -> Iterator[tuple[str, Plain, bool]]:
    try:
        plain = json.loads(data, object_pairs_hook=_once)
        _whole_characters(plain)
    except CodecError:
        raise
    except UnicodeEncodeError as fault:
        half = fault.object[fault.start]
        before = fault.object[max(fault.start - 40, 0) : fault.start]
        raise CodecError(
            f"found {half!a}, half a character, after {before!a}; expected characters of Unicode."
        ) from None
    except (ValueError, RecursionError) as fault:
        raise CarrierError(_no_json(data, fault)) from fault
    named = plain.get("format") if isinstance(plain, dict) else None
    if named != FORMAT:
        msg = (
            f'This JSON says its format is {named!r}. Expected "{FORMAT}", '
            "as written by travaux compile -o NAME.json."
        )
        raise CarrierError(msg)
    for name, value in plain.items():
        yield name, value, True


def _no_json(data: bytes, fault: Exception) -> str:
    """Say what was found in the place of a compilation, and what was expected."""
    where = ""
    if data.startswith(b"PK"):
        where = ": it begins as a Word document or a workbook does"
    elif data.lstrip()[:1] == b"{" and isinstance(fault, json.JSONDecodeError):
        where = f" from line {fault.lineno}, character {fault.colno} on"
    return (
        f"This is not JSON{where}. Expected a compilation, from which a text can be taken out: write it with "
        "travaux compile -o NAME.json, which can stand beside the other -o, and give NAME.json."
    )


def schema() -> dict[str, Plain]:
    """Describe the file in JSON Schema, from the types it is written from."""
    described = _CODEC.schema(Carried)
    return {"title": "Travaux compilation", "$id": f"urn:travaux:{FORMAT}", **described}
