"""The pages speak six languages, each in its own direction."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import gettext, override

import travaux.web
from travaux.web.accounts.renamed import HAVING, RENAMED

WEB = Path(travaux.web.__file__).parent
LOCALES = ("ar", "es", "fr", "ru", "zh_Hans")
_MSGID = re.compile(r'^(?:msgid|msgid_plural) (.+(?:\n".*)*)', re.MULTILINE)

needs_gettext = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="gettext is absent; tools/debian-packages installs it"
)


RENDER = WEB.parent / "render"


def catalogue(locale: str) -> Path:
    return WEB / "locale" / locale / "LC_MESSAGES" / "django.po"


def of_the_core(locale: str) -> Path:
    """What is told of the record in the pages, and written without them."""
    return RENDER / "locale" / locale / "LC_MESSAGES" / "travaux.po"


@needs_gettext
@pytest.mark.parametrize("of", [catalogue, of_the_core])
@pytest.mark.parametrize("locale", LOCALES)
def test_everything_is_said_in_every_language(of: Callable[[str], Path], locale: str) -> None:
    """Six languages of interface; `make messages` gathers what they have to say."""
    said = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", "/dev/null", of(locale)],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert (re.search("untranslated|fuzzy", said), said.count("\n")) == (None, 1), said


@needs_gettext
@pytest.mark.parametrize("of", [catalogue, of_the_core])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_compiled_is_what_is_written(of: Callable[[str], Path], locale: str, tmp_path: Path) -> None:
    made = tmp_path / "made.mo"
    subprocess.run(["msgfmt", "-o", made, of(locale)], check=True)
    assert made.read_bytes() == of(locale).with_suffix(".mo").read_bytes()


@needs_gettext
def test_what_english_says_otherwise_is_compiled_and_is_what_is_renamed(tmp_path: Path) -> None:
    made = tmp_path / "made.mo"
    subprocess.run(["msgfmt", "-o", made, catalogue("en")], check=True)
    assert made.read_bytes() == catalogue("en").with_suffix(".mo").read_bytes()
    with override("en"):
        said = {one: gettext(one) for one in RENAMED} | {one: HAVING % {"count": one} for one in (1, 2)}
    kept = {"Password Reset", "Passkey"}
    assert {one for one, said_as in said.items() if one == said_as} == kept
    assert not [one for one in said.values() if "security key" in one.lower()]


@needs_gettext
def test_every_word_of_the_pages_is_gathered(tmp_path: Path) -> None:
    """What `make messages` would find is what the catalogues have."""
    copy = tmp_path / "travaux"
    shutil.copytree(WEB.parent, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    subprocess.run(
        [sys.executable, Path(__file__).parents[2] / "tools" / "messages.py"],
        cwd=copy / "web",
        capture_output=True,
        check=True,
    )
    for file in (of(locale) for of in (catalogue, of_the_core) for locale in LOCALES):
        now = (copy / file.relative_to(WEB.parent)).read_text(encoding="utf-8")
        assert _MSGID.findall(now) == _MSGID.findall(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("zh-hans", "ltr"), ("en", "ltr"), ("fr", "ltr"), ("ru", "ltr"), ("es", "ltr")],
)
def test_a_page_stands_in_the_direction_of_its_language(
    sitting: Callable[..., Client], language: str, direction: str
) -> None:
    client = sitting("ARD")
    client.post("/language/", {"language": language, "next": "/"})
    page = client.get("/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert client.get("/").headers["Content-Language"] == language


def test_the_text_and_a_comparison_are_told_in_the_direction_of_the_page(
    sitting: Callable[..., Client],
) -> None:
    client = sitting("ARD")
    client.post("/language/", {"language": "ar", "next": "/"})
    while (page := client.get("/text/?draft=1")).status_code == 202:
        pass
    told = page.content.decode()
    assert '<div class="side" dir="rtl">' in told
    assert '<div class="theirs" lang="en" dir="ltr">' in told
    assert '<p class="proof">الإثبات: 50 من الوحدات من 4 من الردود، لكل منها مصير واحد؛ ' in told
    assert "U+2068" not in told
    assert 'src="/search.js?language=ar"' in told
    assert (
        "في ${found.length} من ${sections.length} من الأقسام"
        in client.get("/search.js?language=ar").content.decode()
    )
    while (page := client.get("/compare/?old=1&new=2")).status_code == 202:
        pass
    told = page.content.decode()
    assert '<div class="theirs" dir="ltr">' in told
    assert "كما كان (88) · معادة صياغته (4) · منقول (3) · محذوف (1)" in told


def test_entries_are_told_in_the_order_of_the_page(sitting: Callable[..., Client]) -> None:
    client = sitting("ARD")
    client.post("/language/", {"language": "ar", "next": "/"})
    assert '<dd dir="auto"><bdi>ARD</bdi>، ' in client.get("/record/23/").content.decode()


class _Unmarked(HTMLParser):
    """Gathers the Latin words that stand in no element saying whose they are, or that they are English."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._marked: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        theirs = {"w", "theirs", "party"} & set((given.get("class") or "").split())
        told = tag in {"bdi", "code", "q", "script", "style"} or bool(theirs) or given.get("lang") == "en"
        self._marked.append(told or self._marked[-1:] == [True])

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._marked:
            self._marked.pop()

    def handle_data(self, data: str) -> None:
        if self._marked[-1:] != [True]:
            self.found |= set(re.findall(r"[A-Za-z]{2,}", re.sub("“[^”]*”", "", data)))


