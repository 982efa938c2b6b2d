"""Short ways to write provisions and texts in tests."""

from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.number import read_label
from travaux.text.provision import ORDINARY, Address, Provision, Standing, WId


def provision(
    kind: Kind,
    label: str = "",
    words: str = "",
    depth: int = 0,
    *,
    eid: str = "",
    standing: Standing = ORDINARY,
) -> Provision:
    """Write a provision: its number is read from *label*, *words* are in bracket notation."""
    read = read_label(label)
    return Provision(
        wid=WId(eid),
        eid=Address(eid),
        kind=kind,
        depth=depth,
        label=label,
        number=read.number if read else None,
        words=parse(words),
        standing=standing,
    )


def text(*provisions: Provision, language: str = "und") -> Text:
    return Text(provisions=provisions, language=language)
