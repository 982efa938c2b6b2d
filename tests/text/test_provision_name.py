"""The names of provisions."""

from tests.text.treaty import CITED, TREATY
from travaux.text.provision_name import cite


def test_each_provision_is_cited() -> None:
    assert [cite(TREATY, index) for index in range(len(TREATY.provisions))] == CITED
