"""The page: one file, everybody's words, nothing that runs and nothing that is fetched."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from tests.properties.negotiations import CODES, Negotiation, negotiations
from tests.render.negotiation import ARD, AUR, NAMES, VEL, answer, draft, negotiation, replies
from travaux.answers.answer import Condition, Reply
from travaux.answers.position import Accepts, Amends, Asks
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.render.html import compilation_page, read_back
from travaux.render.page import search_script
from travaux.render.profile import Profile, profiled
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.wording import words

PROOF = "6 projections taken out of this document and found exact."


def tree(page: bytes) -> HtmlElement:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


PAGE = compilation_page(negotiation(), Profile.ATTRIBUTED, PROOF)
TREE = tree(PAGE)


def shown(text: Text) -> list[tuple[str, str]]:
    return [(one.label, show(one.words)) for one in text.provisions]


def voices(page: HtmlElement, kind: str) -> set[tuple[str, str]]:
    """In which languages and directions the elements of a class stand."""
    return {
        (
            one.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"),
            one.xpath("string(ancestor-or-self::*[@dir][1]/@dir)"),
        )
        for one in page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {kind} ')]")
    }


class TestConservation:
    """Projecting a compilation on a party gives that party's text, token for token; on the base, the base."""

    @given(negotiations())
    def test_every_party_and_the_draft_come_out_of_the_page(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies, order=CODES)
        back = read_back(compilation_page(compilation))
        assert back.provisions == compilation.text.provisions
        for party in (None, *compilation.parties):
            assert shown(project(back, party)) == shown(project(compilation.text, party))

    @given(negotiations(), st.sampled_from((Profile.UNATTRIBUTED, Profile.SIDE_TABLE)))
    def test_every_profile_shows_its_text(self, negotiation: Negotiation, profile: Profile) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies, order=CODES)
        meant = profiled(compilation.text, profile, compilation.order).text
        assert read_back(compilation_page(compilation, profile)).provisions == meant.provisions


class TestInert:
    """What a document says is words: no page does what it says."""

    ATTACKS = (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'onmouseover='alert(1)",
        "</style></title></textarea><svg/onload=alert(1)>",
        "<!-- --> <![CDATA[ ]]> &lt;b&gt; &#60;i&#62;",
        "<a href='javascript:alert(1)'>x</a>",
        "\u202eright to left\u202c and \u2066isolate",
        "{{7*7}} ${7*7} %0d%0a\r\nSet-Cookie: a=b",
        "\x00\x01\x1b[31m\ufffe",
    )

    @pytest.mark.parametrize("attack", ATTACKS)
    def test_attacks_in_words_names_reasons_and_sources_stay_words(self, attack: str) -> None:
        text = replace(draft(), title=attack, draft=attack)
        reply = Reply(
            party=ARD,
            names=((ARD, attack), (VEL, attack)),
            source=attack,
            answers=(
                answer("Article 5", Amends(words=words(f"A record {attack} is kept.")), attack),
                answer("Article 6(1)", Asks(question=attack), attack, Condition(words=attack)),
            ),
        )
        compilation = compiled(text, (reply,), order=(ARD, VEL))
        page = compilation_page(compilation, Profile.ATTRIBUTED, attack)
        found = tree(page)
        kinds = Counter(one.tag for one in found.iter() if isinstance(one.tag, str))
        assert set(kinds) - {one.tag for one in TREE.iter()} == set()
        assert [name for one in found.iter() for name in one.attrib if str(name).startswith("on")] == []
        assert [link for link in found.xpath("//a/@href") if not link.startswith("#")] == []
        mine = project(read_back(page), ARD).at("art_5__para_1")
        assert mine is not None
        assert mine.words == words(f"A record {attack} is kept.")

    def test_nothing_is_fetched_nothing_runs_but_the_search_and_the_page_says_so(self) -> None:
        assert TREE.xpath("//link | //img | //iframe | //form | //@src | //@style") == []
        assert TREE.xpath("//script/text()") == [search_script()]
        policy = TREE.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; "
            r"script-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'",
            policy,
        )


