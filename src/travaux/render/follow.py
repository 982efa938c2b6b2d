"""What a reader can do without a script: show less, follow one party, read one text."""

from __future__ import annotations

from typing import Final

from travaux.render import element as h
from travaux.render.markup import plain
from travaux.render.setting import Setting

_HERE: Final = "background:var(--follow);box-shadow:inset 0 0 0 1px var(--follow-edge)"
_WHOLE: Final = (
    "background:var(--follow);box-shadow:0 0 0 .4rem var(--follow),0 0 0 calc(.4rem + 1px) var(--follow-edge)"
)
_KEY: Final = (
    "[ … / … ] holds wordings open; beside each stands whose it is.",
    "A solid line is under the draft’s words; dashed, double and dotted lines are under the parties’.",
    "Alt. paragraphs are the same with longer wordings: only the words in bold differ.",
    "Where the only proposal is to add words or to strike them, they are underlined or struck.",
    "○ something is open. ◐ nothing is open, but somebody holds. No mark: neither, which is no agreement.",
)


def controls(setting: Setting) -> h.Element:
    """Let a reader show less, and follow one party; they work by style alone."""
    show = [("all", "everything"), ("open", "only what is open"), ("one", "one clean text")]
    return h.div(".controls")[
        h.p(".clean-note")[
            "One clean text: the draft’s own words, or those of the party you follow. "
            "Other wordings, brackets and names are hidden."
        ],
        h.fieldset[
            h.legend["Show"],
            [radio("show", f"show-{key}", title, checked=key == "all") for key, title in show],
        ],
        h.fieldset[
            h.legend["Follow"],
            radio("follow", "f-none", "nobody", checked=True),
            [
                radio("follow", f"f{at}", plain(code), hint=plain(setting.names.get(code, "")))
                for code, at in setting.place.items()
                if code in setting.voices
            ],
        ]
        if setting.named and setting.voices
        else None,
        h.details(".key")[
            h.summary["How to read this"],
            h.ul[[h.li[line] for line in _KEY]],
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
        h.span[h.bdi[title]],
    ]


def follow_style(setting: Setting) -> str:
    """Write the style rules by which a reader follows one party, one set for each that replied."""
    rules: list[str] = []
    for code, at in setting.place.items() if setting.named else ():
        if code not in setting.voices:
            continue
        page = f":root:has(#f{at}:checked)"
        clean = f":root:has(#f{at}:checked):has(#show-one:checked)"
        whole = f":is(.new.p{at},.p.q{at},.head.q{at})"
        other = f":is(.ch.c{at},.ch.c{at}>.fold>div)>.alt:not(.p{at})"
        unused = f":is(.ch:not(.c{at}),.ch:not(.c{at})>.fold>div)>.alt:not(.base)"
        folds = f":is(.ch.c{at}>.fold:not(:has(.p{at})),.ch:not(.c{at})>.fold)"
        rules += [
            f"{page} :is(.alt.p{at},tr.p{at}:not(.sil),.toc li.p{at},.alt.q{at}){{{_HERE}}}",
            f"{page} {whole}{{{_WHOLE}}}",
            f"{page} .party.p{at}{{text-decoration:underline;text-decoration-thickness:2px}}",
            f"{page} .toc li.p{at} a{{font-weight:700}}",
            f"{clean} :is({other},{unused},{folds},.new:not(.p{at}),.g{at}){{display:none}}",
            f"{clean} .ch.num>.alt.p{at}{{display:inline}}",
        ]
    return "\n".join(rules)
