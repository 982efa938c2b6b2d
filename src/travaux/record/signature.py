"""Signatures as `ssh-keygen -Y sign` makes them (SSHSIG), and the keys that make them.

What is signed is bound to a namespace, so that a signature made for one use is worth nothing in another.
Three kinds of key are accepted and no other; docs/formats/record.md says why and what of each is checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from travaux.record import ed25519, p256
from travaux.record.authenticator import BadAssertion, Browser, asserted
from travaux.record.base64 import NotBase64, decoded, encoded
from travaux.record.wire import BadWire, Reader, string
from travaux.text.phrase import phrase, said_by

ENTRY: Final = "entry@travaux"
BUNDLE: Final = "bundle@travaux"
KEY: Final = "key@travaux"
"""What a signature is for: an entry; what is handed out; the enrolment of a key."""

_MAGIC: Final = b"SSHSIG"
_ONE: Final = (1).to_bytes(4, "big")
"""The version of SSHSIG; in a file of a private key, how many keys."""
_SHA512: Final = b"sha512"
_ED25519: Final = b"ssh-ed25519"
_SK_ED25519: Final = b"sk-ssh-ed25519@openssh.com"
_SK_ECDSA: Final = b"sk-ecdsa-sha2-nistp256@openssh.com"
_WEBAUTHN: Final = b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_BEGIN_KEY: Final = "-----BEGIN OPENSSH PRIVATE KEY-----"
_END_KEY: Final = "-----END OPENSSH PRIVATE KEY-----"
_OPENSSH: Final = b"openssh-key-v1\0"
_COLUMNS: Final = 70
_ROUNDS: Final = 24
"""Of bcrypt, between a passphrase and the key: opening takes a moment, and so does every guess."""
_NO_BCRYPT: Final = (
    "the private key is behind a passphrase, and the package bcrypt that opens it is not there; "
    "install it, or sign with `ssh-keygen -Y sign`, which asks for the passphrase"
)
_CURVE: Final = b"nistp256"


class BadKey(ValueError):
    """A key cannot be read, or is of a kind that is not accepted."""


class BadSignature(ValueError):
    """A signature does not hold: malformed, for another use, by another key, or over other bytes."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are verified with. ``blob`` is its form on the wire. Raises BadKey."""

    blob: bytes
    kind: bytes = field(init=False, repr=False, compare=False)
    point: bytes = field(init=False, repr=False, compare=False)
    application: bytes = field(init=False, repr=False, compare=False)
    fingerprint: str = field(init=False, repr=False, compare=False)
    """Its name in entries and on a printed page: "SHA256:" and 43 characters."""

    def __post_init__(self) -> None:
        try:
            parts = _parts(self.blob)
        except (BadWire, ed25519.WeakKey) as fault:
            raise BadKey(phrase("the key does not hold: {why}", why=said_by(fault))) from None
        name = "SHA256:" + encoded(hashlib.sha256(self.blob).digest()).rstrip("=")
        for attribute, part in zip(
            ("kind", "point", "application", "fingerprint"), (*parts, name), strict=True
        ):
            object.__setattr__(self, attribute, part)

    @property
    def line(self) -> str:
        """As it stands in a .pub file, without a comment."""
        return f"{self.kind.decode()} {encoded(self.blob)}"

    @property
    def raw(self) -> bytes:
        """The 32 bytes of an Ed25519 key, as checkpoints need it. Raises BadKey for a key of another kind."""
        if self.kind != _ED25519:
            raise BadKey(
                phrase(
                    "the key is {kind}; expected {expected}",
                    kind=self.kind.decode(),
                    expected=_ED25519.decode(),
                )
            )
        return self.point

    @staticmethod
    def of(line: str) -> PublicKey:
        """The key on a line of a .pub file; a comment is passed over. Raises BadKey."""
        kind, _, rest = line.strip(" \n").partition(" ")
        spelt, _, _ = rest.partition(" ")
        try:
            key = PublicKey(decoded(spelt))
        except NotBase64 as fault:
            raise BadKey(phrase("the key does not hold: {why}", why=said_by(fault))) from None
        if key.kind.decode() != kind:
            raise BadKey(
                phrase("the line says {kind!r}; its key is {own}", kind=kind[:40], own=key.kind.decode())
            )
        return key

    @staticmethod
    def ed25519(raw: bytes) -> PublicKey:
        """The Ed25519 key of these 32 bytes. Raises BadKey."""
        return PublicKey(string(_ED25519) + string(raw))


@lru_cache(maxsize=1024)
def _key(blob: bytes) -> PublicKey:
    """The key of a blob: a record has many signatures by few keys. Raises BadKey."""
    return PublicKey(blob)


