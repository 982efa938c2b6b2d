"""The roll: everybody who was asked, and what is known of each one's reply."""

from __future__ import annotations

from typing import Final

from travaux.render import element as h
from travaux.render.markup import counted, name
from travaux.render.setting import Setting
from travaux.text.wording import PartyCode

UNFOLDED: Final = 16
"""Parties whose rows stand open at the head of the page; a longer roll is folded under its count."""


def roll(setting: Setting) -> h.Element:
    """Write the roll in protocol order, one row for each party; without names, how many replied."""
    heard = len(setting.compilation.voices)
    if not setting.named:
        return h.p(".who-list.soft")[
            f"{counted(heard, 'reply', 'replies')}; names are left out of this rendering."
        ]
    order = setting.compilation.order
    named = sum(code in setting.spoken_for and code not in setting.voices for code in order)
    line = ", ".join(
        part
        for part in (
            f"{heard} of {counted(len(order), 'party', 'parties')} replied",
            f"{counted(named, 'is', 'are')} named in another’s reply" if named else "",
            f"{len(setting.silent)} gave no answer" if setting.silent else "",
        )
        if part
    )
    return h.details(".who-list", open=len(order) <= UNFOLDED, dir="ltr")[
        h.summary[line],
        h.table[
            h.caption(".vh")["Who was asked and who replied"],
            h.thead(".vh")[h.tr[[h.th(scope="col")[head] for head in ("Party", "Reply")]]],
            h.tbody[[_row(setting, code) for code in order]],
        ],
    ]


def _row(setting: Setting, code: PartyCode) -> h.Element:
    full = setting.names.get(code, "")
    voice = setting.voices.get(code)
    said: list[h.Node]
    if voice is not None and voice.principals:
        said = ["replied, one reply for ", *setting.parties(voice.principals)]
    elif voice is not None:
        said = ["replied by a redraft"] if voice.redraft else ["replied"]
    elif code in setting.left_out:
        said = ["replied; the reply is left out, see Findings"]
    elif code in setting.spoken_for:
        said = ["no national answer; named in the reply of ", *setting.parties(setting.spoken_for[code])]
    else:
        said = ["no answer"]
    return h.tr({"class": ["sil" if voice is None else "", *setting.followed((code,))]})[
        h.th(scope="row")[setting.party(code), h.span(".full")[" ", name(full)] if full else None],
        h.td[said],
    ]
