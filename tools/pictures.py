"""Draw the pictures of the documentation from the demo, with the browser the tests use: `make pictures`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

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
        browser.close()
