# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.base64 import encoded
from travaux.record.leaf import LARGEST, BadLeaf, Leaf

AT = "2026-11-26T10:00:00.000Z"
LEAF = Leaf(received_at=AT, entry=b'{"v":1}', signatures=(b"SSHSIG one", b"SSHSIG two"))
BYTES = b"""\
travaux-leaf/v1 2026-11-26T10:00:00.000Z
{"v":1}
U1NIU0lHIG9uZQ==
U1NIU0lHIHR3bw==
"""


def why(data: bytes) -> str:
    with pytest.raises(BadLeaf) as refused:
        Leaf.from_bytes(data)
    return str(refused.value)


def test_a_leaf_in_bytes() -> None:
    """Exactly these lines, each ending in a line feed; the hash is SHA-256(0x00, all bytes)."""
    assert LEAF.to_bytes() == BYTES
    assert Leaf.from_bytes(BYTES) == LEAF
    assert LEAF.hash == hashlib.sha256(b"\x00" + BYTES).digest()


@given(
    st.datetimes().map(lambda at: f"{at.isoformat(timespec='milliseconds')}Z"),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1).map(str.encode),
    st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=4).map(tuple),
)  # fmt: skip
def test_a_leaf_comes_back_from_its_bytes(at: str, entry: bytes, signatures: tuple[bytes, ...]) -> None:
    leaf = Leaf(received_at=at, entry=entry, signatures=signatures)
    assert Leaf.from_bytes(leaf.to_bytes()) == leaf


@given(
    st.binary(max_size=100)
    | st.lists(st.sampled_from([*BYTES.splitlines(), b"", b"\xff", b"QQ="]), max_size=8).map(b"\n".join)
    | st.lists(st.sampled_from(BYTES.splitlines(keepends=True)), max_size=7).map(b"".join)
)
def test_only_exact_bytes_are_read(data: bytes) -> None:
    """Raises BadLeaf, and nothing else."""
    try:
        leaf = Leaf.from_bytes(data)
    except BadLeaf:
        return
    assert leaf.to_bytes() == data


NOT_ASCII, NOT_UTF8 = b"\xe9" * 40, b"\xff" * 40
REFUSED = [
    (b"", "the last line does not end; expected a line feed after every line"),
    (BYTES[:-1], "the last line does not end; expected a line feed after every line"),
    (BYTES[:41], "there is one line; expected the time, the entry and a signature, each on its own"),
    (BYTES[:49], "0 signatures; expected 1 to 4"),
    (BYTES + b"QQ==\n" * 3, "5 signatures; expected 1 to 4"),
    (BYTES + b"\n", "a signature is empty; expected an SSHSIG blob"),
    (BYTES.replace(b"v1 ", b"v2 "), "line 1 begins b'travaux-leaf/v2'; expected 'travaux-leaf/v1'"),
    (b"x" * 50 + BYTES, f"line 1 begins {b'x' * 40!r}; expected 'travaux-leaf/v1'"),
    (b"\n" + BYTES, "line 1 begins b''; expected 'travaux-leaf/v1'"),
    (BYTES.replace(b"v1 ", b"v1  "), "received at ' 2026-11-26T10:00:00.000Z'; expected such as 2026-11-26T10:00:00.000Z"),
    (BYTES.replace(b"Z\n", b"Z \n"), "received at '2026-11-26T10:00:00.000Z '; expected such as 2026-11-26T10:00:00.000Z"),
    (BYTES.replace(b"\n", b"\r\n", 1), "received at '2026-11-26T10:00:00.000Z\\r'; expected such as 2026-11-26T10:00:00.000Z"),
    (BYTES.replace(b"2026", b"\xff026"), "b'\\xff026-11-26T10:00:00.000Z' is not ASCII"),
    (BYTES.replace(b"2026", "٢٠٢٦".encode()), f"{'٢٠٢٦-11-26T10:00:00.000Z'.encode()[:40]!r} is not ASCII"),
    (BYTES.replace(b'{"v":1}', b""), "the entry is b''; expected one line of UTF-8"),
    (BYTES.replace(b'{"v":1}', b"\xff" * 50), f"the entry is {NOT_UTF8!r}; expected one line of UTF-8"),
    (BYTES.replace(b"==\n", b"\n", 1), "a signature line does not hold: 'U1NIU0lHIG9uZQ' is not base64; expected the standard alphabet with padding"),
    (BYTES.replace(b"Q==\n", b"R==\n", 1), "a signature line does not hold: 'U1NIU0lHIG9uZR==' is base64 with stray bits; expected 'U1NIU0lHIG9uZQ=='"),
    (BYTES.replace(b"U1", b"\xc3\xa91", 1), "b'\\xc3\\xa91NIU0lHIG9uZQ==' is not ASCII"),
    (BYTES.replace(b"==\n", b"== \n", 1), "a signature line does not hold: 'U1NIU0lHIG9uZQ== ' is not base64; expected the standard alphabet with padding"),
    (BYTES.replace(b"U1", b"\xe9" * 50, 1), f"{NOT_ASCII!r} is not ASCII"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), REFUSED)
