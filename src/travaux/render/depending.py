"""What hangs on a provision, as a part of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import OpensSilence, ProposesMerger
from travaux.render import element as h
from travaux.render.agreed import HELD, consents, hold_words, package_words, rectified_line
from travaux.render.docket import owed_lines
from travaux.render.markup import listed
from travaux.render.record_page import lines_told, ours
from travaux.render.silence_told import endings
from travaux.render.times import time_set
from travaux.render.told import Line, Theirs, line
from travaux.render.tongue import said, say, say_count, semicolon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.negotiation import Silence
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
        (say("Tied in a package"), [line(*package_words(one, teller)) for one in found.packages]),
        (say("Rectified"), [rectified_line(one, teller) for one in found.rectified]),
        (
            say("Held"),
            [
                line(*hold_words(one, teller), below=teller.corrected(one.entered), mark=HELD)
                for one in found.holds
            ],
        ),
        (say("Asked and promised"), owed_lines(found.owed, teller)),
        (say("Proposed to be merged"), [_merger(one, teller) for one in found.mergers]),
        (say("Under a silence procedure"), [_silence(one, teller) for one in found.silences]),
        (
            say("Said not to be shown rightly"),
            [
                line(*said("{who}{words}", who=teller.by(one), words=teller.words(one)))
                for _, one in found.objections
            ],
        ),
    )
    return h.section("#depends.depends")[
        h.h2[ours(say("What depends on it"))],
        [[h.h3[ours(title)], lines_told(lines, ways)] for title, lines in parts if lines],
        _references(setting, say("Named by"), found.cited_by),
        _references(setting, say("Names"), found.cites),
    ]


def _merger(one: Consents, teller: Teller) -> Line:
    act = one.merger.entered.act
    return line(
        *said(
            "by {who}: {wording}",
            who=teller.by(one.merger.entered),
            wording=Theirs(act.wording) if isinstance(act, ProposesMerger) else (),
        ),
        below=tuple(line(each) for each in consents(one)),
    )


def _silence(one: Silence, teller: Teller) -> Line:
    act = one.entered.act
    if not isinstance(act, OpensSilence):
        return line("")
    return line(
        *said(
            "until {time}, opened by {who}. If not broken: {means}",
            time=time_set(act.ends),
            who=teller.by(one.entered),
            means=Theirs(act.means),
        ),
        below=endings(one, teller),
    )


def _references(setting: Setting, title: str, addresses: Sequence[Address]) -> h.Node:
    if not addresses:
        return None
    return [
        h.h3[ours(title)],
        h.p(".refs")[
            h.span(".soft")[ours(say_count("{count} provision: ", "{count} provisions: ", len(addresses)))],
            listed([setting.link(one) for one in addresses], semicolon()),
        ],
    ]
