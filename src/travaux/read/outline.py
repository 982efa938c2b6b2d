"""The outline of a document: from its paragraphs to provisions. The one place that recognises structure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from travaux.read.line import Line
from travaux.read.nesting import Nesting, Placed
from travaux.read.opening import Opener
from travaux.read.row import Row, rows
from travaux.read.soundness import brackets_across, numbering
from travaux.text.address import Stand, addresses
from travaux.text.finding import Finding
from travaux.text.notation import Reader
from travaux.text.printed import characters
from travaux.text.provision import Address, Layout, Provision, WId
from travaux.text.wording import Bracket, Wording

__all__ = ["Line", "outline"]


def outline(
    lines: Sequence[Line],
    *,
    parties: Collection[str] = (),
    source: str = "",
    ours: bool = False,
    links: Collection[str] = (),
    fragment: bool = False,
    exact: bool = False,
) -> tuple[tuple[Provision, ...], tuple[Finding, ...]]:
    """Provisions in reading order, and what was found on the way; *source* is named in the findings.

    *ours*: the document says that it is a consolidated text, so that "[ARD: 4 bis. …]" is a
    provision ARD has and the draft has not. *links*: names that Markdown defines as links, whose
    brackets are no brackets of the negotiation. *fragment*: it is a piece of a text, so that nothing
    in it is a title or a preamble for its place alone. No paragraph is left out and no character of one:
    where lines have layout, the provisions print back to the characters of *lines*; *exact*: where none
    has any as well.
    """
    reader = Reader(parties)
    given = rows(lines, Opener(reader, ours=ours), Opener(reader, ours=ours, begun=True))
    placed = Nesting(given, fragment=fragment).place()
    eids = addresses(Stand(kind=one.kind, depth=one.depth, number=one.number) for one in placed)
    laid_out = exact or any(line.before or line.after or line.between for line in lines)
    pattern = _links(links)
    provisions = tuple(
        _provision(row, one, eid, reader=reader, links=pattern, laid_out=laid_out)
        for row, one, eid in zip(given, placed, eids, strict=True)
    )
    return provisions, (*numbering(provisions, source), *brackets_across(provisions, source))


def _links(names: Collection[str]) -> re.Pattern[str]:
    """Match the brackets that are Markdown links, whose names the text defines or whose target follows."""
    inline = r"(?<!\\)\[[^\[\]]*\]\(\S+?\)"
    if not names:
        return re.compile(inline)
    named = "|".join(re.escape(name) for name in names)
    return re.compile(rf"{inline}|(?<!\\)\[[^\[\]]*\]\[(?:{named})\]|(?<!\\)\[(?:{named})\](?=:)")


def _provision(
    row: Row, one: Placed, eid: Address, *, reader: Reader, links: re.Pattern[str], laid_out: bool
) -> Provision:
    opening = row.opening
    ahead = tuple(Bracket(mark="[", ahead=True) for _ in range(opening.ahead))
    said = reader.parse(links.sub(_escaped, opening.words))
    provision = Provision(
        wid=WId(eid),
        eid=eid,
        kind=one.kind,
        depth=one.depth,
        label=opening.label.printed if opening.label else "",
        number=one.number,
        words=Wording((*ahead, *said.parts)),
        standing=opening.standing,
        layout=Layout(before=opening.before, between=opening.between, after=opening.after)
        if laid_out
        else None,
        line=row.line.line,
    )
    if provision.layout is None:
        return provision
    stood = "".join(
        (opening.opened, "[" * opening.ahead, provision.label, opening.between, opening.words, opening.closed)
    )
    anew = characters(provision)
    return (
        provision
        if anew == stood
        else replace(provision, layout=replace(provision.layout, spelled=(anew, stood)))
    )


def _escaped(found: re.Match[str]) -> str:
    return found[0].replace("[", "\\[").replace("]", "\\]")
