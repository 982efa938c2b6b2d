"""What a reader can do: show less, follow one party and read one text, without a script; and find words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from travaux.render import element as h
from travaux.render.markup import plain
from travaux.render.record_page import ours
from travaux.render.setting import Setting
from travaux.render.tongue import say, sayable
from travaux.text.wording import PartyCode

BUTTONS: Final = 16
"""Parties that have a button each; more stand in a list, in which a reader types the first letters."""

CHOSEN: Final = ">.controls>*>*>"
"""From the column beside the text to a button or an entry of a list in it. Steps of one element each, from
an element that is small: a browser that asks whether something in a whole page is chosen looks at all of it
for each rule, each time that something is added."""

_HERE: Final = "background:var(--follow);box-shadow:inset 0 0 0 1px var(--follow-edge)"
_WHOLE: Final = (
    "background:var(--follow);box-shadow:0 0 0 .4rem var(--follow),0 0 0 calc(.4rem + 1px) var(--follow-edge)"
)
_KEY: Final = (
    sayable("[ … / … ] holds wordings open; beside each stands whose it is."),
    sayable("The lines under words tell the wordings of one place apart; they do not stand for parties."),
    sayable(
        "Among them, a solid line is under the draft’s words; dashed, double and dotted ones under the "
        "parties’."
    ),
    sayable("A paragraph that the draft does not have has a thin grey line under all its words."),
    sayable("Alt. paragraphs are the same with longer wordings: only the words in bold differ."),
    sayable("Where the only proposal is to add words or to strike them, they are underlined or struck."),
    sayable(
        "○ something is open. ◐ nothing is open, but somebody holds. No mark: neither, which is no agreement."
    ),
)


def search_field() -> h.Element:
    """Let a reader find words; the script that does it shows the field, which is of no use without."""
    return h.div(".search", hidden=True, role="search")[
        h.label(for_="find")[ours(say("Find"))],
        h.input_("#find", type="search", autocomplete="off", spellcheck="false", aria_describedby="found"),
        h.span("#found.soft", role="status")[""],
    ]


def controls(
    setting: Setting, *, among: Collection[PartyCode] | None = None, sections: bool = True
) -> h.Element:
    """Let a reader show less, and follow one party; they work by style alone.

    *among*: whom one can follow; None: all who replied. *sections*: several are on the page, so
    that those in which nothing is open can be hidden.
    """
    show = [("all", say("everything")), ("open", say("only what is open")), ("one", say("one clean text"))]
    show = [one for one in show if sections or one[0] != "open"]
    parties = _among(setting, among)
    return h.div(".controls")[
        h.p(".clean-note")[
            ours(
                say(
                    "One clean text: the draft’s own words, or those of the party you follow. "
                    "Other wordings, brackets and names are hidden."
                )
            )
        ],
        h.fieldset[
            h.legend[ours(say("Show"))],
            [radio("show", f"show-{key}", title, checked=key == "all") for key, title in show],
        ],
        _follow(setting, parties) if setting.named and parties else None,
        h.details(".key")[
            h.summary[ours(say("How to read this"))],
            h.ul[[h.li[ours(say(line))] for line in _KEY]],
        ],
    ]


def _among(setting: Setting, among: Collection[PartyCode] | None) -> list[tuple[PartyCode, int]]:
    return [
        (code, at)
        for code, at in setting.place.items()
        if code in setting.voices and (among is None or code in among)
    ]


def _follow(setting: Setting, parties: Sequence[tuple[PartyCode, int]]) -> h.Element:
    """Let a reader choose whom to follow: from buttons, or from a list where there are many."""
    if len(parties) <= BUTTONS:
        return h.fieldset[
            h.legend[ours(say("Follow"))],
            radio("follow", "f-none", say("nobody"), checked=True),
            [
                radio("follow", f"f{at}", plain(code), hint=plain(setting.names.get(code, "")))
                for code, at in parties
            ],
        ]
    return h.label(".follow-list")[
        ours(say("Follow ")),
        h.select(autocomplete="off")[
            h.option("#f-none", selected=True)[say("nobody")],
            [
                h.option({"class": "follow"}, id=f"f{at}")[
                    plain(f"{code} {setting.names.get(code, '')}".rstrip())
                ]
                for code, at in parties
            ],
        ],
    ]


def radio(group: str, key: str, title: str, *, checked: bool = False, hint: str = "") -> h.Element:
    """Write one choice of a group; *checked* is the one that a page opens with."""
    return h.label(title=hint or None)[
        h.input_(
            {"class": None if checked else group},
            type="radio",
            name=group,
            id=key,
            checked=checked,
            autocomplete="off",
        ),
        h.span[h.bdi[ours(title)]],
    ]


def follow_style(setting: Setting, among: Collection[PartyCode] | None = None) -> str:
    """Write the style rules by which a reader follows one party, one set for each that replied.

    Of an element that concerns the party numbered 7: ``p7`` is its wording or row, ``o7`` words it opposes,
    ``x7`` the draft's words where it has others, ``n7`` a provision it proposes, ``w7`` one that it would
    delete or move or opposes as a whole, ``g7`` one that is not in its text, ``e7`` an entry of the contents,
    ``u7`` its name. The last class of a selector is the party's own, so that a browser looks at those
    elements and at no others.
    """
    rules: list[str] = []
    for _, at in _among(setting, among) if setting.named else ():
        page = f".side:has({CHOSEN}#f{at}:checked)~*"
        clean = f".side:has({CHOSEN}#f{at}:checked):has({CHOSEN}#show-one:checked)~*"
        entry = f".side:has({CHOSEN}#f{at}:checked) .e{at}"
        rules += [
            f"{page} .p{at},{page} .o{at}{{{_HERE}}}",
            f"{page} .n{at},{page} .w{at}{{{_WHOLE}}}",
            f"{entry}{{{_HERE};font-weight:600}}",
            f"{page} .u{at}{{text-decoration:underline;text-decoration-thickness:2px}}",
            f"{clean} .g{at},{clean} .x{at}{{display:none}}",
            f"{clean} span.p{at}{{display:inline}}{clean} div.p{at}{{display:block}}",
            f"{clean} .n{at}{{display:grid}}",
        ]
    return "\n".join(rules)
