"""Alerts as they are listed: provision by provision, in our words beside those of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.tongue import say_count
from travaux.text.notation import parse, plain_characters
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compare.alert import Alert
    from travaux.text.instrument import Text


def alerts_title(found: Sequence[Alert]) -> str:
    """Say above a list of alerts how many there are."""
    return say_count(
        "Look here: {count} place where an obligation may turn",
        "Look here: {count} places where an obligation may turn",
        len(found),
    )


def by_provision(found: Sequence[Alert], new: Text) -> Iterator[tuple[str, list[Alert]]]:
    """Give the alerts of each provision together, under its citation in the *new* text; order is kept."""
    several: list[Alert] = []
    for one in found:
        if several and several[-1].new.eid != one.new.eid:
            yield cited(several[0], new), several
            several = []
        several.append(one)
    if several:
        yield cited(several[0], new), several


def cited(alert: Alert, new: Text) -> str:
    """Name the provision in which an alert stands, as the *new* text numbers it."""
    index = new.index(alert.new.eid)
    return alert.new.eid if index is None else cite(new, index)


def alert_words(alert: Alert) -> str:
    """Write the words on one line, marked as in a comparison, a few words around them."""
    went = f"[-{_line(alert.old_words)}-]" if alert.old_words else ""
    came = f"{{+{_line(alert.new_words)}+}}" if alert.new_words else ""
    around = (f"…{alert.before}" if alert.before else "", f"{alert.after}…" if alert.after else "")
    return (went + came).join(" ".join(plain_characters(parse(one)).split("\n")) for one in around)


def _line(words: str) -> str:
    return " ".join(plain_characters(parse(words)).split())
