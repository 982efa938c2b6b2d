"""Under which name the address is printed: one that the server answers to, and the one that it was told."""

import pytest

from travaux.web.serve import name_of


@pytest.mark.parametrize(
    ("host", "told", "name"),
    [
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["localhost"], "localhost"),
        ("127.0.0.1", ["talks.example"], "127.0.0.1"),
        ("127.0.0.1", ["talks.example", "localhost"], "localhost"),
        ("localhost", [], "localhost"),
        ("0.0.0.0", [], "127.0.0.1"),  # noqa: S104  told, not bound
        ("0.0.0.0", ["localhost"], "localhost"),  # noqa: S104  as above
        ("::1", [], "localhost"),
        ("::", ["talks.example"], "localhost"),
        ("192.0.2.7", [], "192.0.2.7"),
        ("192.0.2.7", ["talks.example"], "talks.example"),
    ],
)
def test_the_name_that_is_printed(host: str, told: list[str], name: str) -> None:
    assert name_of(host, told) == name
