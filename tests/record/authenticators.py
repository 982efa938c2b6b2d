"""A security key and a passkey in software, which do as they are told: also what a real one refuses to do."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from travaux.record.signature import PublicKey
from travaux.record.wire import mpint, string

SK_ECDSA = b"sk-ecdsa-sha2-nistp256@openssh.com"
SK_ED25519 = b"sk-ssh-ed25519@openssh.com"
WEBAUTHN = b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com"


def signed_bytes(message: bytes, namespace: str) -> bytes:
    """What SSHSIG has signed, written once more from its definition."""
    digest = hashlib.sha512(message).digest()
    return b"SSHSIG" + string(namespace.encode()) + string(b"") + string(b"sha512") + string(digest)


def blob(key: bytes, namespace: str, signature: bytes) -> bytes:
    head = b"SSHSIG" + (1).to_bytes(4, "big")
    return head + b"".join(map(string, (key, namespace.encode(), b"", b"sha512", signature)))


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one signing looks like; every field may lie."""

    flags: int = 0x05
    counter: int = 7
    origin: str = "https://travaux.example"
    extensions: bytes = b""
    start: str = '{"type":"webauthn.get","challenge":"'
    end: str = ',"crossOrigin":false}'
    told: str | None = None
    """The origin that the browser's words name, if another."""


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """A P-256 key."""

    application: str = "travaux.example"
    number: int = 0x1234567
    _key: ec.EllipticCurvePrivateKey = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", ec.derive_private_key(self.number, ec.SECP256R1()))

    @property
    def public(self) -> PublicKey:
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return PublicKey(b"".join(map(string, (SK_ECDSA, b"nistp256", point, self.application.encode()))))

    def _numbers(self, message: bytes) -> bytes:
        r, s = utils.decode_dss_signature(
            self._key.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))
        )
        return string(mpint(r) + mpint(s))

    def _asserted(self, said: Said, message: bytes) -> bytes:
        return b"".join(
            (
                hashlib.sha256(self.application.encode()).digest(),
                bytes([said.flags]) + said.counter.to_bytes(4, "big") + said.extensions,
                hashlib.sha256(message).digest(),
            )
        )

    def in_browser(self, message: bytes, namespace: str, said: Said = Said()) -> bytes:
        """An SSHSIG blob as a web page obtains it."""
        challenge = base64.urlsafe_b64encode(signed_bytes(message, namespace)).rstrip(b"=").decode()
        told = said.origin if said.told is None else said.told
        words = f'{said.start}{challenge}","origin":"{told}"{said.end}'.encode()
        signature = b"".join(
            (
                string(WEBAUTHN),
                self._numbers(self._asserted(said, words)),
                bytes([said.flags]) + said.counter.to_bytes(4, "big"),
                string(said.origin.encode()) + string(words) + string(said.extensions),
            )
        )
        return blob(self.public.blob, namespace, signature)

    def by_ssh(self, message: bytes, namespace: str, said: Said = Said()) -> bytes:
        """An SSHSIG blob as ssh-keygen obtains it from a security key."""
        numbers = self._numbers(self._asserted(said, signed_bytes(message, namespace)))
        signature = string(SK_ECDSA) + numbers + bytes([said.flags]) + said.counter.to_bytes(4, "big")
        return blob(self.public.blob, namespace, signature)


@dataclass(frozen=True, kw_only=True)
class SecurityKey:
    """An Ed25519 key in a security key."""

    application: str = "ssh:"
    seed: bytes = bytes(range(100, 132))

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> PublicKey:
        point = self._key.public_key().public_bytes_raw()
        return PublicKey(b"".join(map(string, (SK_ED25519, point, self.application.encode()))))

    def by_ssh(self, message: bytes, namespace: str, said: Said = Said()) -> bytes:
        head = hashlib.sha256(self.application.encode()).digest()
        state = bytes([said.flags]) + said.counter.to_bytes(4, "big")
        digest = hashlib.sha256(signed_bytes(message, namespace)).digest()
        signature = string(SK_ED25519) + string(self._key.sign(head + state + digest)) + state
        return blob(self.public.blob, namespace, signature)
