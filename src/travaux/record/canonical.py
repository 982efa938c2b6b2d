"""Values to the one JSON text that is hashed and signed, and back.

RFC 8785 on a restricted domain: keys in ASCII, integers that every reader holds exactly, no fractions,
no half characters. On it the standard library's encoder gives the bytes that RFC 8785 asks for.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Final, NoReturn

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

SAFE: Final = 2**53
"""Integers are smaller in magnitude, so that a reader that holds numbers as doubles reads the same one."""
DEEPEST: Final = 128
"""Lists and objects within one another; deeper is refused before it can exhaust a reader's stack."""


class NotCanonical(ValueError):
    """A value has no canonical bytes, or bytes are not the canonical ones of their value."""


def canonical(value: Plain) -> bytes:
    """The bytes of *value*: keys in order, no white space, UTF-8, no escape that is not needed.

    Raises NotCanonical.
    """
    _check(value, 0)
    return _encoded(value)


def _encoded(value: Plain) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:
        raise NotCanonical("a string holds half a surrogate pair; expected whole characters") from None


def _is_plain(data: bytes) -> bool:
    """Whether no key in this JSON can be other than ASCII, nor anything in it too deep; else one has to look.

    Entries are read by the hundred thousand, and nearly all are so.
    """
    return data.isascii() and rb"\u" not in data and data.count(b"[") + data.count(b"{") <= DEEPEST


def parsed(data: bytes) -> Plain:
    """The value whose canonical bytes are exactly *data*.

    Raises NotCanonical, with the place of the first byte that differs.
    """
    try:
        value: Plain = _DECODER.decode(data.decode())
    except UnicodeDecodeError as fault:
        raise NotCanonical(f"byte {fault.start} is not UTF-8; expected JSON in UTF-8") from None
    except json.JSONDecodeError as fault:
        raise NotCanonical(f"character {fault.pos} does not fit: {fault.msg}; expected JSON") from None
    except RecursionError:
        raise NotCanonical(_TOO_DEEP) from None
    again = _encoded(value) if _is_plain(data) else canonical(value)
    if again != data:
        _NO_DUPLICATES.decode(data.decode())
        at = next((at for at, (a, b) in enumerate(zip(again, data, strict=False)) if a != b), len(again))
        raise NotCanonical(
            f"at byte {at} the text reads {data[at : at + 20]!r}; canonical is {again[at : at + 20]!r}"
        )
    return value


_TOO_DEEP = f"lists and objects stand more than {DEEPEST} deep within one another; expected fewer"


def _check(value: object, depth: int) -> None:
    match value:
        case str() | None | bool():
            pass
        case int():
            if not -SAFE < value < SAFE:
                raise NotCanonical(f"{_short(value)} is too large; expected less than 2**53, or a string")
        case list():
            if depth == DEEPEST:
                raise NotCanonical(_TOO_DEEP)
            for item in value:
                _check(item, depth + 1)
        case dict():
            if depth == DEEPEST:
                raise NotCanonical(_TOO_DEEP)
            for key, item in value.items():
                if not isinstance(key, str) or not key.isascii():
                    raise NotCanonical(f"{_short(key)} is a key; expected keys in ASCII")
                _check(item, depth + 1)
        case _:
            raise NotCanonical(f"{_short(value)} is none of null, true, false, integer, string, list, object")


def _short(value: object) -> str:
    """*value* as an error shows it. An integer of any length is shown without spelling it in decimals."""
    return (hex(value) if isinstance(value, int) else repr(value))[:40]


def _integer(digits: str) -> int:
    if len(digits) > len(str(-SAFE)) or not -SAFE < (number := int(digits)) < SAFE:
        raise NotCanonical(f"{digits[:40]} is too large; expected less than 2**53, or a string")
    return number


def _no_fraction(digits: str) -> NoReturn:
    raise NotCanonical(f"{digits[:40]} is no integer; expected integers, or a string")


def _no_duplicate(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counted = Counter(key for key, _ in pairs)
        raise NotCanonical(
            f"the key {counted.most_common(1)[0][0][:40]!r} stands twice in an object; expected it once"
        )
    return found


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=_no_fraction, parse_constant=_no_fraction)
_NO_DUPLICATES = json.JSONDecoder(object_pairs_hook=_no_duplicate)
"""Says which key stands twice, once the bytes are known not to be those of the value."""
