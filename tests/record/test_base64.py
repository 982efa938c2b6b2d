from __future__ import annotations

import base64 as standard

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.base64 import NotBase64, decoded, encoded


@given(st.binary(max_size=200))
def test_every_bytes_have_one_spelling(data: bytes) -> None:
    """Base64 with one spelling for each byte string."""
    assert encoded(data) == standard.b64encode(data).decode()
    assert decoded(encoded(data)) == data


@given(st.text(alphabet="AQgw+/=-_ \nä\ud800", max_size=12))
def test_two_texts_never_spell_the_same_bytes(text: str) -> None:
    """White space, missing padding and bits after the last byte are refused."""
    try:
        data = decoded(text)
    except NotBase64:
        return
    assert encoded(data) == text


REFUSED = [
    ("QQ", "'QQ' is not base64; expected the standard alphabet with padding"),
    ("QQ=", "'QQ=' is not base64; expected the standard alphabet with padding"),
    ("QQ==QQ==", "'QQ==QQ==' is not base64; expected the standard alphabet with padding"),
    ("QQ==\n", "'QQ==\\n' is not base64; expected the standard alphabet with padding"),
    ("Q Q==", "'Q Q==' is not base64; expected the standard alphabet with padding"),
    ("-_==", "'-_==' is not base64; expected the standard alphabet with padding"),
    ("ä", "'ä' is not base64; expected the standard alphabet with padding"),
    ("=", "'=' is not base64; expected the standard alphabet with padding"),
    ("QR==", "'QR==' is base64 with stray bits; expected 'QQ=='"),
    ("x" * 99, f"{'x' * 80!r} is not base64; expected the standard alphabet with padding"),
    ("A" * 98 + "B=", f"{'A' * 80!r} is base64 with stray bits; expected {'A' * 80!r}"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_refused_is_said(text: str, why: str) -> None:
    with pytest.raises(NotBase64) as refused:
        decoded(text)
    assert str(refused.value) == why


def test_nothing_is_spelt_as_nothing() -> None:
    assert (encoded(b""), decoded("")) == ("", b"")
