"""Ed25519 over bytes: parties sign entries with it, the log checkpoints, witnesses cosignatures."""

# The library takes longer to import than all of the record does; only who signs or verifies waits for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SEED: Final = 32
PUBLIC: Final = 32
SIGNATURE: Final = 64


class WeakKey(ValueError):
    """A public key whose signatures say nothing, or not the same to everyone."""


def public_of(seed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def signed(seed: bytes, message: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether *signature*, of 64 bytes, is by the holder of *public*, of 32, over *message*."""
    try:
        _loaded(public).verify(signature, message)
    except (_invalid(), ValueError):
        return False
    return True


@lru_cache(maxsize=1024)
def _loaded(public: bytes) -> Ed25519PublicKey:
    """The key, ready to verify: a few hundred sign all of a record. Raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(public)


def _invalid() -> type[Exception]:
    from cryptography.exceptions import InvalidSignature

    return InvalidSignature


def check_public(public: bytes) -> None:
    """Raise WeakKey if *public* is a point of small order, or a point in a second spelling.

    Under a key of small order one signature fits any message or every eighth: its holder could deny every
    act. Not every verifier reads a second spelling, so that two of them could differ on one signature.
    """
    if len(public) != PUBLIC:
        raise WeakKey(f"an Ed25519 key has {len(public)} bytes; expected {PUBLIC}")
    y = int.from_bytes(public, "little") & _WITHOUT_SIGN
    if y >= _P or y in _SMALL_ORDER:
        raise WeakKey(
            "an Ed25519 key is a point of small order or spelt oddly; expected one made from a seed"
        )


_WITHOUT_SIGN: Final = 2**255 - 1
_P: Final = 2**255 - 19
_ORDER_8: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER: Final = frozenset((0, 1, _P - 1, _ORDER_8, _P - _ORDER_8))
"""The y of every point whose order divides 8."""
