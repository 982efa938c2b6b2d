from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.authenticators import Passkey
from travaux.record import ed25519, p256

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
SEED = bytes(range(32))
POINT = Passkey().public.point


def test_ed25519_signs_as_in_rfc_8032() -> None:
    """Section 7.1, test 2."""
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert ed25519.public_of(seed) == public
    assert ed25519.signed(seed, b"\x72") == signature
    assert ed25519.verifies(public, signature, b"\x72")
    assert not ed25519.verifies(public, signature, b"\x73")


@given(st.binary(max_size=70), st.binary(max_size=40), st.binary(max_size=10))
def test_whether_a_signature_holds_is_always_answered(
    signature: bytes, public: bytes, message: bytes
) -> None:
    assert not ed25519.verifies(public, signature, message)


def test_an_ed25519_signature_has_one_form() -> None:
    """S is below the order of the group: adding the order to it gives no second signature."""
    order = 2**252 + 27742317777372353535851937790883648493
    signature = ed25519.signed(SEED, b"m")
    s = int.from_bytes(signature[32:], "little")
    assert s < order
    again = signature[:32] + (s + order).to_bytes(32, "little")
    assert not ed25519.verifies(ed25519.public_of(SEED), again, b"m")


def doubled(x: int, y: int) -> tuple[int, int]:
    product = D * x * x * y * y % P
    return (
        2 * x * y * pow(1 + product, -1, P) % P,
        (y * y + x * x) * pow(1 - product, -1, P) % P,
    )


def root_of(square: int) -> int | None:
    found = pow(square, (P + 3) // 8, P)
    for root in (found, found * pow(2, (P - 1) // 4, P) % P):
        if root * root % P == square:
            return root
    return None


def small_order() -> set[int]:
    """The y of each point that three doublings bring to (0, 1), found from the equation of the curve."""
    found = {0, 1, P - 1}
    # Order 8: doubled, y' = (y² + x²) / (1 - d x² y²) = 0, so x² = -y²; the curve leaves 2y² = 1 - d y⁴.
    root = root_of((1 + D) % P)
    assert root is not None
    for sign in (1, -1):
        square = (-1 + sign * root) * pow(D, -1, P) % P
        y = root_of(square)
        if y is not None:
            found |= {y, P - y}
    return found


def test_keys_under_which_anyone_can_sign_are_refused() -> None:
    """Under such a key one signature fits any message or every eighth: its holder could deny every act."""
    points = small_order()
    assert len(points) == 5
    for y in points:
        square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
        x = root_of(square)
        assert x is not None
        at = (x, y)
        for _ in range(3):
            at = doubled(*at)
        assert at == (0, 1)
    second = range(P, 2**255)  # of 0 to 18: the first two are of small order as well
    for y in (*points, *second):
        for sign in (0, 2**255):
            with pytest.raises(ed25519.WeakKey) as refused:
                ed25519.check_public((y + sign).to_bytes(32, "little"))
            assert str(refused.value) == (
                "an Ed25519 key is a point of small order or spelt oddly; expected one made from a seed"
            )


def test_a_weak_key_would_verify_anything() -> None:
    """Why they are refused: the neutral point as key, and a signature that fits every message."""
    neutral = (1).to_bytes(32, "little")
    forged = neutral + bytes(32)
    assert ed25519.verifies(neutral, forged, b"any")
    assert ed25519.verifies(neutral, forged, b"other")


@given(st.binary(min_size=32, max_size=32))
def test_keys_made_from_a_seed_are_not_weak(seed: bytes) -> None:
    ed25519.check_public(ed25519.public_of(seed))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_an_ed25519_key_has_32_bytes(size: int) -> None:
    with pytest.raises(ed25519.WeakKey) as refused:
        ed25519.check_public(bytes(size))
    assert str(refused.value) == f"an Ed25519 key has {size} bytes; expected 32"


class TestP256:
    def test_points(self) -> None:
        """Uncompressed, with coordinates below the prime, on the curve."""
        prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
        x, y = POINT[1:33], POINT[33:]
        assert POINT[0] == 4
        assert p256.is_point(POINT)
        assert p256.is_point(b"\4" + x + (prime - int.from_bytes(y, "big")).to_bytes(32, "big"))
        for other in (
            b"",
            POINT[:-1],
            POINT + b"\0",
            b"\2" + POINT[1:],
            b"\2" + x,
            bytes(1),
            b"\4" + y + x,
            b"\4" + x + (int.from_bytes(y, "big") + 1).to_bytes(32, "big"),
            b"\4" + bytes(64),
        ):
            assert not p256.is_point(other)

    def test_coordinates_have_one_spelling(self) -> None:
        prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
        b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
        y = pow(b, (prime + 1) // 4, prime)
        at_zero = b"\4" + bytes(32) + y.to_bytes(32, "big")
        assert p256.is_point(at_zero)
        assert not p256.is_point(b"\4" + prime.to_bytes(32, "big") + y.to_bytes(32, "big"))
        # A point whose y is below 2**256 - p, so that y + p fits 32 bytes too.
        small, x = next(
            (small, x) for small in range(1, 200) if (x := cube_root(small, prime, b)) is not None
        )
        spelt = b"\4" + x.to_bytes(32, "big")
        assert p256.is_point(spelt + small.to_bytes(32, "big"))
        assert not p256.is_point(spelt + (small + prime).to_bytes(32, "big"))

    @given(st.integers(1, 2**256), st.integers(1, 2**256))
    def test_numbers_drawn_at_random_sign_nothing(self, r: int, s: int) -> None:
        assert not p256.verifies(POINT, r, s, b"m")


def cube_root(y: int, prime: int, b: int) -> int | None:
    """An x with x³ - 3x + b = y²: the root, if there is one alone, of gcd(x**p - x, the cubic)."""
    constant = (b - y * y) % prime

    def times(f: list[int], g: list[int]) -> list[int]:
        product = [0] * 5
        for i, a in enumerate(f):
            for j, c in enumerate(g):
                product[i + j] = (product[i + j] + a * c) % prime
        for top in (4, 3):  # x³ = 3x - constant
            high, product[top] = product[top], 0
            product[top - 2] = (product[top - 2] + 3 * high) % prime
            product[top - 3] = (product[top - 3] - constant * high) % prime
        return product[:3]

    power, base, left = [1, 0, 0], [0, 1, 0], prime
    while left:
        if left & 1:
            power = times(power, base)
        base, left = times(base, base), left >> 1
    rest = [power[0], (power[1] - 1) % prime, power[2]]
    if not rest[2]:
        return None
    # One step of Euclid: the cubic modulo the quadratic is linear; its root is x if it divides both.
    inverse = pow(rest[2], -1, prime)
    p, q = rest[1] * inverse % prime, rest[0] * inverse % prime
    slope = (-3 - q + p * p) % prime
    if not slope:
        return None
    x = -(constant + p * q) * pow(slope, -1, prime) % prime
    return x if (x**3 - 3 * x + constant) % prime == 0 else None
