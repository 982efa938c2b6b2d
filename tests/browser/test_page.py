"""The page as a browser shows it: narrow, dark, printed, by keyboard, without script or request."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.render.negotiation import ARD, answer, draft, edit, negotiation
from travaux.answers.answer import Reply
from travaux.answers.position import Amends, Deletes
from travaux.compare.comparison import compare
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.render.comparison_page import comparison_page
from travaux.render.html import compilation_page
from travaux.render.profile import Profile
from travaux.text.notation import plain_characters
from travaux.text.wording import PartyCode, words

Scheme = Literal["light", "dark"]


def arabic() -> Compilation:
    """A text from right to left with Latin codes in it."""
    text = replace(
        draft(),
        language="ar",
        provisions=tuple(
            replace(one, words=words("يخطر كل طرف الأطراف الأخرى بأي إغلاق تتجاوز مدته اثنتي عشرة ساعة."))
            for one in draft().provisions
        ),
    )
    reply = Reply(
        party=ARD,
        answers=(
            answer(
                "art_5__para_1",
                Amends(words=words("يخطر كل طرف الأطراف الأخرى كتابة بأي إغلاق تتجاوز مدته ست ساعات.")),
                "واجب بلا مهلة ليس واجبا.",
            ),
        ),
    )
    return compiled(text, (reply,), order=(ARD, PartyCode("AUR")))


def long_words() -> Compilation:
    """Words without a place to break, in a title, in an alternative and in a reason."""
    endless = "Unteilbarkeitsverpflichtung" * 8
    reply = Reply(
        party=ARD, answers=(answer("Article 5", Amends(words=words(f"The {endless} is kept.")), endless),)
    )
    return compiled(replace(draft(), title=endless, draft=endless), (reply,), order=(ARD,))


def without_an_article() -> Compilation:
    """A text of which one party deletes an article, in one answer."""
    reply = Reply(party=ARD, answers=(answer("Article 5", Deletes(), "Not ours."),))
    return compiled(draft(), (reply,), order=(ARD,))


PAGES: dict[str, Callable[[], bytes]] = {
    "attributed": lambda: compilation_page(negotiation(), Profile.ATTRIBUTED, "6 projections found exact."),
    "unattributed": lambda: compilation_page(negotiation(), Profile.UNATTRIBUTED),
    "without an article": lambda: compilation_page(without_an_article()),
    "side-table": lambda: compilation_page(negotiation(), Profile.SIDE_TABLE),
    "arabic": lambda: compilation_page(arabic()),
    "long words": lambda: compilation_page(long_words()),
    "comparison": lambda: comparison_page(compare(draft(), project(negotiation().text, PartyCode("VEL")))),
}


class Opened(Protocol):
    def __call__(
        self, name: str, *, width: int = 1280, scheme: Scheme = "light", script: bool = True
    ) -> Page: ...


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open one of the pages from a file; at the end, whatever it asked for or complained of is a failure."""
    noise: list[str] = []
    contexts = []

    def open_page(name: str, *, width: int = 1280, scheme: Scheme = "light", script: bool = True) -> Page:
        file = tmp_path / f"{name}.html"
        file.write_bytes(PAGES[name]())
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.append(f"{name}: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"{name}: {error}"))
        page.on("dialog", lambda dialog: noise.append(f"{name}: {dialog.message}"))
        page.on(
            "request", lambda request: noise.append(request.url) if request.url != file.as_uri() else None
        )
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noise == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 700, 1280])
def test_nothing_scrolls_sideways(opened: Opened, name: str, width: int) -> None:
    page = opened(name, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width


CONTRASTS = """() => {
  const parsed = text => {
    const numbers = text.match(/[\\d.]+/g).map(Number);
    return numbers.length < 4 ? [...numbers, 1] : numbers;
  };
  const linear = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return parsed(getComputedStyle(document.body).backgroundColor);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({opacityProperty: true})) continue;
    if (element.closest('.vh, style')) continue;
    const a = light(parsed(getComputedStyle(element).color)), b = light(behind(element));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const words = walker.currentNode.data.slice(0, 30);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className} ${words}`);
  }
  return found;
}"""


@pytest.mark.parametrize("name", ["attributed", "side-table", "comparison"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_is_behind_it(opened: Opened, name: str, scheme: Scheme) -> None:
    page = opened(name, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(CONTRASTS) == []
    if name == "attributed":
        page.get_by_role("radio", name="VEL").check(force=True)
        assert page.evaluate(CONTRASTS) == []


LINES = """() => [...document.querySelectorAll('.p .words')].map(element => {
  const counts = new Map();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest('.who, .vh, .lab')) continue;
    for (let at = 0; at < walker.currentNode.length; at++) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const box = range.getBoundingClientRect();
      const line = Math.round(box.bottom / 8);
      if (box.width) counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  return Math.max(0, ...counts.values());
})"""


def test_all_that_stands_in_a_deleted_article_is_struck_with_it(opened: Opened) -> None:
    """Who deletes it is said once, at the article; that its paragraphs go too is seen at each."""
    page = opened("without an article")
    struck = page.locator('[data-eid^="art_5"] .words > .w').evaluate_all(
        "all => all.map(one => getComputedStyle(one).textDecorationLine)"
    )
    others = page.locator('[data-eid^="art_4"] .words > .w, [data-eid^="art_4"] .words .w').evaluate_all(
        "all => all.map(one => getComputedStyle(one).textDecorationLine)"
    )
    assert (set(struck), len(struck) > 1, "line-through" in others) == ({"line-through"}, True, False)


def test_a_line_has_at_most_seventy_characters(opened: Opened) -> None:
    assert max(opened("attributed", width=1600).evaluate(LINES)) <= 70


def test_a_reason_opens_by_keyboard(opened: Opened) -> None:
    page = opened("attributed")
    aside = page.get_by_role("complementary", name="Positions on Article 5")
    summary = aside.locator("summary").first
    reason = aside.locator("details p").first
    assert not reason.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert reason.inner_text() == "The record is what the visits rest on."
    assert reason.is_visible()


def test_focus_can_be_seen(opened: Opened) -> None:
    page = opened("attributed")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert seen == "solid"


def read(page: Page) -> list[str]:
    """The text as it can be seen, provision by provision."""
    return [
        line
        for line in page.evaluate(
            "[...document.querySelectorAll('[data-eid]')].filter(one => one.checkVisibility())"
            ".map(one => [...one.querySelectorAll('.l, .w, .echo')].filter(part => part.checkVisibility())"
            ".map(part => part.textContent).join(''))"
        )
        if line
    ]


@pytest.mark.parametrize("party", ["ARD", "BOR", "CEL", "VEL", "THA", None])
def test_one_clean_text_is_the_projection_and_needs_no_script(opened: Opened, party: str | None) -> None:
    page = opened("attributed")
    if party is not None:
        page.get_by_role("radio", name=party).check(force=True)
    page.get_by_role("radio", name="one clean text").check(force=True)
    own = project(negotiation().text, PartyCode(party) if party else None)
    assert read(page) == [line for one in own.provisions if (line := one.label + plain_characters(one.words))]


def test_only_what_is_open_hides_the_rest(opened: Opened) -> None:
    page = opened("attributed")
    page.get_by_role("radio", name="only what is open").check(force=True)
    headings = page.locator(
        "main h3:visible"
    ).all_text_contents()  # what is below the window has no inner text until it is drawn
    assert [heading.split()[1] for heading in headings] == ["2", "3", "4", "5", "6"]


def test_alternatives_are_announced_as_a_list_with_their_parties(opened: Opened) -> None:
    page = opened("attributed")
    snapshot = page.locator("#art_2__para_1").aria_snapshot()
    assert 'list "2 wordings"' in snapshot
    assert "wording 1 of 2, the draft, ARD keeps: winter" in snapshot
    assert "wording 2 of 2, proposed by CEL: summer" in snapshot


def test_the_text_can_be_enlarged_to_four_hundred_per_cent(opened: Opened) -> None:
    page = opened("attributed", width=320)
    assert page.locator("#art_4__para_1 .words").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_printed_page_has_the_words_the_reasons_and_page_numbers(
    opened: Opened, tmp_path: Path, paper: str
) -> None:
    printed = tmp_path / "page.pdf"
    opened("attributed").pdf(path=printed, format=paper)
    pages = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], check=True, capture_output=True, text=True
    ).stdout
    said = " ".join(pages.split())
    assert "No lock shall be closed within three days before a public holiday." in said
    assert "“Our markets are supplied by water.”" in said
    assert "1 / " in said
    assert "Contents" not in said


def test_right_to_left_the_numbers_stand_on_the_right_and_what_is_ours_reads_from_the_left(
    opened: Opened,
) -> None:
    page = opened("arabic")
    number = page.locator("#art_4__para_1 .no").bounding_box()
    text = page.locator("#art_4__para_1 .words").bounding_box()
    assert number is not None
    assert text is not None
    assert number["x"] > text["x"]
    labels = page.locator("#art_5__para_1 .who")
    assert labels.all_inner_texts() == ["ARD adds", "draft", "ARD"]
    assert {label.evaluate("one => getComputedStyle(one).direction") for label in labels.all()} == {"ltr"}


def many() -> Compilation:
    """Thirty parties of which each would have another number of hours, and one another verb."""
    hours = ("closure of more than twelve hours", "closure of more than {} hours")
    parties = tuple(PartyCode(f"X{at:02}") for at in range(30))
    given = tuple(
        Reply(
            party=code,
            answers=(
                answer("Article 4(1)", edit((hours[0], hours[1].format(at + 20)))),
                answer("Article 4(2)", edit(("shall state", "may state" if at < 20 else "should state"))),
            ),
        )
        for at, code in enumerate(parties)
    )
    return compiled(draft(), given, order=parties)


PAGES["many"] = lambda: compilation_page(many())


def test_of_many_parties_one_is_followed_from_a_list(opened: Opened) -> None:
    page = opened("many", script=False)
    label = page.get_by_label("Follow")
    label.select_option("X07")
    seen = page.locator("main .alt.p7")
    followed = seen.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert set(followed) == {"rgb(253, 240, 196)"}
    page.get_by_role("radio", name="one clean text").check(force=True)
    own = project(many().text, PartyCode("X07"))
    assert read(page) == [line for one in own.provisions if (line := one.label + plain_characters(one.words))]


def test_words_are_found_without_the_sections_that_lack_them(opened: Opened) -> None:
    page = opened("attributed")
    page.get_by_label("Find").fill("Reach of the CLOSURE")
    expect(page.locator("#found")).to_have_text("in 1 of 7 sections")
    headings = page.locator("main h3:visible").all_inner_texts()
    assert [heading.split()[1] for heading in headings] == ["4"]
    page.get_by_label("Find").press("Escape")
    assert page.locator("main h3:visible").count() == 7


def test_without_a_script_there_is_no_field_that_does_nothing(opened: Opened) -> None:
    assert not opened("attributed", script=False).get_by_label("Find").is_visible()


def test_what_is_not_in_sight_is_not_laid_out_and_is_printed(opened: Opened) -> None:
    page = opened("many")
    states = page.evaluate(
        "[...document.querySelectorAll('main .part')].map(one => getComputedStyle(one).contentVisibility)"
    )
    assert set(states) == {"auto"}
    page.emulate_media(media="print")
    states = page.evaluate(
        "[...document.querySelectorAll('main .part')].map(one => getComputedStyle(one).contentVisibility)"
    )
    assert set(states) == {"visible"}


LEFTS = """which => [...document.querySelectorAll(which)].map(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return Math.round(range.getBoundingClientRect().left);
})"""


@pytest.mark.parametrize("width", [1280, 700, 360])
def test_a_point_begins_where_the_words_begin_of_what_it_stands_in(opened: Opened, width: int) -> None:
    page = opened("attributed", width=width)
    words, *_ = page.evaluate(LEFTS, "#art_1 ~ .p:not(.in1) > .says")
    assert page.evaluate(LEFTS, ".part:has(#art_1) .in1 > .no") == [words, words]
    page.emulate_media(media="print")
    words, *_ = page.evaluate(LEFTS, "#art_1 ~ .p:not(.in1) > .says")
    assert page.evaluate(LEFTS, ".part:has(#art_1) .in1 > .no") == [words, words]


def test_the_lines_of_the_matrix_run_through_what_stays_in_sight(opened: Opened) -> None:
    """A cell that stays covers a border that it shares with its neighbours: each has its own."""
    page = opened("attributed", width=360)
    first = page.locator(".matrix tbody tr > :first-child").first
    shown = first.evaluate("one => [getComputedStyle(one).position, getComputedStyle(one).borderTopWidth]")
    assert shown == ["sticky", "1px"]
    assert page.locator(".matrix").evaluate("one => getComputedStyle(one).borderCollapse") == "separate"
