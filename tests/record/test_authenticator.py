# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.record.authenticators import Passkey, Said, SecurityKey, blob, signed_bytes
from travaux.record.authenticator import BadAssertion, Browser, asserted
from travaux.record.signature import BUNDLE, ENTRY, KEY, BadSignature, verify
from travaux.record.wire import Reader, mpint, string

MESSAGE = b'{"v":1}'
PASSKEY = Passkey()
ASKED = signed_bytes(MESSAGE, ENTRY)


def why(given: bytes) -> str:
    with pytest.raises(BadSignature) as refused:
        verify(given, MESSAGE, ENTRY)
    return str(refused.value).removeprefix("the signature does not hold: ")


class TestPasskey:
    @pytest.mark.parametrize(
        "said",
        [
            Said(),
            Said(flags=0x1D, counter=0),
            Said(flags=0x05, counter=2**32 - 1),
            Said(end="}"),
            Said(end=',"crossOrigin":false,"other_keys_can_be_added_here":"do not\ncompare"}'),
            Said(origin="https://travaux.example:8443"),
            Said(origin="https://record.travaux.example"),
            Said(flags=0x85, extensions=b"\xa0"),
        ],
    )
    def test_what_is_accepted(self, said: Said) -> None:
        assert verify(PASSKEY.in_browser(MESSAGE, ENTRY, said), MESSAGE, ENTRY) == PASSKEY.public

    @pytest.mark.parametrize("namespace", [ENTRY, BUNDLE, KEY])
    def test_the_challenge_is_the_signed_bytes_without_padding(self, namespace: str) -> None:
        """Whatever their length, and whichever digit their base64 ends with."""
        for at in range(200):
            given = PASSKEY.in_browser(b"%d" % at, namespace)
            assert verify(given, b"%d" % at, namespace) == PASSKEY.public

    @pytest.mark.parametrize("flags", range(256))
    def test_somebody_was_there_and_known(self, flags: int) -> None:
        """UP and UV are needed; a passkey that is being made, or extensions that are not there, are refused."""
        given = PASSKEY.in_browser(MESSAGE, ENTRY, Said(flags=flags))
        if not flags & 0x01:
            assert why(given) == "nobody touched the authenticator; expected the flag of user presence"
        elif not flags & 0x04:
            assert why(given) == (
                "the passkey did not know who touched it; expected the flag of user verification"
            )
        elif flags & 0x40:
            assert why(given) == "the passkey was being made; expected one that signs"
        elif flags & 0x80:
            assert why(given) == (
                "the flag of extensions and the extensions disagree; expected both or neither"
            )
        else:
            assert verify(given, MESSAGE, ENTRY) == PASSKEY.public

    def test_extensions_need_their_flag(self) -> None:
        assert why(PASSKEY.in_browser(MESSAGE, ENTRY, Said(extensions=b"\xa0"))) == (
            "the flag of extensions and the extensions disagree; expected both or neither"
        )

    @pytest.mark.parametrize(
        "origin",
        [
            "https://elsewhere.example",
            "https://nottravaux.example",
            "https://travaux.example.elsewhere.example",
            "https://travaux.exampl",
            "https://example",
            "http://travaux.example",
            "https://travaux.example/",
            "https://travaux.example:",
            "https://travaux.example:123456",
            "https://travaux.example@elsewhere.example",
            "https://Travaux.example",
            "https://.travaux.example",
            "https://travaux.example\n",
            "travaux.example",
            "",
        ],
    )
    def test_the_page_is_one_of_the_relying_party(self, origin: str) -> None:
        assert why(PASSKEY.in_browser(MESSAGE, ENTRY, Said(origin=origin))) == (
            f"signed on {origin.encode()!r}; expected a page of https://travaux.example"
        )

    @pytest.mark.parametrize("application", ["ssh:", "", "Travaux.example", "travaux.example.", "a b", "*"])
    def test_a_key_of_another_kind_signs_in_no_browser(self, application: str) -> None:
        given = Passkey(application=application).in_browser(MESSAGE, ENTRY)
        assert why(given) == (f"the passkey is for {application.encode()!r}; expected the name of a host")

    @pytest.mark.parametrize(
        "said",
        [
            Said(start='{"type":"webauthn.create","challenge":"'),
            Said(start='{"challenge":"'),
            Said(start=' {"type":"webauthn.get","challenge":"'),
            Said(start='{"type":"webauthn.get","challenge":"A'),
            Said(told="https://elsewhere.example"),
        ],
    )
    def test_the_browser_was_asked_for_these_bytes(self, said: Said) -> None:
        assert why(PASSKEY.in_browser(MESSAGE, ENTRY, said)).endswith("expected it to ask for these bytes")

    def test_another_message_is_another_challenge(self) -> None:
        given = PASSKEY.in_browser(b"{}", ENTRY)
        assert why(given) == (
            'the browser said b\'{"type":"webauthn.get","challenge":"U1NIU0lHAAAADWVudHJ5QHRy\'; '
            "expected it to ask for these bytes"
        )

    @pytest.mark.parametrize(
        "end",
        [
            "",
            ',"crossOrigin":true}',
            ',"crossOrigin":false',
            ',"crossOrigin":false}x',
            ',"crossOrigin":falsey}',
            ',"crossOrigin":"false"}',
            ',"topOrigin":"https://elsewhere.example"}',
            "}}",
            " }",
            "}\n",
        ],
    )
    def test_the_page_was_no_frame_of_another(self, end: str) -> None:
        given = PASSKEY.in_browser(MESSAGE, ENTRY, Said(end=end))
        assert why(given) == (
            f"the browser went on {end.encode()[:40]!r}; expected the page to be no frame of another"
        )

    def test_the_key_cannot_be_exchanged(self) -> None:
        other = Passkey(number=7)
        given = PASSKEY.in_browser(MESSAGE, ENTRY).replace(PASSKEY.public.blob, other.public.blob)
        assert why(given) == f"it is not by {other.public.fingerprint} over these 7 bytes"

    def test_a_passkey_signs_in_a_browser_only(self) -> None:
        """No passkey gets round the checks of the browser by being passed off as an SSH key."""
        assert why(PASSKEY.by_ssh(MESSAGE, ENTRY)) == (
            "a key for b'travaux.example' signed without a browser; expected 'ssh:…'"
        )


