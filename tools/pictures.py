"""Draw the pictures of the documentation from the demo, with the browser the tests use: `make pictures`."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

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


def draw(page: Page, source: Path, name: str, *, above: str | None = None) -> None:
    """Take a picture of the page, or from the heading whose identifier is *above* downwards."""
    page.goto(source.as_uri())
    if above is not None:
        page.evaluate(
            "id => window.scrollTo(0, document.getElementById(id).getBoundingClientRect().top - 30)", above
        )
    page.screenshot(path=PICTURES / name)


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Serve the record to one person, and give the address that lets in."""
    command = [
        sys.executable,
        "-c",
        "from travaux.cli.main import main; main()",
        "serve",
        str(record),
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := re.search(r"http\S+", line)))
        process.terminate()


def draw_served(browser: Browser, entrance: str) -> None:
    """Take pictures of an article as a delegation reads it: wide, on a telephone, in Arabic."""
    root = entrance.split("/enter/", maxsplit=1)[0]
    for name, width, height, language in (
        ("served-article.png", 1280, 900, "en"),
        ("served-article-narrow.png", 390, 844, "en"),
        ("served-article-ar.png", 1280, 900, "ar"),
    ):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(entrance)
        page.locator("details.me summary").click()
        page.select_option("#sit-for", "ARD")
        page.locator("form[action='/sit/'] button").click()
        page.locator("details.me summary").click()
        page.select_option("#speak", language)
        page.locator("form[action='/language/'] button").click()
        page.goto(f"{root}/article/art_4/?draft=1")
        page.locator("article, .part").first.wait_for()
        page.screenshot(path=PICTURES / name)
        page.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        main(["demo", folder])
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        wide = browser.new_page(viewport={"width": 1280, "height": 900})
        draw(wide, Path(folder) / "consolidated.en.html", "article.png", above="art_4")
        draw(wide, Path(folder) / "consolidated.ar.html", "article-ar.png", above="art_4")
        status = Path(folder) / "status.html"
        record = f"--record={folder}/meridian.travaux"
        main(["status", record, "--at", AT, "-o", str(status)])
        page = browser.new_page(viewport={"width": 1000, "height": 1080})
        draw(page, status, "status.png")
        narrow = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme="dark")
        draw(narrow, Path(folder) / "consolidated.en.html", "article-narrow.png", above="art_4")
        with served(Path(folder) / "meridian.travaux") as entrance:
            draw_served(browser, entrance)
        browser.close()
