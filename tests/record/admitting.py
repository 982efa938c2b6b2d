"""Whether an entry is admitted after what a writer has written, and why not."""

from __future__ import annotations

import pytest

from tests.record.writing import Target, Writer
from travaux.cli.zones import zone_named
from travaux.record.act import Act
from travaux.record.admission import Admission, admit, audit
from travaux.record.entry import Entered, Entry
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Code, Refused
from travaux.record.signature import PrivateKey


def opened() -> Writer:
    """Give a writer that has let everybody in."""
    writer = Writer()
    writer.opens("SEC", parties=("ARD", "BOR"), observers=("OBS",))
    return writer


def admitted(w: Writer, leaf: Leaf) -> Entered:
    return admit(leaf, w.negotiation, origin=w.origin, durable=len(w.leaves), root_at=w.roots.__getitem__)


def admits(w: Writer, entry: Entry) -> bool:
    return admitted(w, w.leaf(entry)).entry == entry


def refusal(w: Writer, leaf: Leaf) -> tuple[Code, str]:
    with pytest.raises(Refused) as caught:
        admitted(w, leaf)
    return caught.value.code, str(caught.value)


def code(w: Writer, entry: Entry, *signers: PrivateKey) -> Code:
    return refusal(w, w.leaf(entry, *signers))[0]


def code_of(w: Writer, actor: str, what: Act, *concerns: Target, vis: str = "") -> Code:
    return code(w, w.composed(actor, what, *concerns, vis=vis))


def sequenced(w: Writer, entry: Entry) -> Negotiation:
    """Give what follows on the record when the sequencer takes the entry. Raises Refused."""

    class Here:
        durable = len(w.leaves)
        root_at = staticmethod(w.roots.__getitem__)

    return Admission(w.origin, zone_named).admit(w.leaf(entry), w.negotiation, Here())


def not_sequenced(w: Writer, entry: Entry) -> tuple[Code, str]:
    """Say why the sequencer refuses the entry; a record that has it already is in order."""
    with pytest.raises(Refused) as caught:
        sequenced(w, entry)
    later = w.branched()
    later.enters(entry)
    assert audit(later.leaves, later.origin) == ()
    return caught.value.code, str(caught.value)


def is_admitted(w: Writer, leaf: Leaf, state: Negotiation) -> bool:
    try:
        admit(leaf, state, origin=w.origin, durable=state.size, root_at=w.roots.__getitem__)
    except Refused:
        return False
    return True