class TestSilence:
    """Silence is not a position. No answer is shown as no answer."""

    def test_every_party_has_a_row_that_says_whether_it_replied_and_for_whom(self) -> None:
        rows = TREE.xpath("//details[@class='who-list']//tbody/tr")
        assert [[cell.text_content() for cell in row] for row in rows] == [
            ["ARD Republic of Ardenmoor", "replied"],
            ["AUR", "no answer"],
            ["BOR Boreal Union", "replied, one reply for BOR KES TAL"],
            ["CEL Kingdom of Celadon", "replied"],
            ["KES", "no national answer; named in the reply of BOR"],
            ["TAL", "no national answer; named in the reply of BOR"],
            ["THA Thalassa", "replied"],
            ["VEL Velmark", "replied"],
        ]

    def test_beside_each_article_silence_stands_as_silence(self) -> None:
        (aside,) = TREE.xpath("//aside[@aria-label='Positions on Article 6']")
        silent = aside.xpath(".//tr[contains(@class, 'sil')]")
        assert [[cell.text_content() for cell in row] for row in silent] == [
            ["ARD BOR CEL", "no answer on this"],
            ["AUR", "no answer"],
            ["KES TAL", "no national answer; named in the reply of BOR"],
        ]

    def test_nothing_on_the_page_says_that_anything_is_agreed(self) -> None:
        ours = tree(PAGE)
        for theirs in ours.xpath("//*[contains(@class, 'words')] | //q | //style"):
            theirs.drop_tree()
        assert re.findall(r"✓|\bagreed\b", ours.text_content()) == []


class TestProfiles:
    def test_an_unattributed_page_names_nobody(self) -> None:
        page = compilation_page(negotiation(), Profile.UNATTRIBUTED, PROOF).decode()
        body = page[page.index("<body") :]
        named = [code for code in negotiation().order if re.search(rf"\b{code}\b", body)]
        assert named == []
        assert [name for _, name in NAMES if name in page] == []

    def test_a_side_table_holds_the_names_beside_the_article(self) -> None:
        found = tree(compilation_page(negotiation(), Profile.SIDE_TABLE, PROOF))
        said = {
            row[0].text_content(): row[1].text_content()
            for row in found.xpath("//aside[contains(@class, 'notes')]//tr")
        }
        labels = found.xpath("//div[@id='art_2__para_1']//span[contains(@class, 'who')]/text()")
        assert [label.split(", ")[-1] for label in labels] == ["N1", "N2"]
        assert [said["N1"], said["N2"]] == ["accepted by ARD", "proposed by CEL"]


class TestReading:
    def test_positions_stand_beside_the_article_in_protocol_order_with_reasons_one_click_away(self) -> None:
        (aside,) = TREE.xpath("//aside[@aria-label='Positions on Article 5']")
        rows = aside.xpath(".//tr[not(contains(@class, 'sil'))]")
        assert [row.xpath("string(th)") for row in rows] == ["ARD", "CEL"]
        assert [row.xpath("string(.//details/p)") for row in rows] == [
            "The record is what the visits rest on.",
            "Our archives act is before parliament.",
        ]

    def test_a_condition_stands_at_both_ends(self) -> None:
        (here,) = TREE.xpath("//aside[@aria-label='Positions on Article 5']//p[@class='cond']")
        (there,) = TREE.xpath("//aside[@aria-label='Positions on Article 6']//p[@class='hangs']")
        assert here.text_content() == "only if: if Article 6(2) stays (see Article 6, paragraph 2)"
        assert there.text_content() == (
            "Something hangs on this: ARD accepts Article 5 only if if Article 6(2) stays"
        )

    def test_a_move_carries_both_addresses(self) -> None:
        captions = {
            one.getparent().xpath("string(ancestor::*[@data-eid]/@data-eid)"): one.text_content()
            for one in TREE.xpath("//p[contains(@class, 'cap')]")
        }
        assert captions == {
            "art_2__para_2": "THA opposes this and offers no other words",
            "art_2__para_3": "Moved here from Article 4, paragraph 4 by VEL",
            "art_4__para_4": "VEL moves this to after Article 2, paragraph 2",
            "art_4__para_4bis": "New, proposed by ARD · BOR opposes this",
            "art_6__para_2": "VEL deletes this",
        }

    def test_the_contents_give_each_section_its_state_as_a_shape_and_a_count(self) -> None:
        entries = TREE.xpath("//nav//ol/li")
        assert [" ".join(entry.text_content().split()) for entry in entries] == [
            "Preamble",
            "Article 1 Use of terms1 question",
            "○Article 2 Restraint3 open",
            "○Article 3 Contacts1 open · 1 hold",
            "○Article 4 Notification of closures5 open",
            "◐Article 5 Records1 hold",
            "○Article 6 Visits1 open · 1 question",
        ]

    def test_every_figure_has_its_rule_and_opens_to_its_list(self) -> None:
        figures = TREE.xpath("//div[@class='figure']")
        assert [one.xpath("string(p[1])") for one in figures][:2] == ["8 choices", "18 alternatives"]
        assert [
            one for one in figures if not one.xpath("p[@class='soft']") or not one.xpath("details//a")
        ] == []

    def test_the_proof_is_on_the_page(self) -> None:
        assert [one.text_content() for one in TREE.xpath("//p[@class='proof']")] == [f"Proof: {PROOF}"] * 2

    def test_a_reply_left_out_is_said_with_its_reason(self) -> None:
        other = replace(replies()[0], in_answer_to="0000-0000-0000")
        page = tree(compilation_page(negotiation((other,))))
        assert page.xpath("string(//details[@class='who-list']//tbody/tr/td)") == (
            "replied; the reply is left out, see Findings"
        )
        assert page.xpath("string(//section[@id='findings']/p)") == "1 reply left out:"


