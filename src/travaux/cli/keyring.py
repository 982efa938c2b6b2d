"""Keys on the disk: one file each, as OpenSSH keeps them, readable by their holder alone."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from travaux.cli import exit_codes
from travaux.cli.refusal import Refused
from travaux.record.signature import BadKey, BadSignature, PrivateKey, PublicKey, unarmoured, verify

LOG: Final = "log"
"""The file of the key that signs the heads."""
PRIVATE_MODE: Final = 0o600
_FILE: Final = re.compile(r"[\w&.\-]+")


class KeyFault(Refused):
    """A key cannot be used: which, where, why, what to do."""

    code = exit_codes.UNREADABLE


class LockedKey(KeyFault):
    """The key has a passphrase, or is in a security key."""


class Signer(Protocol):
    """What signs for somebody."""

    @property
    def public(self) -> PublicKey: ...

    def sign(self, message: bytes, namespace: str) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """The keys in one folder."""

    folder: Path

    def path(self, name: str) -> Path:
        """Give the file of a key: by a party's code, by "CODE.cosign", or "log"."""
        if _FILE.fullmatch(name) is None or name.startswith("."):
            raise KeyFault(f'"{name}" cannot be the name of a key file.')
        return self.folder / name

    def public(self, name: str) -> PublicKey:
        """Read the public half, NAME.pub."""
        return public_in(self.path(f"{name}.pub"))

    def private(self, name: str) -> PrivateKey:
        return private_in(self.path(name))

    def make(self, name: str, seed: bytes) -> PrivateKey:
        """Make the key of *seed* and its two files; none of them may be there. Raises KeyFault."""
        return made_in(self.path(name), seed)


def made_in(path: Path, seed: bytes) -> PrivateKey:
    """Make the key of *seed* at *path*, and its public half beside it. Raises KeyFault."""
    key = PrivateKey.from_seed(seed)
    _check_free(path)
    try:
        _write_new(path, key.to_openssh(), PRIVATE_MODE)
        _write_new(_public_of(path), f"{key.public.line} {path.name}\n".encode(), 0o644)
    except OSError as fault:
        raise KeyFault(f"{fault.filename or path} cannot be written: {fault.strerror}.") from fault
    return key


def locked_in(path: Path) -> PublicKey:
    """Have ssh-keygen make a key at *path*; it asks for the passphrase. Raises KeyFault."""
    _check_free(path)
    _ssh_keygen("-q", "-t", "ed25519", "-C", path.name, "-f", str(path))
    return public_in(_public_of(path))


def lock(path: Path) -> None:
    """Have ssh-keygen put a passphrase on a key, which it asks for. Raises KeyFault."""
    _ssh_keygen("-q", "-p", "-f", str(path))


def _public_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.pub")


def _check_free(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise KeyFault(f"{path.parent} cannot be made: {fault.strerror}.") from fault
    for one in (path, _public_of(path)):
        if one.exists():
            raise KeyFault(
                f"{one} is there already. A key is never written over: move it away, or give another file."
            )


def _write_new(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def signer_in(path: Path) -> Signer:
    """Give what signs with the key at *path*; ssh-keygen does where it is locked, or in a security key.

    Raises KeyFault.
    """
    try:
        return private_in(path)
    except LockedKey:
        return SshKeygen(path=path, public=public_in(_public_of(path)))


def private_in(path: Path) -> PrivateKey:
    """Read a private key that has no passphrase. Raises LockedKey, KeyFault."""
    try:
        mode = path.stat().st_mode
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise KeyFault(
            f"There is no key at {path}. Give the private key with --key FILE, or make one: "
            f"travaux key new {path.name}"
        ) from fault
    except OSError as fault:
        raise KeyFault(f"{path} cannot be read: {fault.strerror}.") from fault
    if mode & 0o077:
        raise KeyFault(
            f"{path} can be read by others (mode {mode & 0o777:04o}): a key that others may have is nobody's "
            f"signature. Take the rights away: chmod 600 {path}"
        )
    try:
        return PrivateKey.from_openssh(data)
    except BadKey as fault:
        if _needs_ssh_keygen(data):
            raise LockedKey(
                f"{path} has a passphrase, or is in a security key; a key without was expected."
            ) from fault
        raise KeyFault(f"{path}: {fault}.") from fault


def _needs_ssh_keygen(data: bytes) -> bool:
    import base64  # noqa: PLC0415  only where a key could not be read
    import binascii  # noqa: PLC0415  as above

    body = b"".join(line for line in data.splitlines() if not line.startswith(b"-----"))
    try:
        inside = base64.b64decode(body, validate=True)
    except binascii.Error:
        return False
    locked = b"\0\0\0\x04none" not in inside[:40]
    return inside.startswith(b"openssh-key-v1\0") and (locked or b"sk-" in inside[:120])


@dataclass(frozen=True, slots=True, kw_only=True)
class SshKeygen:
    """A key that only ssh-keygen can use: it asks for the passphrase, or for a touch."""

    path: Path
    public: PublicKey

    def sign(self, message: bytes, namespace: str) -> bytes:
        """Give the SSHSIG blob over *message*. Raises KeyFault."""
        said = _ssh_keygen("-q", "-Y", "sign", "-f", str(self.path), "-n", namespace, given=message)
        try:
            blob = unarmoured(said.decode("ascii", "replace"))
            if verify(blob, message, namespace) != self.public:
                raise KeyFault(f"{self.path} signed with another key than {_public_of(self.path)} says.")
        except BadSignature as fault:
            raise KeyFault(f"{self.path} gave a signature that does not hold: {fault}.") from fault
        return blob


def _ssh_keygen(*arguments: str, given: bytes | None = None) -> bytes:
    import subprocess  # noqa: PLC0415  only where ssh-keygen is needed

    try:
        done = subprocess.run(  # noqa: S603  no shell; the arguments are ours and a file's name
            ["ssh-keygen", *arguments],  # noqa: S607  the user's own
            input=given,
            stdin=None if given is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
        )
    except FileNotFoundError as fault:
        raise KeyFault(
            "ssh-keygen is not on this machine, and a key with a passphrase or in a security key needs it. "
            "Install openssh-client, or use a key without."
        ) from fault
    if done.returncode:
        raise KeyFault(
            f"ssh-keygen ended with {done.returncode}; what it said stands above. Nothing was done."
        )
    return done.stdout


def public_in(path: Path) -> PublicKey:
    """Read a public key from a .pub file. Raises KeyFault."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as fault:
        raise KeyFault(
            f"There is no public key at {path}. Give the file NAME.pub that the party sent."
        ) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise KeyFault(f"{path} cannot be read as a public key: {fault}.") from fault
    if any("PRIVATE KEY" in line for line in lines):
        raise KeyFault(f"{path} is a private key. It stays with its holder: give the file ending in .pub.")
    try:
        (line,) = [line for line in lines if line.strip()]
        return PublicKey.of(line)
    except (BadKey, ValueError) as fault:
        raise KeyFault(
            f'{path} holds no public key that is accepted. Expected one line "ssh-ed25519 AAAA…" ({fault}).'
        ) from fault
