"""The address of a database: what is read from it, and that nothing of one that cannot be read is told."""

import pytest

from travaux.store.conninfo import BadConninfo, connected, parameters
from travaux.store.fault import StoreFault
from travaux.store.postgres import PostgresStore

SECRET = "kettle"  # noqa: S105  nobody's
PROMPT = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgresql:///records?user=travaux", {"user": "travaux", "dbname": "records"}),
        (
            "postgresql://travaux:kett%40le@database:5433/records",
            {
                "user": "travaux",
                "password": "kett@le",
                "host": "database",
                "port": "5433",
                "dbname": "records",
            },
        ),
        ("host=database dbname=records connect_timeout=10", {"host": "database", "dbname": "records"}),
        ("postgres://a,b:5433/records", {"host": "a,b", "port": ",5433", "dbname": "records"}),
        ("", {}),
    ],
)
def test_what_it_says(given: str, read: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGCONNECT_TIMEOUT", raising=False)
    waits = {"connect_timeout": "10"} if "connect_timeout" in given else {}
    assert parameters(given) == {**PROMPT, **read, **waits}


def test_how_long_a_server_has_to_answer_is_for_whoever_runs_it_to_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "8")
    assert parameters("postgresql:///records")["connect_timeout"] == "8"


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://travaux:ke@kettle@database/records",
        "postgresql://travaux:ke/kettle@database/records",
        "postgresql://travaux:12/kettle@database/records",
        "postgresql://travaux:ke:kettle/x@database/records",
        "postgresql://travaux:ke@database:kettle/records",
        "postgresql://travaux:ke%kettle@database/records",
        "postgresql://travaux:ke?kettle/x=y@database/records",
        "postgresql://database/records?user=travaux&password=a&kettle",
        "postgresql://database/records?user=travaux&passwd=kettle",
        "postgresq://travaux:kettle@database/records",
        "postgresql:/travaux:kettle@database/records",
        "host=database password=my kettle",
        "host=database passwort=kettle",
        "host=database password='kettle",
        "host=database port=kettle",
        "host=database port=99999 password=kettle",
        "kettle",
    ],
)
def test_of_one_that_cannot_be_read_nothing_is_told(given: str) -> None:
    for use in (parameters, connected, lambda it: PostgresStore.open(it, origin="meridian")):
        with pytest.raises(BadConninfo, match="Expected postgresql://") as fault:
            use(given)
        assert SECRET not in str(fault.value)
        assert fault.value.__cause__ is None


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://travaux:kettle@127.0.0.1:1/records",
        "postgresql://travaux:ket%40tle@nowhere.invalid/records?password=kettle",
    ],
)
def test_of_a_server_that_does_not_answer_no_password_is_told(given: str) -> None:
    with pytest.raises(StoreFault, match="Nothing was acknowledged") as fault:
        PostgresStore.open(given, origin="meridian")
    assert SECRET not in str(fault.value)
