"""What is written in the canonical layout reads back as the same text."""

from hypothesis import given

from tests.properties.strategies import PARTIES, texts
from travaux.answers.party import Party
from travaux.read.plain import read_plain
from travaux.read.written import written
from travaux.text.instrument import Text
from travaux.text.printed import printed


@given(texts())
def test_any_well_formed_text_is_read_back_equal_from_its_canonical_layout(text: Text) -> None:
    """Exact words: ``read(render(x)) == x`` for bracket text."""
    parties = [Party(code=code) for code in PARTIES]
    reading = read_plain(written(text, parties=parties, consolidated=True).encode())
    assert reading.text == text


@given(texts())
def test_what_is_read_prints_back_to_the_same_characters(text: Text) -> None:
    """Exact words: a text keeps every character of its source, whatever it is taken for."""
    source = written(text, consolidated=True)
    reading = read_plain(source.encode())
    assert reading.text is not None
    assert printed(reading.text) == source
