"""What serving costs: 193 delegations reading and tabling at once; the first page of a long negotiation.

Beside a page that only says hello, by the same framework and server, asked by the same clients in the same
run. Prints Markdown once all is done.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from base64 import b64encode
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from bench.measure.asking import Connection
from bench.measure.served import Delegation, files_for, invited, put, serving
from bench.parts.report import Report, Target, progress
from bench.specimen.rounds import Rounds
from bench.specimen.written import recorded
from tests.store.cluster import BINARIES, Cluster
from travaux.record.signature import ENTRY, PrivateKey, armoured
from travaux.store.postgres import PostgresStore
from travaux.store.sqlite import SqliteStore
from travaux.web.serving import Serving, set_up

if TYPE_CHECKING:
    from tests.record.writing import Writer

TARGETS: Final = (
    Target(key="lost", says="answers acknowledged and not in the record", most=0, digits=0),
    Target(key="spread", says="p99 of tabling × its p50, all delegations at once", most=5),
    Target(key="hello", says="requests a second × those of a page that says hello", least=0.05, digits=3),
    Target(key="first", says="first page of 4,000 proposals × that of the demo's size", most=10, digits=1),
    Target(key="text", says="first article of 4,000 proposals × that of the demo's size", most=100, digits=1),
)
READS: Final = ("/", "/docket/", "/api/drafts")
ROUNDS: Final = 3
ORIGIN: Final = "bench"


async def delegation(where: tuple[str, int], one: Delegation, key: PrivateKey, draft: str) -> dict[str, Any]:
    """Read and table in turns, as one delegation does; give the seconds of each, and the places given."""
    page = Connection(*where, headers={"Cookie": f"sessionid={one.cookie}"})
    api = Connection(*where, headers={"Authorization": f"Bearer {one.key}"})
    reads: list[float] = []
    tables: list[float] = []
    places: list[int] = []
    for number in range(ROUNDS):
        for path in READS:
            status, _, took = await (api if path.startswith("/api/") else page).asks("GET", path)
            assert status in {HTTPStatus.OK, HTTPStatus.ACCEPTED}, (path, status)
            reads.append(took)
        sheet = (
            f"# Answer of {one.party}\n\n## Article {number + 1}\n\nPosition: opposes\n\n"
            "Reason: It goes further than was agreed.\n"
        )
        wanted = {
            "type": "answer.give",
            "body": {},
            "re": [{"leaf": draft, "article": f"art_{number + 1}"}],
            "documents": [
                {"data": b64encode(sheet.encode()).decode(), "name": f"{one.party}.md", "lang": "en"}
            ],
        }
        since = perf_counter()
        status, answer, _ = await api.asks("POST", "/api/entries/compose", json.dumps(wanted).encode())
        assert status == HTTPStatus.OK, answer
        composed = json.loads(answer)
        signature = key.sign(composed["line"].encode(), ENTRY)
        given = {
            "line": composed["line"],
            "signatures": [armoured(signature)],
            "documents": composed["documents"],
        }
        status, answer, _ = await api.asks("POST", "/api/entries", json.dumps(given).encode())
        assert status in {HTTPStatus.OK, HTTPStatus.CREATED}, answer
        tables.append(perf_counter() - since)
        places.append(json.loads(answer)["index"])
    await page.ends()
    await api.ends()
    return {"reads": reads, "tables": tables, "places": places}


async def all_at_once(
    where: tuple[str, int], delegations: dict[str, Delegation], writer: Writer
) -> tuple[list[dict[str, Any]], float]:
    draft = next(one.leaf for one in writer.entered if one.entry.type == "draft.table")
    since = perf_counter()
    found = await asyncio.gather(
        *(delegation(where, one, writer.key(party), draft) for party, one in delegations.items())
    )
    return found, perf_counter() - since


async def hello(where: tuple[str, int], clients: int, each: int) -> float:
    """Give the requests a second that the page which says hello takes from as many clients."""

    async def one() -> None:
        page = Connection(*where)
        for _ in range(each):
            await page.asks("GET", "/")
        await page.ends()

    since = perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return clients * each / (perf_counter() - since)


def crowd(report: Report, parties: int, folder: Path) -> None:
    """Have all delegations read and table at once, on PostgreSQL."""
    assert BINARIES is not None, "PostgreSQL is absent; tools/debian-packages installs it"
    cluster = Cluster.made(BINARIES)
    try:
        database = cluster.database()
        writer = recorded(Rounds(proposals=parties, drafts=1, parties=parties))
        with PostgresStore.create(
            database.owner, origin=ORIGIN, head_file=folder / f"{ORIGIN}.head"
        ) as store:
            put(writer, store)
        files_for(writer, folder, ORIGIN)
        set_up(Serving(folder=folder, database=database.owner))
        delegations = invited(tuple(one for one in writer.keys if one != "SEC"))
        before = len(writer.leaves)
        given = (
            "--database",
            database.owner,
            "--negotiation",
            ORIGIN,
            "--folder",
            str(folder),
            "--port",
            "0",
        )
        with serving(*given) as where:
            found, took = asyncio.run(all_at_once(where, delegations, writer))
        with serving() as where:
            said = asyncio.run(hello(where, len(delegations), 20))
        with PostgresStore.reading(database.owner, origin=ORIGIN) as store:
            size = store.head().size
        told = [place for one in found for place in one["places"]]
        requests = sum(len(one["reads"]) + 2 * len(one["tables"]) for one in found)
        _say(report, found, took, requests, said)
        report.reached("lost", len(told) - len(set(told)) + before + len(told) - size)
    finally:
        cluster.thrown_away()


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _say(report: Report, found: list[dict[str, Any]], took: float, requests: int, said: float) -> None:
    reads = [one for each in found for one in each["reads"]]
    tables = [one for each in found for one in each["tables"]]
    report.reached("spread", quantiles(tables, n=100)[-1] / median(tables))
    report.reached("hello", requests / took / said)
    report.section(f"{len(found)} delegations at once, PostgreSQL")
    report.table(
        ("", "requests", "p50", "p99"),
        [
            (what, f"{len(times):,}", _ms(median(times)), _ms(quantiles(times, n=100)[-1]))
            for what, times in (("reading a page", reads), ("tabling: composed, signed, recorded", tables))
        ],
    )
    report.say(
        f"{requests / took:,.0f} requests a second; a page that says hello: {said:,.0f}. Each delegation "
        f"reads {len(READS)} pages and tables an answer, {ROUNDS} times, without a pause."
    )


def first_pages(report: Report, proposals: int, folder: Path) -> None:
    """Ask a server just started for its first page and first article: of a long record, of a short one."""
    figures = {}
    for name, count, drafts in (("short", 40, 2), ("long", proposals, 15)):
        progress(f"first pages, {count} proposals")
        writer = recorded(Rounds(proposals=count, drafts=drafts))
        place = folder / name
        place.mkdir()
        path = place / "bench.travaux"
        with SqliteStore.create(path, origin=ORIGIN) as store:
            put(writer, store)
        files_for(writer, place, "bench")
        with serving(str(path), "--port", "0", "--accounts") as where:
            figures[name] = asyncio.run(_first(where))
    report.reached("first", figures["long"][0] / figures["short"][0])
    report.reached("text", figures["long"][1] / figures["short"][1])
    report.section("First pages of a server just started")
    report.table(
        ("", "where it stands", "an article, compiled"),
        [
            (name, f"{first * 1000:,.0f} ms", f"{text * 1000:,.0f} ms")
            for name, (first, text) in figures.items()
        ],
    )


async def _first(where: tuple[str, int]) -> tuple[float, float]:
    page = Connection(*where)
    status, _, first = await page.asks("GET", "/")
    assert status == HTTPStatus.OK, status
    since = perf_counter()
    while (await page.asks("GET", "/article/art_1/"))[0] == HTTPStatus.ACCEPTED:  # noqa: ASYNC110  a page tells nobody
        await asyncio.sleep(0.05)
    return first, perf_counter() - since


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=193)
    parser.add_argument("--proposals", type=int, default=4_000)
    parser.add_argument("--part", choices=("crowd", "first"))
    options = parser.parse_args()
    report = Report(targets=TARGETS)
    with TemporaryDirectory() as folder:
        if options.part != "first":
            progress(f"{options.parties} delegations at once")
            crowd(report, options.parties, Path(folder))
        if options.part != "crowd":
            first_pages(report, options.proposals, Path(folder))
    print("\n".join(report.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
