"""The byte strings that SSH keys and signatures are made of (RFC 4251, section 5)."""

from __future__ import annotations

from typing import Final

from travaux.text.phrase import phrase

_LENGTH: Final = 4


class BadWire(ValueError):
    """Bytes end too early, too late, or hold a number in more bytes than it needs."""


def string(data: bytes) -> bytes:
    """*data* behind its length."""
    return len(data).to_bytes(_LENGTH, "big") + data


def mpint(number: int) -> bytes:
    """A positive number in as few bytes as keep its sign, behind their count."""
    return string(number.to_bytes(number.bit_length() // 8 + 1, "big"))


class Reader:
    """Takes bytes off the front. Every method raises BadWire where they do not reach."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) != count:
            raise BadWire(
                phrase(
                    "{found} bytes at byte {at}; expected {expected}",
                    found=len(found),
                    at=self._at,
                    expected=count,
                )
            )
        self._at += count
        return found

    def number(self) -> int:
        """An unsigned number of four bytes."""
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def mpint(self) -> int:
        """A positive number, spelt in as few bytes as it needs."""
        data = self.string()
        number = int.from_bytes(data, "big")
        if number == 0 or string(data) != mpint(number):
            raise BadWire(
                phrase(
                    "a number is spelt {spelt}; expected above 0, in its fewest bytes", spelt=data[:8].hex()
                )
            )
        return number

    def end(self) -> None:
        """Nothing is left."""
        if self._at != len(self._data):
            raise BadWire(
                phrase("{found} bytes too many from byte {at}", found=len(self._data) - self._at, at=self._at)
            )
