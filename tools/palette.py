"""A picture of a page made smaller: its most frequent colours, and each other as the nearest of those."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
ALIKE = 12
"""Squares of the differences in red, green and blue of two colours that look the same, in sum."""
BITS = 8
CHANNELS = {2: 3, 6: 4}
"""Bytes of a pixel, by the kind of the picture."""

Pixel = tuple[int, ...]


def smaller(picture: bytes) -> bytes:
    """Give the picture with at most 256 colours, the most frequent as they were.

    It is a PNG of RGB or RGBA, not interlaced.
    """
    width, height, rows = _read(picture)
    counted = Counter(pixel for row in rows for pixel in row)
    palette = _palette(counted)
    place = {pixel: at for at, pixel in enumerate(palette)}
    for pixel in counted:
        if pixel not in place:
            place[pixel] = min(range(len(palette)), key=lambda at: _apart(palette[at], pixel))
    lines = b"".join(b"\x00" + bytes(place[pixel] for pixel in row) for row in rows)
    return SIGNATURE + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(one for pixel in palette for one in pixel)),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def _palette(counted: Counter[Pixel]) -> list[Pixel]:
    """Give the most frequent colours, without those that nobody tells from a more frequent one."""
    found: list[Pixel] = []
    for pixel, _ in counted.most_common():
        if len(found) == COLOURS:
            break
        if all(_apart(one, pixel) > ALIKE for one in found):
            found.append(pixel)
    return found


def _apart(one: Pixel, other: Pixel) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += size + 12


def _read(picture: bytes) -> tuple[int, int, list[list[Pixel]]]:
    """Give width, height and the rows of pixels, without what is said of how much one sees through them."""
    chunks = list(_chunks(picture))
    width, height, depth, kind = struct.unpack_from(">IIBB", chunks[0][1])
    if depth != BITS or kind not in CHANNELS:
        raise ValueError(f"A picture of depth {depth} and kind {kind} was found; 8 and 2 or 6 are read.")
    step = CHANNELS[kind]
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    above = bytearray(width * step)
    rows: list[list[Pixel]] = []
    for at in range(0, len(data), width * step + 1):
        line = bytearray(data[at + 1 : at + 1 + width * step])
        _unfiltered(data[at], line, above, step)
        rows.append(list(zip(line[::step], line[1::step], line[2::step], strict=True)))
        above = line
    return width, height, rows


def _unfiltered(how: int, line: bytearray, above: bytearray, step: int) -> None:
    """Undo what a row of a PNG was told by: each byte as its difference from one beside or above it."""
    if how == 0:
        return
    for at in range(len(line)):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        line[at] = (line[at] + _guess(how, left, above[at], corner)) & 255


def _guess(how: int, left: int, up: int, corner: int) -> int:
    match how:
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case _:
            return min((left, up, corner), key=lambda one: abs(left + up - corner - one))
