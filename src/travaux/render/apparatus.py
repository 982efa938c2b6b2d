"""The apparatus beside a section: every party's position on it, silence included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from travaux.answers.answer import lacks_reason, title
from travaux.answers.position import AcceptsExcept, Asks, Holds, Opposes
from travaux.compile.compilation import Stance
from travaux.render import element as h
from travaux.render.markup import characters, counted, quoted
from travaux.render.sections import Section
from travaux.render.setting import Setting
from travaux.text.kind import HEADED, Kind
from travaux.text.number import Style
from travaux.text.provision import Provision
from travaux.text.wording import PartyCode

UNFOLDED: Final = 12
"""Rows that stand open beside a section: of those who speak of it, and of those who do not; more are
folded under their count."""


def apparatus(setting: Setting, section: Section, called: str = "") -> h.Node:
    """Write the positions on *section*, one row for each party in protocol order.

    *called* says what it is where it is no provision; nobody is asked about that, and only those who
    speak of it have a row.
    """
    if not setting.named or not setting.compilation.order:
        return None
    spoken: dict[PartyCode, list[Stance]] = {}
    for stance in section.stances:
        spoken.setdefault(stance.party, []).append(stance)
    conditions = [
        given for at in range(section.start, section.end) for given in setting.conditions.get(at, ())
    ]
    if not spoken and not conditions:
        return h.aside(".app.quiet-app", aria_label="Positions")[
            _folded(setting, setting.compilation.order, "Nobody has said anything on this")
        ]
    first = setting.text.provisions[section.start]
    what = called or (setting.cite(section.start) if section.heading and first.label else "this part")
    said = [code for code in setting.compilation.order if code in spoken]
    rest = [code for code in setting.compilation.order if code not in spoken and not called]
    return h.aside(".app", aria_label=f"Positions on {what}")[
        h.table[
            h.caption[f"Positions on {what}"],
            h.tbody[
                [_row(setting, code, spoken[code], section) for code in said[:UNFOLDED]],
                _without(setting, rest) if len(rest) <= UNFOLDED else None,
            ],
        ],
        _folded(setting, rest, f"{counted(len(rest), 'party', 'parties')} more said nothing on this")
        if len(rest) > UNFOLDED
        else None,
        h.details(".fold")[
            h.summary[f"{counted(len(said) - UNFOLDED, 'party', 'parties')} more spoke on this"],
            h.table[h.tbody[[_row(setting, code, spoken[code], section) for code in said[UNFOLDED:]]]],
        ]
        if len(said) > UNFOLDED
        else None,
        [_hangs(setting, stance, words) for stance, words in conditions],
    ]


def _folded(setting: Setting, codes: Sequence[PartyCode], summary: str) -> h.Element:
    return h.details(".fold")[h.summary[summary], h.table[h.tbody[_without(setting, codes)]]]


def _row(setting: Setting, code: PartyCode, stances: Sequence[Stance], section: Section) -> h.Element:
    voice = setting.voices.get(code)
    for_whom = voice.principals if voice is not None else ()
    return h.tr({"class": setting.followed((code,))})[
        h.th(scope="row")[setting.party(code)],
        h.td[
            h.p(".soft")["one reply for ", setting.parties(for_whom)] if for_whom else None,
            h.p(".soft")["by its own redraft, without reasons"]
            if voice is not None and voice.redraft
            else None,
            [_said(setting, stance, section) for stance in stances],
        ],
    ]


def _without(setting: Setting, codes: Sequence[PartyCode]) -> list[h.Node]:
    """Write the rows of parties that say nothing here: why nothing is known of them, and no more.

    Those of whom the same is to be said share a row; each has its own where replies are listed.
    """
    why: dict[tuple[str, tuple[PartyCode, ...]], list[PartyCode]] = {}
    for code in codes:
        if code in setting.voices:
            key: tuple[str, tuple[PartyCode, ...]] = ("nothing on this", ())
        elif code in setting.left_out:
            key = ("reply left out, see Findings", ())
        elif code in setting.spoken_for:
            key = ("no national answer; named in the reply of ", setting.spoken_for[code])
        else:
            key = ("no answer", ())
        why.setdefault(key, []).append(code)
    return [
        h.tr({"class": ["sil", *setting.followed(alike)]})[
            h.th(scope="row")[setting.parties(alike)], h.td[said, setting.parties(others)]
        ]
        for (said, others), alike in why.items()
    ]


def _said(setting: Setting, stance: Stance, section: Section) -> h.Element:
    voice = setting.voices.get(stance.party)
    redraft = voice is not None and voice.redraft
    answer = stance.answer
    quote: h.Node = None
    match answer.position:
        case Asks(question=words) | Opposes(words=words) | AcceptsExcept(exception=words) if words:
            quote = h.p[quoted(words)]
        case _:
            pass
    mark = h.span(".mark", aria_hidden="true")["◐ "] if isinstance(answer.position, Holds) else None
    return h.div(".stance")[
        mark,
        h.span[title(answer.position)],
        _where(setting, stance, section),
        quote,
        [
            h.p(".cond")["only if: ", quoted(condition.words), _ends(setting, stance)]
            for condition in answer.conditions
        ],
        reason(answer.reason)
        if answer.reason.strip()
        else h.p(".soft")["gives no reason"]
        if lacks_reason(answer) and not redraft
        else None,
    ]


def reason(words: str) -> h.Element:
    """Write a reason, one click away."""
    return h.details(".reason")[h.summary["reason"], h.p[quoted(words)]]


def _where(setting: Setting, stance: Stance, section: Section) -> h.Node:
    """Lead from an answer to the provision it speaks of, named by its numbers below the section."""
    here = [at for at in setting.places[stance.reference] if section.start <= at < section.end]
    if not here or (here[0] == section.start and section.heading):
        return None
    at = here[0]
    provision = setting.text.provisions[at]
    path = [one for one in setting.text.path(provision.eid) if one.kind not in HEADED]
    numbered = [one for one in path if one.number is not None]
    if any(_bullet(one) for one in numbered):
        numbered = []
    steps = "".join(
        one.number.printed if one.kind is Kind.PARAGRAPH else f"({one.number.printed})"
        for one in numbered
        if one.number is not None
    )
    other = "the text" if provision.kind is Kind.PARAGRAPH else setting.cite(at).rpartition(", ")[2]
    shown: h.Node = h.bdi[characters(steps)] if steps else other
    return [" ", h.a(href=f"#{provision.eid}", aria_label=setting.cite(at))[shown]]


def _bullet(provision: Provision) -> bool:
    return provision.number is not None and provision.number.style is Style.NONE


def _ends(setting: Setting, stance: Stance) -> h.Node:
    ends: list[h.Node] = [setting.link(address) for address in stance.conditions_on]
    if not ends:
        return None
    return [" (see ", *(node for at, end in enumerate(ends) for node in ((", ", end) if at else (end,))), ")"]


def _hangs(setting: Setting, stance: Stance, words: str) -> h.Element:
    """Write a condition at its other end: whose answer, on what, hangs on this section."""
    about = setting.link(stance.provision) if stance.provision is not None else "the whole text"
    return h.p(".hangs")[
        "Something hangs on this: ",
        setting.party(stance.party),
        f" {title(stance.answer.position)} ",
        about,
        " only if ",
        quoted(words),
    ]
