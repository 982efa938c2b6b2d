import pytest

from travaux.read.format import format_of, read
from travaux.read.package import NotReadable
from travaux.read.reading import Format


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04", Format.DOCX),
        (bytes.fromhex("d0cf11e0a1b11ae1"), Format.DOCX),
        (b"<!DOCTYPE html><p>x", Format.HTML),
        ("\ufeff\n<html lang='ar'><p>نص".encode(), Format.HTML),
        ("# Réponse de la Bordavie (BOR)\n".encode(), Format.SHEET),
        ("# 博尔达维亚（BOR）的答复\n".encode(), Format.SHEET),
        ("Сторона: BOR\n".encode(), Format.SHEET),
        ("# رد بوردافيا (BOR)\n".encode(), Format.SHEET),
        (b"# Model Agreement\n\nParty: a State.\n", Format.PLAIN),
        ("Статья 1\n".encode(), Format.PLAIN),
        (b"", Format.PLAIN),
    ],
)
def test_the_format_is_told_by_the_content(data: bytes, expected: Format) -> None:
    assert format_of(data) is expected


def test_the_name_does_not_matter() -> None:
    assert read(b"Article 1\n", name="draft.docx").format is Format.PLAIN


def test_an_old_binary_file_is_refused_by_the_reader_of_word() -> None:
    with pytest.raises(NotReadable):
        read(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), name="draft.doc")


@pytest.mark.parametrize("data", [b'{"a": [1]}', b"a\tb\tc\n1\t2\t3\n", b'[{"a": 1}]'])
def test_data_for_programs_is_read_as_lines_and_says_so(data: bytes) -> None:
    assert [one.code for one in read(data).findings][:1] == ["read-as-lines"]


def test_a_text_that_begins_with_a_bracket_is_no_data() -> None:
    assert read("[Article 1]\n\n[各方][缔约方]应通知。\n".encode()).findings == ()