_VOID = {"input", "br", "meta", "link", "hr", "img"}
_NOBODYS = {"ARD", "BOR", "CEL", "VEL", "AUR", "KES", "TAL", "CHR", "SEC", "Alt", "bis", "ii"}
"""Codes, and what the text calls its alternatives and its numbers: they are not translated."""


@pytest.mark.parametrize("language", ["ar", "ru", "zh-hans"])
@pytest.mark.parametrize(
    "address",
    [
        *("/text/?draft=1", "/text/?draft=1&profile=side-table", "/text/?draft=1&profile=unattributed"),
        *("/text/?draft=1&whose=BOR", "/text/2/", "/compare/?old=1&new=2"),
    ],
)
def test_nothing_of_ours_is_left_in_english_around_the_text(
    sitting: Callable[..., Client], language: str, address: str
) -> None:
    """In languages of another script whatever is in Latin letters is the text's, a party's, or marked."""
    client = sitting("ARD")
    client.post("/language/", {"language": language, "next": "/"})
    while (page := client.get(address)).status_code == 202:
        pass
    told = page.content.decode()
    body = told[told.index('<header class="mast">' if "whose" not in address else '<div class="layout">') :]
    reader = _Unmarked()
    reader.feed(body.partition("</main>")[0])
    assert reader.found - _NOBODYS == set()


def test_no_page_writes_a_colon_of_its_own_behind_a_name() -> None:
    """It has a space before it in French, and is another sign in Chinese: the tag `colon` writes it."""
    sentence = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
    bare = re.compile(r"(?:\}\}|%\}|</(?:bdi|span|b)>): ")
    pages = sorted((WEB / "templates").rglob("*.html"))
    assert [one.name for one in pages if bare.search(sentence.sub("", one.read_text(encoding="utf-8")))] == []


def test_by_when_something_is_owed_is_said_once(sitting: Callable[..., Client]) -> None:
    """A list that is narrow or printed says before each cell what it is, and the time says that itself."""
    browser = sitting("ARD")
    browser.post("/language/", {"language": "fr", "next": "/"})
    page = browser.get("/docket/").content.decode()
    assert set(re.findall(r'<td data-of="([^"]*)"', page)) == {"Depuis", "Ce qui est venu"}
    assert "échéance" in page


@pytest.mark.parametrize(
    "page",
    [
        *("/", "/today/", "/docket/", "/article/art_4/?draft=1", "/article/art_4/history/", "/notes/"),
        *("/record/", "/record/45/", "/matrix/?draft=1", "/retable/", "/validate/?draft=1"),
    ],
)
def test_no_sign_of_ours_for_the_order_of_words_is_shown_as_one_of_theirs(
    sitting: Callable[..., Client], page: str
) -> None:
    browser = sitting("ARD")
    browser.post("/language/", {"language": "ar", "next": "/"})
    shown = browser.get(page).content.decode()
    assert re.findall(r'data-char="(U\+206[6-9])"', shown) == []