class TestStructure:
    """It works with a keyboard and a screen reader."""

    def test_headings_begin_at_one_and_skip_no_level(self) -> None:
        levels = [int(one.tag[1]) for one in TREE.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []

    def test_ids_are_unique_and_every_link_leads_somewhere(self) -> None:
        ids = [one.get("id") for one in TREE.xpath("//*[@id]")]
        assert [one for one, count in Counter(ids).items() if count > 1] == []
        assert {one.get("href")[1:] for one in TREE.xpath("//a")} - set(ids) == set()

    def test_tables_have_heads_with_a_scope(self) -> None:
        assert TREE.xpath("//th[not(@scope)]") == []
        assert [table for table in TREE.xpath("//table") if not table.xpath(".//th")] == []

    def test_the_words_bear_their_language_and_direction(self) -> None:
        assert voices(TREE, "words") == {("en", "ltr")}
        assert TREE.get("lang") == "en"

    def test_an_arabic_text_runs_from_the_right_and_what_is_ours_does_not(self) -> None:
        arabic = words("يخطر كل طرف الأطراف الأخرى.")
        provisions = tuple(replace(one, words=arabic) for one in draft().provisions)
        text = replace(draft(), language="ar", provisions=provisions)
        page = tree(compilation_page(compiled(text, (), order=(ARD, AUR))))
        assert page.get("dir") == "rtl"
        assert voices(page, "words") == {("ar", "rtl")}
        assert voices(page, "side") == voices(page, "ours") == {("en", "ltr")}


def test_each_condition_leads_to_what_it_names_itself_and_hangs_there_in_its_own_words() -> None:
    conditions = (
        Condition(words="if Article 2(1) stays", references=("Article 2(1)",)),
        Condition(words="if Article 6(2) is kept", references=("Article 6(2)",)),
    )
    reply = Reply(party=ARD, source="ard.md", answers=(answer("Article 5", Accepts(), "", *conditions),))
    page = tree(compilation_page(compiled(draft(), [reply], order=(ARD,)), Profile.ATTRIBUTED, PROOF))
    said = [
        "only if: if Article 2(1) stays (see Article 2, paragraph 1)",
        "only if: if Article 6(2) is kept (see Article 6, paragraph 2)",
    ]
    assert [
        [" ".join(one.text_content().split()) for one in page.xpath(f"{where}//p[@class='cond']")]
        for where in ("//*[@class='app']", "//section[@id='matrix']")
    ] == [said, said]
    assert [" ".join(one.text_content().split()) for one in page.xpath("//p[@class='hangs']")] == [
        "Something hangs on this: ARD accepts Article 5 only if if Article 2(1) stays",
        "Something hangs on this: ARD accepts Article 5 only if if Article 6(2) is kept",
    ]


def test_where_nobody_has_spoken_no_empty_table_stands() -> None:
    """Silence is never consent: the provisions of which nobody speaks are counted, and have no row."""
    page = tree(compilation_page(compiled(draft(), (), order=(ARD, VEL)), Profile.ATTRIBUTED, PROOF))
    (found,) = page.xpath("//section[@id='matrix']")
    assert [one.tag for one in found] == ["h2", "details"]
    assert found.xpath("string(details/summary)").endswith("of which nobody speaks")