class TestSecurityKey:
    @pytest.mark.parametrize(
        "key", [SecurityKey(), Passkey(application="ssh:"), Passkey(application="ssh:x")]
    )
    def test_touch_is_enough(self, key: SecurityKey | Passkey) -> None:
        for flags in (0x01, 0x05):
            assert verify(key.by_ssh(MESSAGE, ENTRY, Said(flags=flags)), MESSAGE, ENTRY) == key.public
        for flags in (0x00, 0x04, 0xFE):
            assert why(key.by_ssh(MESSAGE, ENTRY, Said(flags=flags))) == (
                "nobody touched the authenticator; expected the flag of user presence"
            )

    @pytest.mark.parametrize("application", ["", "ssh", "SSH:", "xssh:", "s" * 50])
    def test_a_key_was_made_for_ssh(self, application: str) -> None:
        for key in (SecurityKey(application=application), Passkey(application=application)):
            assert why(key.by_ssh(MESSAGE, ENTRY)) == (
                f"a key for {application.encode()[:40]!r} signed without a browser; expected 'ssh:…'"
            )

    def test_what_the_key_says_is_signed(self) -> None:
        for key in (SecurityKey(), Passkey(application="ssh:")):
            given = key.by_ssh(MESSAGE, ENTRY)
            refused = f"it is not by {key.public.fingerprint} over these 7 bytes"
            assert why(given[:-1] + b"\x08") == refused
            assert why(given[:-5] + b"\x01" + given[-4:]) == refused


