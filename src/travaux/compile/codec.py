"""Values ↔ plain JSON data, by their types: the one place that knows how a value is written down.

A dataclass is an object of its fields, those at their default left out; a member of a union says which
it is by ``"is"``; a tuple is an array. A Wording is a string where nothing is bracketed, else an array
of strings, choices and brackets. `schema` describes the same in JSON Schema, from the same types.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from travaux.text.wording import Bracket, Choice, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


class CodecError(ValueError):
    """Data is not what its type says: where, what was found, what was expected."""


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class Codec:
    """Writes and reads values of the types it is told the names of."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        """Know the types that annotations speak of by *names*."""
        self._names: Final = dict(names)
        self.hints = functools.cache(self._hints)

    def _hints(self, cls: type) -> dict[str, Any]:
        return get_type_hints(cls, localns=self._names)

    def encode(self, value: object, hint: Any) -> Plain:  # noqa: ANN401  a type hint has no type of its own
        """Write *value*, which is of the type *hint*, as plain data."""
        hint = _bare(hint)
        if isinstance(value, Wording):
            return self._encode_wording(value)
        if isinstance(value, Enum):
            return str(value.value)
        if value is None or isinstance(value, (bool, int, str)):
            return value
        if isinstance(value, tuple):
            inner = _inner(hint, len(value))
            return [self.encode(one, each) for one, each in zip(value, inner, strict=True)]
        members = _members(hint)
        data: dict[str, Plain] = {}
        if len([one for one in members if one is not type(None)]) > 1:
            data["is"] = _kebab(type(value).__name__)
        hints = self.hints(_type_of(value))
        for field in dataclasses.fields(value):  # type: ignore[arg-type]  # every other value is one
            own = getattr(value, field.name)
            if own != _default(field):
                data[field.name] = self.encode(own, hints[field.name])
        return data

    def _encode_wording(self, wording: Wording) -> Plain:
        if not wording.parts:
            return ""
        if wording.settled:
            return str(wording.parts[0])
        parts: list[Plain] = []
        for part in wording.parts:
            match part:
                case str():
                    parts.append(part)
                case Bracket():
                    parts.append({"is": "bracket", **self._object(part)})
                case Choice():
                    parts.append({"is": "choice", **self._object(part)})
        return parts

    def _object(self, value: object) -> dict[str, Plain]:
        data = self.encode(value, type(value))
        return data if isinstance(data, dict) else {}

    def decode(self, data: Plain, hint: Any, at: str = "$") -> Any:  # noqa: ANN401, C901  as above; a row for each form
        """Read plain data as a value of the type *hint*; *at* names the place in messages.

        Raises CodecError.
        """
        hint = _bare(hint)
        if hint is Wording:
            return self._decode_wording(data, at)
        members = _members(hint)
        if data is None:
            if type(None) in members:
                return None
            raise CodecError(f"{at}: found null where {_called(hint)} was expected.")
        members = tuple(one for one in members if one is not type(None))
        if len(members) > 1:
            return self._decode_union(data, members, at)
        (hint,) = members
        hint = _bare(hint)
        if hint is Wording:
            return self._decode_wording(data, at)
        if get_origin(hint) is tuple:
            if not isinstance(data, list):
                raise CodecError(f"{at}: found {_found(data)} where an array was expected.")
            inner = _inner(hint, len(data))
            return tuple(
                self.decode(one, each, f"{at}[{place}]")
                for place, (one, each) in enumerate(zip(data, inner, strict=True))
            )
        if get_origin(hint) is Literal:
            if data not in get_args(hint):
                raise CodecError(f"{at}: found {_found(data)} where one of {get_args(hint)} was expected.")
            return data
        if isinstance(hint, type) and issubclass(hint, Enum):
            try:
                return hint(data)
            except ValueError:
                choices = ", ".join(str(one.value) for one in hint)
                raise CodecError(f"{at}: found {_found(data)} where one of {choices} was expected.") from None
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self._decode_object(data, hint, at)
        if (
            not isinstance(hint, type)
            or not isinstance(data, hint)
            or (hint is int and isinstance(data, bool))
        ):
            raise CodecError(f"{at}: found {_found(data)} where {_called(hint)} was expected.")
        return data

    def _decode_union(self, data: Plain, members: Iterable[Any], at: str) -> Any:  # noqa: ANN401  as above
        kinds = {
            _kebab(one.__name__): one
            for one in members
            if isinstance(one, type) and dataclasses.is_dataclass(one)
        }
        if isinstance(data, dict) and data.get("is") in kinds:
            rest = {key: value for key, value in data.items() if key != "is"}
            return self._decode_object(rest, kinds[str(data["is"])], at)
        if isinstance(data, str) and str in members:
            return data
        raise CodecError(
            f'{at}: found {_found(data)} where an object with "is" one of {", ".join(kinds)} was expected.'
        )

    def _decode_object(self, data: Plain, cls: type, at: str) -> Any:  # noqa: ANN401  as above
        if not isinstance(data, dict):
            raise CodecError(f"{at}: found {_found(data)} where an object was expected.")
        hints = self.hints(cls)
        fields = {field.name: field for field in dataclasses.fields(cls)}
        if unknown := [key for key in data if key not in fields]:
            raise CodecError(f'{at}: "{unknown[0]}" is not a field of {_kebab(cls.__name__)}.')
        missing = [
            name for name, field in fields.items() if name not in data and _default(field) is _REQUIRED
        ]
        if missing:
            raise CodecError(f'{at}: "{missing[0]}" is missing; {_kebab(cls.__name__)} needs it.')
        return cls(**{key: self.decode(value, hints[key], f"{at}.{key}") for key, value in data.items()})

    def _decode_wording(self, data: Plain, at: str) -> Wording:
        if isinstance(data, str):
            return Wording((data,))
        if not isinstance(data, list):
            raise CodecError(
                f"{at}: found {_found(data)} where words were expected: a string, or an array of parts."
            )
        return Wording(
            tuple(
                self.decode(part, str | Choice | Bracket, f"{at}[{place}]") for place, part in enumerate(data)
            )
        )

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


def _type_of(value: object) -> type:
    return type(value)


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


def _inner(hint: Any, length: int) -> tuple[Any, ...]:  # noqa: ANN401  as above
    for member in _members(hint):
        if get_origin(member) is tuple:
            args = get_args(member)
            return (args[0],) * length if len(args) == 2 and args[1] is Ellipsis else args  # noqa: PLR2004
    return (object,) * length


def _found(data: Plain) -> str:
    if isinstance(data, (dict, list)):
        return "an object" if isinstance(data, dict) else "an array"
    return repr(data)


def _called(hint: Any) -> str:  # noqa: ANN401  as above
    return {str: "a string", int: "a whole number", bool: "true or false"}.get(
        hint, getattr(hint, "__name__", str(hint))
    )
