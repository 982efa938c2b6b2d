"""Two drafts as one page: what stayed, what went and what came, and both numbers of what moved."""

from __future__ import annotations

from typing import Final, assert_never

from travaux.compare.alert import ALERTS_RULE, Alert, alerts
from travaux.compare.comparison import (
    Added,
    Comparison,
    Fate,
    Kept,
    Merged,
    Moved,
    Removed,
    Reworded,
    Split,
)
from travaux.render import element as h
from travaux.render.alert_list import alerts_title, by_provision
from travaux.render.became import came, change_shown, went
from travaux.render.follow import radio
from travaux.render.markup import characters, name, plain, raised
from travaux.render.page import page
from travaux.render.place import place
from travaux.render.record_page import ours, written
from travaux.render.tongue import figure, say, say_count, sayable, ways_of_writing
from travaux.text.instrument import Text
from travaux.text.kind import HEADED, Kind
from travaux.text.language import direction, guess
from travaux.text.notation import plain_characters
from travaux.text.provision import Provision

_KINDS: Final = {
    "kept": sayable("as they were"),
    "reworded": sayable("reworded"),
    "moved": sayable("moved"),
    "split": sayable("split"),
    "merged": sayable("merged"),
    "added": sayable("added"),
    "removed": sayable("removed"),
}
RULE: Final = sayable(
    "Every provision of either draft is counted once: as it was, reworded, moved (reworded as well or not), "
    "split, merged, added or removed. White space alone is no change of words."
)


def comparison_page(comparison: Comparison) -> bytes:
    """Write what became of each provision between two drafts: UTF-8, no script, nothing fetched."""
    theirs = _theirs(comparison)
    title = comparison.new.title or comparison.old.title or "Comparison"
    return page(
        f"{plain(title)} · comparison",
        [h.a(".skip", href="#text")["To the text"], *comparison_body(comparison)],
        direction=theirs["dir"],
    )


def comparison_body(comparison: Comparison, *, text: h.Tag = h.main) -> list[h.Node]:
    """Write what stands on such a page; *text* is the element around the text."""
    old, new = comparison.old, comparison.new
    theirs = _theirs(comparison)  # the direction of a page of its own; of any other, of its words alone
    return [
        h.header(".mast")[
            h.h1(".title", **theirs)[characters(new.title or old.title or say("Comparison"))],
            h.div(".facts", dir=ways_of_writing()["dir"])[
                h.p[written("From {old} to {new}", {"old": _called(old), "new": _called(new)})],
                h.p[ours(_figures(comparison))],
                h.p[ours(say(RULE))],
            ],
        ],
        h.div(".layout")[
            h.div(".side", dir=ways_of_writing()["dir"])[
                _controls(), _contents(comparison, theirs["lang"], theirs["dir"])
            ],
            text("#text.text")[
                _alerts(comparison, theirs),
                h.h2(".vh")[ours(say("The text"))],
                h.div(".theirs", dir=None if text is h.main else theirs["dir"])[
                    _in_order(comparison, theirs)
                ],
            ],
        ],
    ]


def _in_order(comparison: Comparison, theirs: dict[str, str]) -> list[h.Node]:
    """Write each provision where the new draft has it, the parts of one that was split each at its place."""
    rows: list[tuple[int, h.Node]] = []
    last = -1
    for change in comparison.changes:
        shown = change_shown(comparison, change, theirs)
        match change:
            case Removed():
                rows.append((last, shown))
            case Split(new=(first, *others)) if isinstance(shown, list):
                last = _at(comparison.new, first, last)
                rows.append((last, shown[: -len(others)]))
                those = zip(others, shown[-len(others) :], strict=True)
                rows += [(_at(comparison.new, one, last), node) for one, node in those]
            case Split(new=several):
                rows.append((last := _at(comparison.new, several[0], last), shown))
            case Kept(new=new) | Reworded(new=new) | Moved(new=new) | Merged(new=new) | Added(new=new):
                rows.append((last := _at(comparison.new, new, last), shown))
            case _:
                assert_never(change)
    return [node for _, node in sorted(rows, key=lambda row: row[0])]