def _parts(blob: bytes) -> tuple[bytes, bytes, bytes]:
    """The kind of a key, its point, and what it was made for. Raises BadWire, BadKey, WeakKey."""
    reader = Reader(blob)
    kind = reader.string()
    if kind not in (_ED25519, _SK_ED25519, _SK_ECDSA):
        raise BadKey(
            phrase(
                "the key is {kind!r}; expected Ed25519, or a security key with Ed25519 or P-256",
                kind=kind[:60],
            )
        )
    if kind == _SK_ECDSA and (curve := reader.string()) != _CURVE:
        raise BadKey(
            phrase("the curve is {curve!r}; expected {expected}", curve=curve[:40], expected=_CURVE.decode())
        )
    point = reader.string()
    application = b"" if kind == _ED25519 else reader.string()
    reader.end()
    if kind != _SK_ECDSA:
        ed25519.check_public(point)
    elif not p256.is_point(point):
        raise BadKey(phrase("the key is no point of P-256, uncompressed; expected 65 bytes that are"))
    return kind, point, application


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """An Ed25519 key that signs. Its seed is shown nowhere."""

    _seed: bytes = field(repr=False)
    public: PublicKey

    @staticmethod
    def from_seed(seed: bytes) -> PrivateKey:
        """The key of these 32 bytes, which are drawn by whoever calls. Raises BadKey."""
        if len(seed) != ed25519.SEED:
            raise BadKey(f"a seed has {len(seed)} bytes; expected {ed25519.SEED}")
        return PrivateKey(seed, PublicKey.ed25519(ed25519.public_of(seed)))

    @staticmethod
    def from_openssh(data: bytes, passphrase: bytes | None = None) -> PrivateKey:
        """The key in a file made by `ssh-keygen -t ed25519`.

        A passphrase needs the package bcrypt. Raises BadKey.
        """
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as in ed25519
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.serialization import load_ssh_private_key  # noqa: PLC0415

        try:
            key = load_ssh_private_key(data, passphrase)
        except UnsupportedAlgorithm:
            raise BadKey(_NO_BCRYPT) from None
        except (ValueError, TypeError) as fault:
            raise BadKey(phrase("the private key cannot be read: {why}", why=said_by(fault))) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise BadKey(
                phrase("the private key is of another kind; expected one of `ssh-keygen -t ed25519`")
            )
        return PrivateKey.from_seed(key.private_bytes_raw())

    def to_openssh(self, passphrase: bytes = b"") -> bytes:
        """A private key file as OpenSSH keeps it; without a *passphrase*, the same for the same key.

        A passphrase needs the package bcrypt, and the salt is drawn in there. Raises BadKey.
        """
        if passphrase:
            return _sealed(self._seed, passphrase)
        body = b"".join(
            (
                bytes(8),
                string(_ED25519),
                string(self.public.raw),
                string(self._seed + self.public.raw),
                string(b""),
            )
        )
        body += bytes(range(1, 1 + -len(body) % 8))
        none = string(b"none")
        data = b"".join((_OPENSSH, none, none, string(b""), _ONE, string(self.public.blob), string(body)))
        return "\n".join((_BEGIN_KEY, *_folded(data), _END_KEY, "")).encode()

    def sign(self, message: bytes, namespace: str) -> bytes:
        """The SSHSIG blob over *message*: the same for the same message."""
        given = ed25519.signed(self._seed, _signed_bytes(message, namespace))
        return b"".join(
            (
                _MAGIC,
                _ONE,
                string(self.public.blob),
                string(namespace.encode()),
                string(b""),
                string(_SHA512),
                string(string(_ED25519) + string(given)),
            )
        )

    def sign_raw(self, message: bytes) -> bytes:
        """The 64 bytes of Ed25519 over *message* itself, as signed notes need them.

        The message must never begin with "SSHSIG", or it would be worth as much as `sign`.
        """
        return ed25519.signed(self._seed, message)