class TestNumbers:
    """The two numbers of a P-256 signature, spelt in one way only."""

    def inside(self, numbers: bytes, kind: bytes = b"sk-ecdsa-sha2-nistp256@openssh.com") -> str:
        key = Passkey(application="ssh:")
        return why(blob(key.public.blob, ENTRY, string(kind) + string(numbers) + b"\x01\0\0\0\x07"))

    def test_other_numbers(self) -> None:
        refused = f"it is not by {Passkey(application='ssh:').public.fingerprint} over these 7 bytes"
        order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
        for r, s in ((1, 1), (order, 1), (1, order), (2**300, 1), (1, 2**300)):
            assert self.inside(mpint(r) + mpint(s)) == refused

    def test_spelling(self) -> None:
        fewest = "expected above 0, in its fewest bytes"
        assert self.inside(mpint(1) + string(b"\0\1")) == f"a number is spelt 0001; {fewest}"
        assert self.inside(string(b"") + mpint(1)) == f"a number is spelt ; {fewest}"
        assert self.inside(mpint(1) + mpint(1) + b"x") == "1 bytes too many from byte 10"
        assert self.inside(mpint(1)) == "0 bytes at byte 5; expected 4"

    def test_kinds(self) -> None:
        assert self.inside(mpint(1) + mpint(1), b"ssh-ed25519") == (
            "the signature is b'ssh-ed25519'; the key is sk-ecdsa-sha2-nistp256@openssh.com"
        )
        key = SecurityKey().public
        given = string(b"ssh-ed25519") + string(
            Ed25519PrivateKey.from_private_bytes(SecurityKey().seed).sign(ASKED)
        )
        assert why(blob(key.blob, ENTRY, given)) == (
            "the signature is b'ssh-ed25519'; the key is sk-ssh-ed25519@openssh.com"
        )
        given = string(b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com") + string(b"") + bytes(5)
        assert why(blob(key.blob, ENTRY, given)) == (
            "the signature is b'webauthn-sk-ecdsa-sha2-nistp256@openssh.com'; "
            "the key is sk-ssh-ed25519@openssh.com"
        )


@given(st.data())
def test_a_passkey_signature_is_refused_when_any_part_is_other(data: st.DataObject) -> None:
    good = PASSKEY.in_browser(MESSAGE, ENTRY)
    at = data.draw(st.integers(0, len(good) - 1))
    over = data.draw(st.binary(min_size=1, max_size=8))
    changed = good[:at] + over + good[at + len(over) :]
    if changed != good:
        with pytest.raises(BadSignature):
            verify(changed, MESSAGE, ENTRY)


def test_the_bytes_that_are_signed() -> None:
    """SHA-256 of the application, flags, counter, extensions, SHA-256 of what was said."""
    head = hashlib.sha256(b"ssh:").digest() + b"\x01\x00\x00\x01\x02"
    assert asserted(b"m", application=b"ssh:", flags=1, counter=0x102) == head + hashlib.sha256(b"m").digest()
    challenge = b"bQ"
    words = b'{"type":"webauthn.get","challenge":"' + challenge + b'","origin":"https://a.example"}'
    browser = Browser(origin=b"https://a.example", client_data=words, extensions=b"\xa0")
    assert asserted(b"m", application=b"a.example", flags=0x85, counter=1, browser=browser) == b"".join(
        (
            hashlib.sha256(b"a.example").digest(),
            b"\x85\x00\x00\x00\x01\xa0",
            hashlib.sha256(words).digest(),
        )
    )


def test_long_words_are_cut_in_what_is_said() -> None:
    browser = Browser(origin=b"o" * 100, client_data=b"", extensions=b"")
    with pytest.raises(BadAssertion) as refused:
        asserted(b"m", application=b"a" * 10, flags=5, counter=1, browser=browser)
    assert str(refused.value) == f"signed on {b'o' * 80!r}; expected a page of https://aaaaaaaaaa"
    with pytest.raises(BadAssertion) as refused:
        asserted(b"m", application=b"A" * 100, flags=5, counter=1, browser=browser)
    assert str(refused.value) == f"the passkey is for {b'A' * 40!r}; expected the name of a host"


def test_an_extra_part_is_refused() -> None:
    given = PASSKEY.in_browser(MESSAGE, ENTRY)
    reader = Reader(given)
    reader.take(10)
    for _ in range(4):
        reader.string()
    inside = reader.string()
    again = given.removesuffix(string(inside)) + string(inside + b"x")
    assert why(again).startswith("1 bytes too many from byte ")