def _at(text: Text, provision: Provision, last: int) -> int:
    """Give the place of a provision in the text; one it does not tell apart, that before."""
    index = text.index(provision.eid)
    return last if index is None else index


def _theirs(comparison: Comparison) -> dict[str, str]:
    """Give the language and direction of the texts, as attributes."""
    every = " ".join(
        plain_characters(one.words) for text in (comparison.new, comparison.old) for one in text.provisions
    )
    return {"lang": _language(comparison.new, every), "dir": direction(every)}


def _language(text: Text, every: str) -> str:
    return text.language if text.language != "und" else guess(every)


def _called(text: Text) -> list[h.Node]:
    return [[name(text.draft), " "] if text.draft else ours(say("draft ")), h.code[text.identity]]


def _figures(comparison: Comparison) -> str:
    counts = comparison.figures
    told = [
        say("{count} {figure}", count=figure(counts[kind]), figure=say(name))
        for kind, name in _KINDS.items()
        if counts[kind]
    ]
    followed = sum(isinstance(change, Reworded) and change.follows for change in comparison.changes)
    if followed:
        told.append(
            say(
                "{count} of those reworded only in references that follow a renumbering",
                count=figure(followed),
            )
        )
    return " · ".join(told)


def _controls() -> h.Element:
    return h.div(".controls")[
        h.fieldset[
            h.legend[ours(say("Show"))],
            radio("show", "show-all", say("everything"), checked=True),
            radio("show", "show-open", say("only what changed")),
        ]
    ]


def _alerts(comparison: Comparison, theirs: dict[str, str]) -> h.Node:
    found = alerts(comparison)
    if not found:
        return None
    return h.details(".alerts", open=True, dir=ways_of_writing()["dir"])[
        h.summary[ours(alerts_title(found))],
        h.p(".rule")[ours(say(ALERTS_RULE))],
        h.ul[
            [
                h.li[
                    h.a(href=f"#{several[0].new.eid}")[ours(place(plain(citation)))],
                    h.ul[[_alert(one, theirs) for one in several]],
                ]
                for citation, several in by_provision(found, comparison.new)
            ]
        ],
    ]


def _alert(alert: Alert, theirs: dict[str, str]) -> h.Element:
    return h.li[
        h.span(".n")[ours(say("{kind} {happened}", kind=say(alert.kind), happened=say(alert.what)))],
        " ",
        h.span(".says", **theirs)[
            h.span(".w")[raised(alert.before)] if alert.before else None,
            went(alert.old_words),
            " " if alert.old_words and alert.new_words else None,
            came(alert.new_words),
            h.span(".w")[raised(alert.after)] if alert.after else None,
        ],
    ]


def _contents(comparison: Comparison, language: str, direction: str) -> h.Element:
    entries: list[h.Node] = []
    changed = 0
    entry: tuple[Provision, str] | None = None

    def close() -> None:
        if entry is not None:
            count = say_count("{count} changed", "{count} changed", changed) if changed else None
            entries.append(
                h.li({"class": "s-open" if changed else "s-still"})[
                    h.a(href=f"#{entry[1]}", lang=language, dir="auto")[
                        h.span(".l")[characters(entry[0].label)] if entry[0].label else None,
                        " ",
                        characters(plain_characters(entry[0].words)),
                    ],
                    h.span(".n", dir=ways_of_writing()["dir"])[ours(count)] if count else None,
                ]
            )

    for change in comparison.changes:
        here, anchor = _shown(change)
        if here.kind in HEADED and here.kind is not Kind.TITLE:
            close()
            entry, changed = (here, anchor), 0
        changed += not isinstance(change, Kept) or change.is_renumbered or change.is_restated
    close()
    return h.details(".toc", open=True)[
        h.summary[ours(say("Contents"))], h.nav(aria_label=say("Contents"))[h.ol(dir=direction)[entries]]
    ]


def _shown(change: Fate) -> tuple[Provision, str]:
    """Give the provision under which a change is shown, and its anchor."""
    match change:
        case Removed(old=old):
            return old, f"old-{old.eid}"
        case Split(new=several):
            return several[0], several[0].eid
        case Kept(new=new) | Reworded(new=new) | Moved(new=new) | Merged(new=new) | Added(new=new):
            return new, new.eid
        case _:
            assert_never(change)
