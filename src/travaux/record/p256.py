"""ECDSA on the curve P-256 with SHA-256: what passkeys and most security keys sign with."""

from __future__ import annotations

from typing import Final

_P: Final = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B: Final = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
_UNCOMPRESSED: Final = 4
_POINT: Final = 65


def is_point(data: bytes) -> bool:
    """Whether *data* is a point of the curve, uncompressed (SEC 1, section 2.3.3)."""
    if len(data) != _POINT or data[0] != _UNCOMPRESSED:
        return False
    x, y = int.from_bytes(data[1:33], "big"), int.from_bytes(data[33:], "big")
    return x < _P and y < _P and (y * y - (x * x * x - 3 * x + _B)) % _P == 0


def verifies(point: bytes, r: int, s: int, message: bytes) -> bool:
    """Whether the signature (r, s) is by the holder of *point*, a point of the curve, over *message*."""
    # Only who verifies waits for the library; as in ed25519.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    try:
        key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
