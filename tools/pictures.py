"""Draw the pictures of the documentation from the demo, with the browser the tests use: `make pictures`."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from palette import smaller
from playwright.sync_api import Browser, Page, sync_playwright

from travaux.cli.main import main

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
BROWSER = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


AT = "2026-03-23T08:00Z"
"""The moment at which the demo's record is asked."""
SERVED_AT = """\
import sys
from datetime import UTC, datetime
from travaux.cli.machine import Machine
from travaux.cli.main import main

class Still(Machine):
    def now(self):
        return datetime(2026, 3, 25, 8, tzinfo=UTC)

main(["serve", sys.argv[1], "--port", "0"], machine=Still())
"""
"""Serves where it is always the morning of 25 March 2026, the day after the demo's last entry."""
WIDE = {"width": 1280, "height": 860}
TELEPHONE = {"width": 390, "height": 844}
ARTICLE = "/article/art_4/?draft=1"
ANSWER = "/article/art_4/answer/?on=art_4__para_1&position=amends&draft=1"


def kept(name: str, picture: bytes) -> None:
    (PICTURES / name).write_bytes(smaller(picture))


def draw(page: Page, source: Path, name: str, *, above: str | None = None) -> None:
    """Take a picture of the page, or from the heading whose identifier is *above* downwards."""
    page.goto(source.as_uri())
    # What lies above is laid out when it is passed: what one scrolls to moves until all of it has been.
    for _ in range(3 if above is not None else 0):
        page.evaluate(
            "id => window.scrollBy(0, document.getElementById(id).getBoundingClientRect().top - 30)", above
        )
        page.wait_for_timeout(200)
    kept(name, page.screenshot())


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Serve the record to one person, and give the address that lets in."""
    command = [sys.executable, "-c", SERVED_AT, str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := re.search(r"http\S+", line)))
        process.terminate()


@contextmanager
def read_by_ardane(browser: Browser, entrance: str, **given: object) -> Iterator[Page]:
    """Open a browser in which one reads and acts for ARD."""
    root = entrance.split("/enter/", maxsplit=1)[0]
    context = browser.new_context(base_url=root, **given)  # type: ignore[arg-type]  # its own names
    page = context.new_page()
    page.goto(entrance)
    page.locator("details.me summary").click()
    page.select_option("#sit-for", "ARD")
    page.locator("form[action='/sit/'] button").click()
    yield page
    context.close()


def turned_to(page: Page, address: str) -> None:
    """Open a page, and look again as long as its text is being put together."""
    while (answer := page.goto(address)) is not None and answer.status == HTTPStatus.ACCEPTED:
        page.wait_for_timeout(500)


def draw_served(browser: Browser, entrance: str) -> None:
    """Take pictures of the pages as a delegation reads them."""
    with read_by_ardane(browser, entrance, viewport=WIDE) as page:
        for name, address in (("stands", "/"), ("article", ARTICLE)):
            turned_to(page, address)
            kept(f"served-{name}.png", page.screenshot())
        draw_typing(page)
        draw_printed(page)
        page.goto("/")
        page.locator("details.me summary").click()
        page.select_option("#speak", "ar")
        page.locator("form[action='/language/'] button").click()
        turned_to(page, ARTICLE)
        kept("served-article-ar.png", page.screenshot())
    with read_by_ardane(browser, entrance, viewport=TELEPHONE) as page:
        turned_to(page, ARTICLE)
        kept("served-article-narrow.png", page.screenshot())
    with read_by_ardane(browser, entrance, viewport=WIDE, color_scheme="dark") as page:
        turned_to(page, ARTICLE)
        kept("served-article-dark.png", page.screenshot())


def draw_typing(page: Page) -> None:
    """Take a picture of an answer while it is typed, with its marks."""
    turned_to(page, ANSWER)
    words = page.locator("textarea.theirs").first
    words.fill(words.input_value().replace("shall notify", "shall inform").replace("forty", "sixty"))
    page.locator(".preview ins").first.wait_for()
    kept("served-answer.png", page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 640}))


def draw_printed(page: Page) -> None:
    """Take a picture of the first sheet of the morning's page, as it is printed."""
    turned_to(page, "/today/")
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "today"
        page.pdf(path=sheet, format="A4", print_background=True)
        subprocess.run(
            ["pdftoppm", "-png", "-r", "90", "-singlefile", str(sheet), str(sheet)],  # noqa: S607  Debian's
            check=True,
        )
        kept("served-today-printed.png", sheet.with_suffix(".png").read_bytes())


if __name__ == "__main__":
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        main(["demo", folder])
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        wide = browser.new_page(viewport={"width": 1280, "height": 900})
        draw(wide, Path(folder) / "consolidated.en.html", "article.png", above="art_4")
        status = Path(folder) / "status.html"
        record = f"--record={folder}/meridian.travaux"
        main(["status", record, "--at", AT, "-o", str(status)])
        page = browser.new_page(viewport={"width": 1000, "height": 1080})
        draw(page, status, "status.png")
        with served(Path(folder) / "meridian.travaux") as entrance:
            draw_served(browser, entrance)
        browser.close()
