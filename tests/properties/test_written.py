"""What is written in the canonical layout reads back as the same text."""

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.strategies import PARTIES, names, texts
from travaux.answers.party import Party
from travaux.read.plain import read_plain
from travaux.read.written import written
from travaux.text.instrument import Text
from travaux.text.printed import printed
from travaux.text.wording import PartyCode


@given(texts())
def test_any_well_formed_text_is_read_back_equal_from_its_canonical_layout(text: Text) -> None:
    """Exact words: ``read(render(x)) == x`` for bracket text."""
    parties = [Party(code=code) for code in PARTIES]
    reading = read_plain(written(text, parties=parties, consolidated=True).encode())
    assert reading.text == text


@given(st.lists(names(), min_size=len(PARTIES), max_size=len(PARTIES)))
def test_whatever_parties_are_called_they_are_read_back_with_the_same_names(called: list[str]) -> None:
    """Exact words: ``read(render(x)) == x``, for the list of parties."""
    codes = ("UK", "eu", *PARTIES[2:])
    parties = tuple(Party(code=PartyCode(code), name=one) for code, one in zip(codes, called, strict=True))
    reading = read_plain(written(Text(title="", draft="", language=""), parties=parties).encode())
    assert reading.parties == parties


@given(texts())
def test_what_is_read_prints_back_to_the_same_characters(text: Text) -> None:
    """Exact words: a text keeps every character of its source, whatever it is taken for."""
    source = written(text, consolidated=True)
    reading = read_plain(source.encode())
    assert reading.text is not None
    assert printed(reading.text) == source
