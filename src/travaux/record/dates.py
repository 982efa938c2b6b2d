"""Whether the times that an act names are times."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from travaux.answers.undertaking import Due
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase

_LOCAL: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", re.ASCII)
_UTC: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_ZONE: Final = re.compile(r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+)*", re.ASCII)
_SENT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?", re.ASCII)
_FURTHEST: Final = timedelta(hours=15)
"""No place's time is further from UTC."""


def check_due(name: str, due: Due | None) -> None:
    """Raise Refused unless it says one instant twice, as far as that shows without a time zone's rules."""
    if due is None:
        return
    local, utc = _instant(name, due.local, _LOCAL), _instant(name, due.utc, _UTC)
    apart = local - utc
    if len(due.local) == len("2026-03-20"):
        apart += timedelta(days=1)
    if not _ZONE.fullmatch(due.zone):
        raise Refused(
            Code.BAD_TIME,
            phrase("{name} is in zone {zone!r}; expected such as Europe/Zurich.", name=name, zone=due.zone),
        )
    if abs(apart) > _FURTHEST:
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "{name} is {local} in {zone} and {utc}; the two are more than 15 hours apart, as no "
                "place is from UTC.",
                name=name,
                local=due.local,
                zone=due.zone,
                utc=due.utc,
            ),
        )


def _instant(name: str, text: str, form: re.Pattern[str]) -> datetime:
    try:
        if form.fullmatch(text) is None:
            raise ValueError(text)  # noqa: TRY301  one message for both
        return datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        expected = "2026-03-20T18:00 or 2026-03-20" if form is _LOCAL else "2026-03-20T17:00:00Z"
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "{name} says {text!r}; expected such as {expected}.", name=name, text=text, expected=expected
            ),
        ) from None


def check_day(name: str, text: str) -> None:
    if not text:
        return
    try:
        if _SENT.fullmatch(text) is None:
            raise ValueError(text)  # noqa: TRY301  one message for both
        datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        raise Refused(
            Code.BAD_TIME,
            phrase("{name} says {text!r}; expected a date such as 2026-03-20.", name=name, text=text),
        ) from None
