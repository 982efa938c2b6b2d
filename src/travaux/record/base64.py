"""Base64 with one spelling for each byte string (RFC 4648, section 4)."""

from __future__ import annotations

import binascii

from travaux.text.phrase import phrase


class NotBase64(ValueError):
    """A text is not the one base64 spelling of any bytes."""


def encoded(data: bytes) -> str:
    """*data* with padding, on one line."""
    return binascii.b2a_base64(data, newline=False).decode()


def decoded(text: str) -> bytes:
    """The bytes that *text* spells.

    White space, missing padding and bits after the last byte are refused: two texts never spell the
    same bytes. Raises NotBase64.
    """
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        raise NotBase64(
            phrase("{text!r} is not base64; expected the standard alphabet with padding", text=text[:80])
        ) from None
    if encoded(data) != text:
        raise NotBase64(
            phrase(
                "{text!r} is base64 with stray bits; expected {expected!r}",
                text=text[:80],
                expected=encoded(data)[:80],
            )
        )
    return data
