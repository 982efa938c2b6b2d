"""Values ↔ JSON, by their types: the one place that knows how a value is written down.

A dataclass is an object of its fields, those at their default left out; a member of a union says which
it is by ``"is"``; a tuple is an array. A Wording is a string where nothing is bracketed, else an array
of strings, choices and brackets. `Codec.schema` describes the same in JSON Schema, from the same types.

For each type a writer and a reader are made once, from those of the types it is made of, so that no
value is asked twice what it is.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import operator
import re
import sys
import types
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, Self, Union, get_args, get_origin, get_type_hints

from travaux.text.wording import Bracket, Choice, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

Writer = Callable[[Any], str]
Reader = Callable[[Any], Any]


class CodecError(ValueError):
    """Data is not what its type says: where (as a JSON path), what was found, what was expected."""

    def __init__(self, message: str) -> None:
        """Say what was found and expected; those who called say where, from the inside out."""
        super().__init__(message)
        self._path: list[str] = []

    def within(self, step: str) -> Self:
        """Say that it is in this member (``.words``) or element (``[3]``) of something larger."""
        self._path.append(step)
        return self

    def __str__(self) -> str:
        return f"${''.join(reversed(self._path))}: {self.args[0]}"


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class Codec:
    """Writes and reads values of the types it is told the names of."""

    def __init__(self, names: Mapping[str, Any], *, canonical: bool = False) -> None:
        """Know the types that annotations speak of by *names*; if *canonical*, write members by their names.

        Else they stand as the type has them.
        """
        self._names: Final = dict(names)
        self._canonical: Final = canonical
        self._writers: Final[dict[Any, Writer]] = {}
        self._readers: Final[dict[Any, Reader]] = {}
        self.hints = functools.cache(self._hints)

    def _hints(self, cls: type) -> dict[str, Any]:
        return get_type_hints(cls, localns=self._names)

    def writer(self, hint: Any) -> Writer:  # noqa: ANN401  a type hint has no type of its own
        """Give what writes a value of the type *hint* as JSON, on one line."""
        if hint not in self._writers:
            # A type may contain itself: its own writer is looked up when it is needed.
            self._writers[hint] = self._later(self._writers, hint)
            self._writers[hint] = self._written(_bare(hint))
        return self._writers[hint]

    def _later(self, made: Mapping[Any, Callable[[Any], Any]], hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
        def look_up(value: object) -> Any:  # noqa: ANN401  as above
            return made[hint](value)

        return look_up

    def _written(self, hint: Any) -> Writer:  # noqa: ANN401  as above
        if hint is Wording:
            return self._wording_written()
        members = tuple(_bare(one) for one in _members(hint) if one is not type(None))
        if len(members) > 1:
            inners = {
                one: self._object_written(one, tag=_kebab(one.__name__)) for one in members if one is not str
            }
            inners[str] = _quoted
            return lambda value: inners[type(value)](value)
        if hint is not members[0]:
            inner = self.writer(members[0])
            return lambda value: "null" if value is None else inner(value)
        if get_origin(hint) is tuple:
            return self._tuple_written(get_args(hint))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return lambda value: _quoted(str(value.value))
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self._object_written(hint, tag="")
        return _quoted

    def _tuple_written(self, args: Sequence[Any]) -> Writer:
        inner, *others = (self.writer(one) for one in args if one is not Ellipsis)
        if Ellipsis in args:
            return lambda value: f"[{','.join([inner(one) for one in value])}]"
        inners = (inner, *others)
        return lambda value: f"[{','.join([of(one) for of, one in zip(inners, value, strict=True)])}]"

    def _object_written(self, cls: type, tag: str) -> Writer:
        hints = self.hints(cls)
        rows: list[tuple[Callable[[Any], Any], object, str, Writer]] = [
            (operator.attrgetter(one.name), _default(one), f'"{one.name}":', self.writer(hints[one.name]))
            for one in dataclasses.fields(cls)
        ]
        if tag:
            rows.insert(0, (lambda _: tag, _REQUIRED, '"is":', _quoted))
        if self._canonical:
            rows.sort(key=operator.itemgetter(2))

        def write(value: object) -> str:
            members: list[str] = []
            for member, default, name, inner in rows:
                own = member(value)
                if own is not default and own != default:
                    members.append(name + inner(own))
            return f"{{{','.join(members)}}}"

        return write

    def _wording_written(self) -> Writer:
        part = self.writer(str | Choice | Bracket)

        def write(value: Wording) -> str:
            match value.parts:
                case ():
                    return '""'
                case (str() as characters,):
                    return _quoted(characters)
                case parts:
                    return f"[{','.join([part(one) for one in parts])}]"

        return write

    def reader(self, hint: Any) -> Reader:  # noqa: ANN401  as above
        """Give what reads plain data as a value of the type *hint*, or raises CodecError."""
        if hint not in self._readers:
            self._readers[hint] = self._later(self._readers, hint)
            self._readers[hint] = self._read(hint)
        return self._readers[hint]

    def _read(self, hint: Any) -> Reader:  # noqa: ANN401  as above
        named, hint = hint, _bare(hint)
        if hint is Wording:
            return self._wording_read()
        members = tuple(_bare(one) for one in _members(hint) if one is not type(None))
        if len(members) > 1:
            return self._union_read(members)
        if hint is not members[0]:
            inner = self.reader(next(one for one in _members(hint) if one is not type(None)))
            return lambda data: None if data is None else inner(data)
        if get_origin(hint) is tuple:
            return self._tuple_read(get_args(hint))
        if get_origin(hint) is Literal:
            return _one_of({one: one for one in get_args(hint)})
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _one_of({one.value: one for one in hint})
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self._object_read(hint, tag="")
        return _scalar(hint, name=named is not hint)

    def _union_read(self, members: Sequence[Any]) -> Reader:
        inners = {
            tag: self._object_read(one, tag)
            for one in members
            if one is not str
            for tag in [_kebab(one.__name__)]
        }
        characters = str in members

        def read(data: Plain) -> object:
            if characters and isinstance(data, str):
                return data
            if isinstance(data, dict) and (inner := inners.get(str(data.get("is")))) is not None:
                return inner(data)
            raise CodecError(
                f'found {_found(data)} where an object with "is" one of {", ".join(inners)} was expected.'
            )

        return read

    def _tuple_read(self, args: Sequence[Any]) -> Reader:
        inners = [self.reader(one) for one in args if one is not Ellipsis]
        endless = Ellipsis in args

        def read(data: Plain) -> tuple[object, ...]:
            if not isinstance(data, list):
                raise CodecError(f"found {_found(data)} where an array was expected.")
            if not endless and len(data) != len(inners):
                raise CodecError(f"found {len(data)} elements where {len(inners)} were expected.")
            found: list[object] = []
            try:
                for inner, one in zip(inners * len(data) if endless else inners, data, strict=True):
                    found.append(inner(one))
            except CodecError as fault:
                raise fault.within(f"[{len(found)}]") from None
            return tuple(found)

        return read

    def _object_read(self, cls: type, tag: str) -> Reader:
        hints = self.hints(cls)
        fields = dataclasses.fields(cls)
        inners = {one.name: self.reader(hints[one.name]) for one in fields}
        needed = [one.name for one in fields if _default(one) is _REQUIRED]
        called = _kebab(cls.__name__)

        def read(data: Plain) -> object:
            if not isinstance(data, dict):
                raise CodecError(f"found {_found(data)} where an object was expected.")
            given: dict[str, object] = {}
            for name, value in data.items():
                if (inner := inners.get(name)) is None:
                    if tag and name == "is":
                        continue
                    raise CodecError(f'"{name}" is not a field of {called}.')
                try:
                    given[name] = inner(value)
                except CodecError as fault:
                    raise fault.within(f".{name}") from None
            for name in needed:
                if name not in given:
                    raise CodecError(f'"{name}" is missing; {called} needs it.')
            return cls(**given)

        return read

    def _wording_read(self) -> Reader:
        parts = self.reader(tuple[str | Choice | Bracket, ...])

        def read(data: Plain) -> Wording:
            if isinstance(data, str):
                return Wording((data,))
            if isinstance(data, list):
                return Wording(parts(data))
            raise CodecError(
                f"found {_found(data)} where words were expected: a string, or an array of parts."
            )

        return read

    def schema(self, cls: type) -> dict[str, Plain]:
        """Describe *cls* and all it is made of in JSON Schema 2020-12."""
        found: dict[str, Plain] = {}
        root = self._described(cls, found)
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **root,
            "$defs": dict(sorted(found.items())),
        }

    def _described(self, hint: Any, found: dict[str, Plain]) -> dict[str, Plain]:  # noqa: ANN401  as above
        hint = _bare(hint)
        if hint is Wording:
            self._describe_wording(found)
            return {"$ref": "#/$defs/wording"}
        members = _members(hint)
        if len(members) > 1:
            tagged = len([one for one in members if one is not type(None)]) > 1
            return {"anyOf": [self._member(one, found, tagged=tagged) for one in members]}
        (hint,) = members
        hint = _bare(hint)
        if get_origin(hint) is tuple:
            args = get_args(hint)
            if len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004  tuple[X, ...]
                return {"type": "array", "items": self._described(args[0], found)}
            return {
                "type": "array",
                "prefixItems": [self._described(one, found) for one in args],
                "items": False,
            }
        if get_origin(hint) is Literal:
            return {"enum": list(get_args(hint))}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return {"enum": [one.value for one in hint]}
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self._reference(hint, found)
        return {"type": {str: "string", int: "integer", bool: "boolean", type(None): "null"}[hint]}

    def _member(self, hint: Any, found: dict[str, Plain], *, tagged: bool) -> dict[str, Plain]:  # noqa: ANN401
        if tagged and dataclasses.is_dataclass(hint) and isinstance(hint, type):
            kind: Plain = {"const": _kebab(hint.__name__)}
            return {"properties": {"is": kind}, "required": ["is"], **self._reference(hint, found)}
        return self._described(hint, found)

    def _reference(self, cls: type, found: dict[str, Plain]) -> dict[str, Plain]:
        name = _kebab(cls.__name__)
        if name not in found:
            found[name] = {}
            hints = self.hints(cls)
            fields = dataclasses.fields(cls)
            properties: dict[str, Plain] = {"is": {"const": name}}
            properties |= {field.name: self._described(hints[field.name], found) for field in fields}
            required: list[Plain] = [field.name for field in fields if _default(field) is _REQUIRED]
            found[name] = {
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}

    def _describe_wording(self, found: dict[str, Plain]) -> None:
        if "wording" in found:
            return
        found["wording"] = {}
        part = self._described(str | Choice | Bracket, found)
        found["wording"] = {"anyOf": [{"type": "string"}, {"type": "array", "items": part}]}


_REQUIRED: Final = object()


_quoted: Final[Writer] = json.JSONEncoder(ensure_ascii=False).encode


def _one_of(choices: Mapping[Plain, object]) -> Reader:
    def read(data: Plain) -> object:
        if isinstance(data, (str, int)) and data in choices:
            return choices[data]
        listed = ", ".join(str(one) for one in choices)
        raise CodecError(f"found {_found(data)} where one of {listed} was expected.")

    return read


def _scalar(hint: type, *, name: bool) -> Reader:
    """Read a string, a whole number or a truth value; a *name* that recurs is one string in memory."""

    def read(data: Plain) -> object:
        if type(data) is not hint:
            raise CodecError(f"found {_found(data)} where {_called(hint)} was expected.")
        return sys.intern(data) if name and isinstance(data, str) else data

    return read


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _REQUIRED


def _bare(hint: Any) -> Any:  # noqa: ANN401  as above
    """Look through a NewType to the type it is made of."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint


def _members(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401  as above
    if get_origin(hint) in (Union, types.UnionType):
        return get_args(hint)
    return (hint,)


def _found(data: Plain) -> str:
    if isinstance(data, (dict, list)):
        return "an object" if isinstance(data, dict) else "an array"
    return repr(data)


def _called(hint: Any) -> str:  # noqa: ANN401  as above
    return {str: "a string", int: "a whole number", bool: "true or false"}.get(
        hint, getattr(hint, "__name__", str(hint))
    )
