"""Values to the one JSON text that is hashed and signed, and back.

RFC 8785 on a restricted domain: keys in ASCII, integers that every reader holds exactly, no fractions,
no half characters. On it the standard library's encoder gives the bytes that RFC 8785 asks for.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Final, NoReturn, TypeAlias

Plain: TypeAlias = bool | int | str | list["Plain"] | dict[str, "Plain"] | None

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
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:
        raise NotCanonical(_HALF) from None


def parsed(data: bytes) -> Plain:
    """The value whose canonical bytes are exactly *data*.

    Raises NotCanonical, with the place of the first byte that differs.
    """
    try:
        value: Plain = _QUICK.decode(data.decode())
        again = _ENCODER.encode(value).encode()
    except UnicodeDecodeError as fault:
        raise NotCanonical(f"byte {fault.start} is not UTF-8; expected JSON in UTF-8") from None
    except UnicodeEncodeError:
        raise NotCanonical(_HALF) from None
    except json.JSONDecodeError as fault:
        raise NotCanonical(f"character {fault.pos} does not fit: {fault.msg}; expected JSON") from None
    except RecursionError:
        raise NotCanonical(_TOO_DEEP) from None
    if again != data:
        _SLOW.decode(data.decode())
        at = next((at for at, (a, b) in enumerate(zip(again, data, strict=False)) if a != b), len(again))
        raise NotCanonical(
            f"at byte {at} the text reads {data[at : at + 20]!r}; canonical is {again[at : at + 20]!r}"
        )
    # Canonical text in ASCII has its keys in ASCII, and few brackets are not deep. Else it is looked at.
    if not data.isascii() or data.count(b"[") + data.count(b"{") > DEEPEST:
        _check(value, 0)
    return value


def loaded(text: str) -> Plain:
    """The value of JSON *text*, canonical or not, that stands no deeper than a reader can go.

    For who writes it again and compares. Raises ValueError, of which NotCanonical is one.
    """
    value: Plain = _QUICK.decode(text)
    return value


_TOO_DEEP: Final = f"lists and objects stand more than {DEEPEST} deep within one another; expected fewer"
_HALF: Final = "a string holds half a surrogate pair; expected whole characters"
_LARGE: Final = "is too large; expected less than 2**53, or a string"


def _check(value: object, depth: int) -> None:
    match value:
        case str() | None | bool():
            pass
        case int():
            if not -SAFE < value < SAFE:
                raise NotCanonical(f"{_short(value)} {_LARGE}")
        case list():
            if depth >= DEEPEST:
                raise NotCanonical(_TOO_DEEP)
            for item in value:
                _check(item, depth + 1)
        case dict():
            if depth >= DEEPEST:
                raise NotCanonical(_TOO_DEEP)
            for key, item in value.items():
                if not isinstance(key, str) or not key.isascii():
                    raise NotCanonical(f"{_short(key)} is a key; expected keys in ASCII")
                if type(item) is not str:  # most are; a call for each would take as long as reading them
                    _check(item, depth + 1)
        case _:
            raise NotCanonical(f"{_short(value)} is none of null, true, false, integer, string, list, object")


def _short(value: object) -> str:
    """*value* as an error shows it. An integer of any length is shown without spelling it in decimals."""
    return (hex(value) if isinstance(value, int) else repr(value))[:40]


def _integer(digits: str) -> int:
    if len(digits) > len("-9007199254740991") or not -SAFE < int(digits) < SAFE:
        raise NotCanonical(f"{digits[:40]} {_LARGE}")
    return int(digits)


def _no_fraction(digits: str) -> NoReturn:
    raise NotCanonical(f"{digits[:40]} is no integer; expected integers, or a string")


def _no_duplicate(pairs: list[tuple[str, Plain]]) -> None:
    for key, count in Counter(key for key, _ in pairs).items():
        if count > 1:
            raise NotCanonical(f"the key {key[:40]!r} stands twice in an object; expected it once")


_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
_QUICK: Final = json.JSONDecoder(parse_int=_integer, parse_float=_no_fraction, parse_constant=_no_fraction)
_SLOW: Final = json.JSONDecoder(object_pairs_hook=_no_duplicate)
"""Says which key stands twice; nothing else is asked of it."""
