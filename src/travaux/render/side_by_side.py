"""The wordings of each provision of a section in full, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.compile.project import shares
from travaux.render import element as h
from travaux.render.cells import cells
from travaux.render.choice import flat, marked
from travaux.render.differences import differences
from travaux.render.markup import characters, raised
from travaux.render.record_page import ours, written
from travaux.render.tongue import say, say_count, sayable, ways_of_writing
from travaux.text.kind import Kind
from travaux.text.notation import NO_TEXT, show
from travaux.text.wording import Alternative, Choice, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.project import Own
    from travaux.compile.taken_over import TakenOver
    from travaux.render.sections import Section
    from travaux.render.setting import Setting
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode

SIDE_BY_SIDE_RULE: Final = sayable(
    "Each provision of which several wordings stand, in full, as whoever is named would have it. Bold: the "
    "words that differ. Who is not named has proposed nothing here; no position follows from that."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a provision says in full, and for whom; None: it is not there."""

    own: Own | None
    parties: tuple[PartyCode, ...]
    draft: bool = False


def side_by_side(setting: Setting, section: Section, taken: TakenOver | None = None) -> h.Node:
    """Write the readings of each provision of *section* that has several; None where none has.

    Of a draft that was *taken* over, its words are those it was tabled with, the brackets among them.
    """
    found = [(at, _readings(setting, at, taken)) for at in range(section.start, section.end)]
    contested = [(at, readings) for at, readings in found if sum(one.own is not None for one in readings) > 1]
    if not contested or not setting.attributed:
        return None
    return h.section("#side-by-side.sides")[
        h.h2[ours(say("Side by side"))],
        h.p(".soft")[ours(say(SIDE_BY_SIDE_RULE))],
        [_provision(setting, at, readings) for at, readings in contested],
    ]


def _readings(setting: Setting, at: int, taken: TakenOver | None) -> list[_Reading]:
    """Give what the draft has first, then what others have, in protocol order."""
    found = shares(setting.text.provisions[at])
    tabled = None if taken is None or found.draft is None else taken.tabled(setting.text.provisions[at].eid)
    if tabled is not None and found.draft is not None:
        found = replace(found, draft=found.draft._replace(words=show(tabled.words.body)))
    alike: dict[tuple[str, str] | None, list[PartyCode]] = {_key(found.draft): []}
    owns: dict[tuple[str, str] | None, Own | None] = {_key(found.draft): found.draft}
    for code in sorted(found.own, key=lambda one: setting.place.get(one, len(setting.place))):
        own = found.own[code]
        alike.setdefault(_key(own), []).append(code)
        owns.setdefault(_key(own), own)
    return [
        _Reading(own=owns[key], parties=tuple(codes), draft=number == 0)
        for number, (key, codes) in enumerate(alike.items())
    ]


def _key(own: Own | None) -> tuple[str, str] | None:
    return None if own is None else (own.label, own.words)


def _provision(setting: Setting, at: int, readings: Sequence[_Reading]) -> h.Element:
    provision = setting.text.provisions[at]
    spans = _spans(readings)
    return h.div(".side-by-side")[
        h.h3[setting.link(provision.eid)],
        h.div(
            ".columns",
            role="list",
            aria_label=say_count("{count} wording", "{count} wordings", len(readings)),
        )[
            [
                h.div({"class": ["column", *setting.followed(one.parties)]}, role="listitem")[
                    h.p(".lab", dir=ways_of_writing()["dir"])[_whose(setting, provision, one)],
                    _words(setting, one, marks, row=provision.kind is Kind.TABLE),
                ]
                for one, marks in zip(readings, spans, strict=True)
            ]
        ],
    ]


def _whose(setting: Setting, provision: Provision, one: _Reading) -> list[h.Node]:
    if one.draft and provision.standing.base:
        if one.parties:
            return written("the draft, kept by {parties}", {"parties": setting.parties(one.parties)})
        return [ours(say("the draft"))]
    if one.draft:
        return [ours(say("the draft, which has nothing here"))]
    return setting.parties(one.parties)


def _words(setting: Setting, one: _Reading, spans: Sequence[tuple[int, int]], *, row: bool) -> h.Element:
    if one.own is None:
        return h.p(".none")[ours(say(NO_TEXT))]
    said = one.own
    return h.p(".words", lang=setting.language, dir=setting.direction)[
        [h.span(".no")[characters(said.label)], " "] if said.label else None,
        (_in_cells(said.words, spans) if row else None) or h.span(".w")[marked(said.words, 0, spans, raised)],
    ]


def _in_cells(words: str, spans: Sequence[tuple[int, int]]) -> h.Node:
    """Write a row of a table in its cells; None where it has none."""
    nodes: list[h.Node] = []
    at = 0
    for one in cells(Wording((words,))):
        own = flat(one)
        at += 1  # the bar before it
        nodes.append(h.span(".cell")[h.span(".w")[marked(own, at, spans, raised)]])
        at += len(own)
    return h.span(".cells")[nodes] if nodes else None


def _spans(readings: Sequence[_Reading]) -> list[list[tuple[int, int]]]:
    """Find what differs: in the first that has words, from any other; in the others from that."""
    those = [one.own.words for one in readings if one.own is not None]
    if len(those) < 2:  # noqa: PLR2004  one wording differs from nothing
        return [[] for _ in readings]
    choice = Choice(
        alternatives=tuple(Alternative(words=Wording((words,) if words else ())) for words in those)
    )
    found = iter(differences(choice, embedded=True))
    return [next(found) if one.own is not None else [] for one in readings]
