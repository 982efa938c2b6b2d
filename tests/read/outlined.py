"""A reading set out line by line, so that a test shows the whole outline."""

from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.notation import show


def outlined(source: str, *parties: str) -> list[str]:
    """Read *source* as plain text; a line for each provision: depth as dots, kind, number, words."""
    reading = read_plain(source.encode(), parties=parties)
    assert reading.text is not None
    return lines_of(reading.text)


def lines_of(text: Text) -> list[str]:
    return [
        " ".join(part for part in ("." * one.depth + one.kind, one.label, show(one.words)) if part)
        for one in text.provisions
    ]
