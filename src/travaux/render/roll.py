"""The roll: everybody who was asked, and what is known of each one's reply."""

from __future__ import annotations

from typing import Final

from travaux.answers.shown import NOT_OWN
from travaux.compile.collective import apart
from travaux.render import element as h
from travaux.render.in_name import in_the_name
from travaux.render.markup import name
from travaux.render.record_page import ours, written
from travaux.render.setting import Setting
from travaux.render.tongue import say, say_count, ways_of_writing
from travaux.text.wording import PartyCode

UNFOLDED: Final = 16
"""Parties whose rows stand open at the head of the page; a longer roll is folded under its count."""


def roll(setting: Setting) -> h.Element:
    """Write the roll in protocol order, one row for each party; without names, how many replied."""
    heard = len(setting.compilation.voices) - len(setting.shown_only)
    if not setting.named:
        return h.p(".who-list.soft")[
            ours(
                say_count(
                    "{count} reply; names are left out of this rendering.",
                    "{count} replies; names are left out of this rendering.",
                    heard,
                )
            )
        ]
    order = setting.compilation.order
    without = [code for code in order if code not in setting.voices or code in setting.shown_only]
    named = sum(code in setting.spoken_for for code in without)
    silent = len(setting.silent) + len(setting.shown_only - setting.spoken_for.keys() - setting.left_out)
    line = say_count(
        "{heard} of {count} party replied", "{heard} of {count} parties replied", len(order), heard=heard
    )
    if named:
        line += say_count(
            ", {count} is named in another’s reply", ", {count} are named in another’s reply", named
        )
    if silent:
        line += say_count(", {count} gave no answer", ", {count} gave no answer", silent)
    return h.details(".who-list", open=len(order) <= UNFOLDED, dir=ways_of_writing()["dir"])[
        h.summary[ours(line)],
        h.table[
            h.caption(".vh")[ours(say("Who was asked and who replied"))],
            h.thead(".vh")[h.tr[[h.th(scope="col")[ours(head)] for head in (say("Party"), say("Reply"))]]],
            h.tbody[[_row(setting, code) for code in order]],
        ],
    ]


def _row(setting: Setting, code: PartyCode) -> h.Element:
    full = setting.names.get(code, "")
    voice = None if code in setting.shown_only else setting.voices.get(code)
    said: list[h.Node]
    if voice is not None and voice.principals:
        said = written("replied, one reply for {parties}", {"parties": setting.parties(voice.principals)})
    elif voice is not None:
        said = [ours(say("replied by a redraft") if voice.redraft else say("replied"))]
        for one in apart(setting.compilation, code):
            said.append(ours(f"; {one.reference}{in_the_name(one.principals, code)}"))
    elif code in setting.left_out:
        said = [ours(say("replied; the reply is left out, see Findings"))]
    elif code in setting.spoken_for:
        said = [
            ours(say("no national answer; named in the reply of ")),
            *setting.parties(setting.spoken_for[code]),
        ]
    else:
        said = [ours(say("no answer"))]
    if code in setting.shown_only:
        said += [ours("; " + say(NOT_OWN))]
    return h.tr({"class": ["sil" if voice is None else "", *setting.followed((code,))]})[
        h.th(scope="row")[setting.party(code), h.span(".full")[" ", name(full)] if full else None],
        h.td[said],
    ]
