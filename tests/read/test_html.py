from tests.read.outlined import lines_of
from travaux.read.html import read_html
from travaux.read.reading import Reading
from travaux.text.instrument import Text


def text(reading: Reading) -> Text:
    assert reading.text is not None
    return reading.text


def test_the_blocks_of_a_page_are_its_paragraphs() -> None:
    page = """<!doctype html><html lang="fr"><head><title>x</title><style>p {}</style></head><body>
    <h1>Traité <em>modèle</em></h1><div>Les Parties,<br>Conscientes,</div>
    <h2>Article premier</h2><p>Chaque&nbsp;Partie :<ol type="a"><li>avise ;<li><p>consulte.</p></ol>
    <script>no()</script></body></html>"""
    found = text(read_html(page.encode()))
    assert found.language == "fr"
    assert lines_of(found) == [
        "title Traité modèle",
        "recital Les Parties,",
        "recital Conscientes,",
        "article Article premier",
        ".paragraph Chaque\u00a0Partie :",
        "..point a. avise ;",
        "..point b. consulte.",
    ]


def test_pages_in_other_scripts_are_read_alike() -> None:
    page = '<html lang="{}"><body><h2>{}</h2><ol><li>{}</li></ol></body></html>'
    for language, article, words in (
        ("ar", "المادة 1", "يخطر كل طرف."),
        ("zh", "第一条", "各方应通知。"),
        ("ru", "Статья 1", "Слова."),
    ):
        found = text(read_html(page.format(language, article, words).encode()))
        assert lines_of(found) == [f"article {article}", f".paragraph 1. {words}"]


def test_what_is_left_out_is_said() -> None:
    assert [one.code for one in read_html(b"<html><body><p>x</p></body></html>").findings] == ["html-tags"]


def test_a_page_without_words_is_a_text_without_provisions() -> None:
    assert text(read_html(b"<html><body></body></html>")).provisions == ()
