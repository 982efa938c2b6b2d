"""The outline of a document: from its paragraphs to provisions. The one place that recognises structure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from travaux.read.line import Line
from travaux.text.address import Stand, addresses
from travaux.text.finding import Finding
from travaux.text.kind import Kind
from travaux.text.notation import Reader
from travaux.text.provision import Layout, Provision, WId

__all__ = ["Line", "outline"]


def outline(
    lines: Sequence[Line], *, parties: Collection[str] = (), source: str = ""
) -> tuple[tuple[Provision, ...], tuple[Finding, ...]]:
    """Provisions in reading order, and what was found on the way; *source* is named in the findings."""
    del source
    reader = Reader(parties)
    eids = addresses(Stand(kind=line.kind or Kind.PARAGRAPH, depth=line.depth or 0) for line in lines)
    return tuple(
        Provision(
            wid=WId(eid),
            eid=eid,
            kind=line.kind or Kind.PARAGRAPH,
            depth=line.depth or 0,
            label=line.label,
            words=reader.parse(line.text),
            layout=Layout(before=line.before, between=line.between, after=line.after),
            line=line.line,
        )
        for eid, line in zip(eids, lines, strict=True)
    ), ()
