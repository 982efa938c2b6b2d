"""What a security key or a passkey signs, and what it says of the person before it.

OpenSSH checks that such a signature fits, and no more: it accepts one given while nobody was there, and one
given to a foreign page. Here both are refused. Sources: OpenSSH, PROTOCOL.u2f; WebAuthn Level 2, section 6.1
and, for how the browser's words are read without a JSON parser, section 5.8.1.2.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Final

PRESENT: Final = 0x01
VERIFIED: Final = 0x04
ATTESTED: Final = 0x40
EXTENDED: Final = 0x80
"""Flags of the authenticator: somebody touched it; it knew who; with a new key; with extensions."""

_SSH: Final = b"ssh:"
_HOST: Final = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
_RELYING_PARTY: Final = re.compile(_HOST.encode())
_ORIGIN: Final = re.compile(rf"https://({_HOST})(?::[0-9]{{1,5}})?".encode())
_END: Final = re.compile(rb'(?:,"crossOrigin":false(?:,.*)?)?\}', re.DOTALL)


class BadAssertion(ValueError):
    """The authenticator did not witness what is needed: presence, the person, the page, or these bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """What the browser adds when a passkey signs: the page, and its own words around the challenge."""

    origin: bytes
    client_data: bytes
    extensions: bytes


def asserted(
    message: bytes, *, application: bytes, flags: int, counter: int, browser: Browser | None = None
) -> bytes:
    """The bytes that the authenticator has signed if it signed *message*.

    Without a browser the key must be one made for SSH, and touched. With one, the key must be a passkey,
    it must know the person, and the page must belong to its relying party. So no passkey gets round the
    checks of the browser by being passed off as an SSH key. Raises BadAssertion.
    """
    if not flags & PRESENT:
        raise BadAssertion("nobody touched the authenticator; expected the flag of user presence")
    extensions = b""
    if browser is None:
        if not application.startswith(_SSH):
            raise BadAssertion(f"a key for {application[:40]!r} signed without a browser; expected 'ssh:…'")
    else:
        _check(browser, message, application, flags)
        message, extensions = browser.client_data, browser.extensions
    return b"".join(
        (
            hashlib.sha256(application).digest(),
            bytes([flags]),
            counter.to_bytes(4, "big"),
            extensions,
            hashlib.sha256(message).digest(),
        )
    )


def _check(browser: Browser, message: bytes, application: bytes, flags: int) -> None:
    if not flags & VERIFIED:
        raise BadAssertion("the passkey did not know who touched it; expected the flag of user verification")
    if flags & ATTESTED:
        raise BadAssertion("the passkey was being made; expected one that signs")
    if bool(flags & EXTENDED) != bool(browser.extensions):
        raise BadAssertion("the flag of extensions and the extensions disagree; expected both or neither")
    if not _RELYING_PARTY.fullmatch(application):
        raise BadAssertion(f"the passkey is for {application[:40]!r}; expected the name of a host")
    page = _ORIGIN.fullmatch(browser.origin)
    if page is None or not (b"." + page[1]).endswith(b"." + application):
        raise BadAssertion(
            f"signed on {browser.origin[:80]!r}; expected a page of https://{application.decode()}"
        )
    challenge = base64.urlsafe_b64encode(message).rstrip(b"=")
    start = b'{"type":"webauthn.get","challenge":"%b","origin":"%b"' % (challenge, browser.origin)
    said = browser.client_data
    if not said.startswith(start):
        raise BadAssertion(f"the browser said {said[:60]!r}; expected it to ask for these bytes")
    if not _END.fullmatch(said, len(start)):
        raise BadAssertion(
            f"the browser went on {said[len(start) :][:40]!r}; expected the page to be no frame of another"
        )
