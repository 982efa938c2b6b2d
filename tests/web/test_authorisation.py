"""The authorisation matrix has a row for every address of the URL table."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.verdicts import ACCOUNTS_OPEN, ACCOUNTS_OWN, ROWS


def _listed(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _listed(one.url_patterns, f"{one.namespace}:" if one.namespace else namespace)
        elif one.name is not None:
            yield f"{namespace}{one.name}", one


NAMES = [name for name, _ in _listed(get_resolver().url_patterns)]
ACCOUNTS = ACCOUNTS_OPEN | ACCOUNTS_OWN


def test_every_address_has_a_row() -> None:
    missing = sorted(set(NAMES) - set(ROWS) - ACCOUNTS)
    assert missing == [], f"say in ROWS of tests/web/verdicts.py who may ask for {', '.join(missing)}"


def test_every_row_has_an_address() -> None:
    gone = sorted((set(ROWS) | ACCOUNTS) - set(NAMES))
    assert gone == [], f"no address has these names: take {', '.join(gone)} out of tests/web/verdicts.py"


def test_every_name_is_of_one_address() -> None:
    assert sorted({name for name in NAMES if NAMES.count(name) > 1}) == []