def test_what_is_no_leaf_is_refused(data: bytes, expected: str) -> None:
    assert why(data) == expected


@pytest.mark.parametrize(
    "instant",
    [
        "",
        "2026-11-26T10:00:00Z",
        "2026-11-26T10:00:00.00Z",
        "2026-11-26T10:00:00.0000Z",
        "2026-11-26 10:00:00.000Z",
        "2026-11-26T10:00:00.000z",
        "2026-11-26T10:00:00.000+",
        "2026-02-29T10:00:00.000Z",
        "2026-13-01T10:00:00.000Z",
        "2026-11-31T10:00:00.000Z",
        "2026-00-01T10:00:00.000Z",
        "0000-01-01T10:00:00.000Z",
        "2026-11-26T24:00:00.000Z",
        "2026-11-26T30:00:00.000Z",
        "2026-11-26T10:60:00.000Z",
        "2026-11-26T10:00:60.000Z",
        "2026-11-26T10:00:00,000Z",
        "٢٠٢٦-11-26T10:00:00.000Z",
        "2026-11-26T10:00:00.000Z\n",
        "20261-11-26T10:00:00.000Z" + "x" * 20,
    ],
)
def test_what_is_no_instant_is_refused(instant: str) -> None:
    """YYYY-MM-DDThh:mm:ss.sssZ, of a day that there is."""
    with pytest.raises(BadLeaf) as refused:
        Leaf(received_at=instant, entry=b"{}", signatures=(b"x",))
    assert str(refused.value) == f"received at {instant[:30]!r}; expected such as 2026-11-26T10:00:00.000Z"


@pytest.mark.parametrize(
    "instant",
    ["0001-01-01T00:00:00.000Z", "2028-02-29T23:59:59.999Z", "9999-12-31T19:05:09.999Z"],
)
def test_every_instant_there_is(instant: str) -> None:
    assert Leaf(received_at=instant, entry=b"{}", signatures=(b"x",)).received_at == instant


def test_an_entry_is_one_line() -> None:
    for entry in (b"{}\n", b"\n", b'{"a":\n1}'):
        with pytest.raises(BadLeaf) as refused:
            Leaf(received_at=AT, entry=entry, signatures=(b"x",))
        assert str(refused.value) == f"the entry is {entry!r}; expected one line of UTF-8"


def test_one_to_four_signatures() -> None:
    for count in range(1, 5):
        leaf = Leaf(received_at=AT, entry=b"{}", signatures=(b"x",) * count)
        assert Leaf.from_bytes(leaf.to_bytes()) == leaf
    for count in (0, 5):
        with pytest.raises(BadLeaf) as refused:
            Leaf(received_at=AT, entry=b"{}", signatures=(b"x",) * count)
        assert str(refused.value) == f"{count} signatures; expected 1 to 4"


@pytest.mark.parametrize("length", [9, 10, 11])
def test_a_leaf_has_32768_bytes_at_most(length: int) -> None:
    assert LARGEST == 32768
    signatures = (b"S" * length, b"SSHSIG two")
    rest = len(Leaf(received_at=AT, entry=b"x", signatures=signatures).to_bytes()) - 1
    largest = Leaf(received_at=AT, entry=b"x" * (LARGEST - rest), signatures=signatures)
    assert len(largest.to_bytes()) == LARGEST
    assert Leaf.from_bytes(largest.to_bytes()) == largest
    with pytest.raises(BadLeaf) as refused:
        Leaf(received_at=AT, entry=b"x" + largest.entry, signatures=signatures)
    assert str(refused.value) == ("32769 bytes; expected 32768 at most: put the words into a document")
    assert why(bytes(LARGEST + 1)) == "32769 bytes; expected 32768 at most"
    assert why(bytes(LARGEST)) == "the last line does not end; expected a line feed after every line"


def test_a_signature_line_is_standard_base64() -> None:
    blob = bytes(range(256))
    leaf = Leaf(received_at=AT, entry=b"{}", signatures=(blob,))
    assert leaf.to_bytes().split(b"\n")[2] == encoded(blob).encode()
