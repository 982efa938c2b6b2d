"""What the desk makes of a time and its zone is one instant by the tables, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.answers.undertaking import Due
from travaux.cli.deadline import due
from travaux.cli.refusal import Refused as NotMade
from travaux.cli.zones import zone_named, zone_names
from travaux.record.act import MakesPromise
from travaux.record.dates import check_by_tables
from travaux.record.refusal import Code, Refused

ZONES = sorted(zone_names())
FIRST, LAST = datetime(1900, 1, 1), datetime(2199, 12, 31, 23, 59)  # noqa: DTZ001  as a clock shows it


def is_recorded(one: Due) -> bool:
    try:
        check_by_tables(MakesPromise(words="A text.", due=one), zone_named)
    except Refused as fault:
        return fault.code is not Code.BAD_TIME
    return True


def moved(one: Due, by: timedelta) -> Due:
    at = datetime.fromisoformat(one.utc) + by
    return Due(local=one.local, zone=one.zone, utc=f"{at:%Y-%m-%dT%H:%M:%SZ}")


def holds(when: str, zone: str) -> None:
    """Make a time at the desk: it is recorded, an hour aside it is not. It makes none that is there twice."""
    place = zone_named(zone)
    shown = datetime.fromisoformat(when) + timedelta(days=1 if len(when) == len("2026-03-20") else 0)
    instants = {shown.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)}
    given_ = {
        f"{one:%Y-%m-%dT%H:%M:%SZ}": one.astimezone(place).replace(tzinfo=None) == shown for one in instants
    }
    try:
        made = due(when.replace("T", " "), zone)
    except NotMade:
        assert len(given_) == 2
    else:
        assert given_ == {made.utc: True}
        assert (made.local, made.zone) == (when, zone)
        assert [is_recorded(moved(made, timedelta(hours=one))) for one in (-1, 0, 1)] == [False, True, False]
        assert not is_recorded(moved(made, timedelta(seconds=1)))
    for utc, there in given_.items():
        assert is_recorded(Due(local=when, zone=zone, utc=utc)) == there


@given(
    st.datetimes(FIRST, LAST).map(lambda at: f"{at:%Y-%m-%dT%H:%M}")
    | st.dates(FIRST.date(), LAST.date()).map(str),
    st.sampled_from(ZONES),
)
def test_what_the_desk_makes_is_what_is_recorded(when: str, zone: str) -> None:
    holds(when, zone)


@pytest.mark.parametrize("letter", sorted({one[0] for one in ZONES}))
def test_in_every_zone(letter: str) -> None:
    """Random times and days, and every half hour of days on which the clocks are set."""
    for zone in (one for one in ZONES if one.startswith(letter)):
        random, place = Random(zone), zone_named(zone)  # noqa: S311  the same at each run
        days = [FIRST + timedelta(days=random.randrange(109_500)) for _ in range(12)]
        year = datetime(random.choice((1977, 1999, 2011, 2026)), 1, 1)  # noqa: DTZ001  as above
        for day in (year + timedelta(days=one) for one in range(365)):
            if (
                day.replace(tzinfo=place).utcoffset()
                != (day + timedelta(days=1)).replace(tzinfo=place).utcoffset()
            ):
                days += [day - timedelta(days=1), day]
                for half in range(48):
                    holds(f"{day + timedelta(minutes=30 * half):%Y-%m-%dT%H:%M}", zone)
        for day in days:
            holds(f"{day:%Y-%m-%d}", zone)
            holds(f"{day + timedelta(minutes=random.randrange(24 * 60)):%Y-%m-%dT%H:%M}", zone)