def _sealed(seed: bytes, passphrase: bytes) -> bytes:
    """The file of a private key that only the passphrase opens. Raises BadKey."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as in ed25519
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat  # noqa: PLC0415

    lock = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(_ROUNDS).build(passphrase)
    try:
        return Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
            Encoding.PEM, PrivateFormat.OpenSSH, lock
        )
    except UnsupportedAlgorithm:
        raise BadKey(_NO_BCRYPT) from None


def verify(blob: bytes, message: bytes, namespace: str) -> PublicKey:
    """The key that signed *message* for this use: whose key that is, is for the caller to know.

    Raises BadSignature.
    """
    known = _ed25519_before(blob[: -ed25519.SIGNATURE], namespace)
    if known is not None:
        if not ed25519.verifies(known.point, blob[-ed25519.SIGNATURE :], _signed_bytes(message, namespace)):
            raise _not_by(known, message)
        return known
    try:
        reader = Reader(blob)
        start = reader.take(len(_MAGIC + _ONE))
        if start != _MAGIC + _ONE:
            raise BadSignature(phrase("it begins {start!r}; expected SSHSIG in version 1", start=start))
        key = _key(reader.string())
        if (used := reader.string()) != namespace.encode():
            raise BadSignature(
                phrase(
                    "it was made for {used!r}; expected {namespace!r}", used=used[:40], namespace=namespace
                )
            )
        if reserved := reader.string():
            raise BadSignature(
                phrase("the reserved field holds {count} bytes; expected none", count=len(reserved))
            )
        if (digest := reader.string()) != _SHA512:
            raise BadSignature(phrase("the digest is {digest!r}; expected sha512", digest=digest[:40]))
        given = reader.string()
        reader.end()
        if not _holds(key, given, _signed_bytes(message, namespace)):
            raise _not_by(key, message)
    except (BadWire, BadKey, BadAssertion) as fault:
        raise BadSignature(phrase("the signature does not hold: {why}", why=said_by(fault))) from None
    return key


@lru_cache(maxsize=1024)
def _ed25519_before(start: bytes, namespace: str) -> PublicKey | None:
    """The Ed25519 key if *start* is, byte for byte, all that stands before the 64 bytes of its signature.

    The same for all that one key signs for one use, so that it is taken apart once and then known again.
    """
    reader = Reader(start)
    try:
        reader.take(len(_MAGIC + _ONE))
        key = PublicKey(reader.string())
    except (BadWire, BadKey):
        return None
    fields = (key.blob, namespace.encode(), b"", _SHA512, string(_ED25519) + string(bytes(ed25519.SIGNATURE)))
    expected = _MAGIC + _ONE + b"".join(map(string, fields))
    return key if start == expected[: -ed25519.SIGNATURE] and key.kind == _ED25519 else None


def _not_by(key: PublicKey, message: bytes) -> BadSignature:
    return BadSignature(
        phrase("it is not by {key} over these {count} bytes", key=key.fingerprint, count=len(message))
    )


def armoured(blob: bytes) -> str:
    """The lines of a .sig file, as `ssh-keygen -Y verify -s` reads it."""
    return "\n".join((_BEGIN, *_folded(blob), _END, ""))


def unarmoured(text: str) -> bytes:
    """The blob in a .sig file as `ssh-keygen -Y sign` writes it. Raises BadSignature."""
    first, *lines = text.removesuffix("\n").split("\n")
    if first != _BEGIN or not lines or lines.pop() != _END:
        raise BadSignature(
            phrase(
                "the text begins {first!r}; expected lines from {begin} to {end}",
                first=first[:40],
                begin=_BEGIN,
                end=_END,
            )
        )
    try:
        return decoded("".join(lines))
    except NotBase64 as fault:
        raise BadSignature(phrase("the signature does not hold: {why}", why=said_by(fault))) from None


def _signed_bytes(message: bytes, namespace: str) -> bytes:
    return _before_digest(namespace) + hashlib.sha512(message).digest()


@lru_cache(maxsize=16)
def _before_digest(namespace: str) -> bytes:
    """What stands in the signed bytes before the digest of the message: the same for every message."""
    length = hashlib.sha512().digest_size.to_bytes(4, "big")
    return b"".join((_MAGIC, string(namespace.encode()), string(b""), string(_SHA512), length))


def _folded(data: bytes) -> Iterator[str]:
    text = encoded(data)
    return (text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS))


def _holds(key: PublicKey, given: bytes, message: bytes) -> bool:
    """Raises BadWire, BadAssertion."""
    reader = Reader(given)
    kind = reader.string()
    if kind not in (key.kind, _WEBAUTHN if key.kind == _SK_ECDSA else key.kind):
        raise BadWire(
            phrase("the signature is {kind!r}; the key is {own}", kind=kind[:60], own=key.kind.decode())
        )
    numbers = reader.string()
    if key.kind != _ED25519:
        flags, counter = reader.take(1)[0], reader.number()
        browser = None
        if kind == _WEBAUTHN:
            browser = Browser(origin=reader.string(), client_data=reader.string(), extensions=reader.string())
        message = asserted(
            message, application=key.application, flags=flags, counter=counter, browser=browser
        )
    reader.end()
    if key.kind != _SK_ECDSA:
        return len(numbers) == ed25519.SIGNATURE and ed25519.verifies(key.point, numbers, message)
    pair = Reader(numbers)
    r, s = pair.mpint(), pair.mpint()
    pair.end()
    return p256.verifies(key.point, r, s, message)
