"""How a browser bears the page of a negotiation, beside a page of the same words and nothing else.

The floor is one paragraph for each provision, with all its words, and no style. Both pages are opened by
the same browser in the same run; where the browser is absent, nothing is measured.
"""

from __future__ import annotations

import argparse
import html
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from bench.negotiation import SIZES, Negotiation
from travaux.answers.answer import Reply
from travaux.compile.compiling import compiled
from travaux.read.docx import read_docx
from travaux.render.html import compilation_page
from travaux.text.notation import plain_characters
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from travaux.compile.compilation import Compilation

CHROMIUM: Final = Path("/usr/bin/chromium")
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")

SETTLED: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
OPENED: Final = """() => {
  const [navigation] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return {
    "first paint, ms": paint?.startTime ?? 0,
    "loaded, ms": navigation.loadEventEnd,
    elements: document.getElementsByTagName("*").length,
  };
}"""
SCROLLED: Final = """async () => {
  const frames = [];
  let last = performance.now();
  for (let at = 0; at < 120; at++) {
    scrollBy({ top: 400, behavior: "instant" });
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  frames.sort((a, b) => a - b);
  return { "frame while scrolling, median, ms": frames[60], "slowest of 120, ms": frames.at(-1) };
}"""
DONE: Final = """async ([selector, act]) => {
  const since = performance.now();
  const one = [...document.querySelectorAll(selector)].at(-1);
  if (one === undefined) return NaN;
  if (act === "choose" && one.tagName === "OPTION") one.selected = true;
  else if (act === "write") { one.value = "parties"; one.dispatchEvent(new Event("input")); }
  else one.click();
  const told = document.getElementById("found");
  while (act === "write" && told.textContent === "") await new Promise(requestAnimationFrame);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - since;
}"""
ACTS: Final = {
    "to the end by the contents, ms": (".toc ol a", "click"),
    "follow a party, ms": (".follow", "choose"),
    "only what is open, ms": ("#show-open", "click"),
    "one clean text, ms": ("#show-one", "click"),
    "find a word, ms": ("#find", "write"),
}


def page_of(size: str, seed: int, parties: int | None) -> tuple[Compilation, bytes, float]:
    """Compile a negotiation of documents; give it, its page, and the seconds of writing the page."""
    negotiation = Negotiation(SIZES[size], seed)
    draft = read_docx(negotiation.document()).text
    if draft is None:
        msg = "the draft does not read"
        raise AssertionError(msg)
    replies = []
    for redraft in negotiation.redrafts(parties):
        reading = read_docx(negotiation.document_of(redraft))
        replies.append(
            Reply(party=PartyCode(redraft.party), text=reading.text, reject_all=reading.reject_all)
        )
    compilation = compiled(draft, replies)
    compilation.text  # noqa: B018 - drawn before the clock starts: the compile has drawn it for its proof
    since = process_time()
    page = compilation_page(compilation)
    return compilation, page, process_time() - since


def floor_of(compilation: Compilation) -> bytes:
    """Write the words of the compilation, one paragraph for each provision."""
    paragraphs = (
        f"<p>{html.escape(f'{one.label} {plain_characters(one.words)}')}"
        for one in compilation.text.provisions
    )
    return "\n".join(["<!doctype html><meta charset=utf-8><title>floor</title>", *paragraphs]).encode()


def measured(browser: Browser, page: bytes, folder: Path) -> dict[str, float]:
    """Open *page* and use it."""
    file = folder / "page.html"
    file.write_bytes(page)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(file.as_uri(), timeout=600_000)
    tab.evaluate(SETTLED)
    figures: dict[str, float] = {"megabytes": len(page) / 1e6, **tab.evaluate(OPENED)}
    figures["memory, MB"] = _renderer()
    figures |= tab.evaluate(SCROLLED) | _used(tab)
    context.close()
    return figures


def _used(tab: Page) -> dict[str, float]:
    return {name: tab.evaluate(DONE, list(act)) for name, act in ACTS.items()}


def _renderer() -> float:
    """Give the memory of the largest process that draws pages and was started by this one."""
    above: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                above[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    most = 0.0
    for process in above:
        ours = process
        while ours in above and ours != os.getpid():
            ours = above[ours]
        if ours == os.getpid() and b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes():
            pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
            most = max(most, pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return most


def main() -> None:
    """Print the table of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", choices=SIZES, action="append", help="small and medium unless told")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--parties", type=int)
    given = parser.parse_args()
    if not CHROMIUM.exists():
        print(f"{CHROMIUM} is absent: nothing is measured", file=sys.stderr)
        return
    for size in given.size or ("small", "medium"):
        compilation, page, seconds = page_of(size, given.seed, given.parties)
        floor = floor_of(compilation)
        since = process_time()
        floor_of(compilation)
        plain = process_time() - since
        with TemporaryDirectory() as folder, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            one, other = (measured(browser, made, Path(folder)) for made in (page, floor))
            browser.close()
        provisions = len(compilation.text.provisions)
        print(f"## {size}: {provisions} provisions, {len(compilation.parties)} parties\n")
        print("| | the page | the same words | ratio |\n|---|--:|--:|--:|")
        print(f"| written, × the floor | | | {seconds / plain:.1f} |")
        for name, value in one.items():
            beside = other[name]
            compared = f"{beside:,.1f} | {value / beside:.2f}" if beside > 0 else "|"
            print(f"| {name} | {value:,.1f} | {compared} |")
        print()


if __name__ == "__main__":
    main()
