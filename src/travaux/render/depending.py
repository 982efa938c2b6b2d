"""What hangs on a provision, as a part of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import OpensSilence, ProposesMerger
from travaux.render import element as h
from travaux.render.agreed import HELD, hold_words
from travaux.render.docket import owed_lines
from travaux.render.markup import counted, listed
from travaux.render.record_page import lines_told
from travaux.render.telling import codes
from travaux.render.times import time_set
from travaux.render.told import Line, Theirs, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.negotiation import Package, Silence
    from travaux.record.views.depending import Depending
    from travaux.record.views.mergers import Consents
    from travaux.render.record_page import Ways
    from travaux.render.setting import Setting
    from travaux.render.telling import Teller
    from travaux.text.provision import Address


def depending_told(setting: Setting, found: Depending, teller: Teller, ways: Ways | None = None) -> h.Node:
    """Write what hangs on the provision; None where nothing does."""
    if not found:
        return None
    parts = (
        ("Tied in a package", [_package(one, teller) for one in found.packages]),
        ("Held", [line(*hold_words(one, teller), mark=HELD) for one in found.holds]),
        ("Asked and promised", owed_lines(found.owed, teller)),
        ("Proposed to be merged", [_merger(one, teller) for one in found.mergers]),
        ("Under a silence procedure", [_silence(one, teller) for one in found.silences]),
        (
            "Said not to be shown rightly",
            [line(teller.by(one), *teller.words(one)) for _, one in found.objections],
        ),
    )
    return h.section("#depends.depends")[
        h.h2["What depends on it"],
        [[h.h3[title], lines_told(lines, ways)] for title, lines in parts if lines],
        _references(setting, "Named by", found.cited_by),
        _references(setting, "Names", found.cites),
    ]


def _package(one: Package, teller: Teller) -> Line:
    return line(
        f"{teller.provisions(one.draft, one.provisions)}, tied by {teller.by(one.entered)}",
        *teller.words(one.entered),
    )


def _merger(one: Consents, teller: Teller) -> Line:
    act = one.merger.entered.act
    said = [
        line(f"{what}: {codes(parties)}")
        for what, parties in (
            ("consent", one.consenting),
            ("refuse", one.refusing),
            ("have not said", one.silent),
        )
        if parties
    ]
    return line(
        f"by {teller.by(one.merger.entered)}: ",
        Theirs(act.wording) if isinstance(act, ProposesMerger) else None,
        below=tuple(said),
    )


def _silence(one: Silence, teller: Teller) -> Line:
    act = one.entered.act
    if not isinstance(act, OpensSilence):
        return line("")
    return line(
        f"until {time_set(act.ends)}, opened by {teller.by(one.entered)}. If not broken: ",
        Theirs(act.means),
        below=tuple(line(f"broken by {teller.by(it)}", *teller.words(it)) for it in one.broken),
    )


def _references(setting: Setting, title: str, addresses: Sequence[Address]) -> h.Node:
    if not addresses:
        return None
    return [
        h.h3[title],
        h.p(".refs")[
            h.span(".soft")[f"{counted(len(addresses), 'provision')}: "],
            listed([setting.link(one) for one in addresses], "; "),
        ],
    ]
