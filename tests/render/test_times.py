from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from travaux.answers.undertaking import Due
from travaux.cli.zones import zone_named
from travaux.render.times import judged_by, moment, span, time_set


@pytest.mark.parametrize(
    ("due", "written"),
    [
        (
            Due(local="2026-03-20T18:00", zone="Europe/Zurich", utc="2026-03-20T17:00:00Z"),
            "20 March 2026, 18:00 Europe/Zurich (17:00 UTC)",
        ),
        (
            Due(local="2026-03-20T18:00", zone="America/New_York", utc="2026-03-20T22:00:00Z"),
            "20 March 2026, 18:00 America/New_York (22:00 UTC)",
        ),
        (
            Due(local="2026-03-20T08:00", zone="Pacific/Auckland", utc="2026-03-19T19:00:00Z"),
            "20 March 2026, 08:00 Pacific/Auckland (19 March 2026, 19:00 UTC)",
        ),
        (
            Due(local="2026-03-20", zone="America/New_York", utc="2026-03-21T04:00:00Z"),
            "20 March 2026, until the day ends in America/New_York (21 March 2026, 04:00 UTC)",
        ),
        (
            Due(local="2026-03-20T18:00", zone="UTC", utc="2026-03-20T18:00:00Z"),
            "20 March 2026, 18:00 UTC",
        ),
    ],
)
def test_a_deadline_is_written_as_set_and_in_utc(due: Due, written: str) -> None:
    assert time_set(due) == written


@pytest.mark.parametrize(
    ("due", "written"),
    [
        (
            Due(local="2026-03-20T18:00", zone="Europe/Athens", utc="2026-03-20T09:00:00Z"),
            (
                "20 March 2026, 18:00 Europe/Athens (09:00 UTC) (in doubt: by the time zones known here that "
                "is not 20 March 2026, 09:00 UTC, by which it is judged)"
            ),
        ),
        (
            Due(local="2026-03-20T18:00", zone="UTC", utc="2026-03-20T09:00:00Z"),
            (
                "20 March 2026, 18:00 UTC (in doubt: by the time zones known here that is not 20 March 2026, "
                "09:00 UTC, by which it is judged)"
            ),
        ),
        (
            Due(local="2026-03-20", zone="Europe/Athens", utc="2026-03-20T22:00:00Z"),
            "20 March 2026, until the day ends in Europe/Athens (20 March 2026, 22:00 UTC)",
        ),
        (
            Due(local="2026-10-25T02:30", zone="Europe/Zurich", utc="2026-10-25T01:30:00Z"),
            "25 October 2026, 02:30 Europe/Zurich (01:30 UTC)",
        ),
        (
            Due(local="2026-03-20T18:00", zone="Meridian/Halvar", utc="2026-03-20T09:00:00Z"),
            "20 March 2026, 18:00 Meridian/Halvar (09:00 UTC)",
        ),
    ],
)
def test_a_time_of_an_old_record_that_is_not_one_instant_is_in_doubt(due: Due, written: str) -> None:
    """By the tables of the machine that shows it; of a zone that is not in them nothing is said."""
    with judged_by(zone_named):
        assert time_set(due) == written


def test_without_tables_only_utc_is_known() -> None:
    athens = Due(local="2026-03-20T18:00", zone="Europe/Athens", utc="2026-03-20T09:00:00Z")
    assert time_set(athens) == "20 March 2026, 18:00 Europe/Athens (09:00 UTC)"
    assert "in doubt" in time_set(Due(local="2026-03-20T18:00", zone="UTC", utc="2026-03-20T09:00:00Z"))


def test_an_instant_is_written_in_the_zone_of_the_conference_and_in_utc() -> None:
    assert moment("2026-03-12T17:40:00.000Z") == "12 March 2026, 17:40 UTC"
    assert moment("2026-03-12T17:40:00Z", ZoneInfo("Europe/Zurich")) == (
        "12 March 2026, 18:40 Europe/Zurich (17:40 UTC)"
    )
    assert moment("2026-03-12T17:40:00Z", ZoneInfo("Asia/Tokyo")) == (
        "13 March 2026, 02:40 Asia/Tokyo (12 March 2026, 17:40 UTC)"
    )
    assert moment("2026-03-12") == "12 March 2026"


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=25), "1 day 1 hour"),
        (timedelta(days=3, minutes=4), "3 days 4 minutes"),
        (timedelta(days=3, hours=2, minutes=4), "3 days 2 hours"),
    ],
)
def test_how_long_is_written_in_the_two_largest_units(length: timedelta, written: str) -> None:
    assert span(length) == written
