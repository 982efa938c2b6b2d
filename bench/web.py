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
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from bench.measure.asking import Connection
from bench.measure.listening import Listener
from bench.measure.served import Delegation, Where, files_for, invited, put, serving
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
    Target(key="told", says="entries of which an open page was not told", most=0, digits=0),
    Target(key="spread", says="p99 of tabling × its p50, all delegations at once", most=5),
    Target(key="hello", says="requests a second × those of a page that says hello", least=0.05, digits=3),
    Target(
        key="first", says="from the start to the first page, 4,000 proposals × the demo's", most=5, digits=1
    ),
    Target(key="again", says="first page asked for again, 4,000 proposals × the demo's", most=5, digits=1),
    Target(key="text", says="first article of 4,000 proposals × that of the demo's size", most=10, digits=1),
)
READS: Final = ("/", "/docket/", "/api/drafts")
FIRST: Final = ("/", "/article/art_1/", "/text/", "/matrix/", "/docket/", "/today/", "/record/", "/compare/")
ROUNDS: Final = 3
PATIENCE: Final = 30.0
"""Seconds after the last entry within which every open page has to have been told."""
ORIGIN: Final = "bench"


async def delegation(where: Where, one: Delegation, key: PrivateKey, draft: str) -> dict[str, Any]:
    """Read and table in turns, as one delegation does; give the seconds of each, and the places given."""
    page = Connection(where.host, where.port, headers={"Cookie": f"sessionid={one.cookie}"})
    api = Connection(where.host, where.port, headers={"Authorization": f"Bearer {one.key}"})
    reads: list[float] = []
    tables: list[float] = []
    places: dict[int, float] = {}
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
        places[json.loads(answer)["index"]] = perf_counter()
    await page.ends()
    await api.ends()
    return {"reads": reads, "tables": tables, "places": places}


async def all_at_once(
    where: Where, delegations: dict[str, Delegation], writer: Writer
) -> tuple[list[dict[str, Any]], float, list[Listener]]:
    """Have all of them at work, each with a page open that is told what the others table."""
    draft = next(one.leaf for one in writer.entered if one.entry.type == "draft.table")
    open_ = [
        Listener(where.host, where.port, {"Cookie": f"sessionid={one.cookie}"})
        for one in delegations.values()
    ]
    listening = [asyncio.create_task(one.listens(len(writer.leaves))) for one in open_]
    since = perf_counter()
    found = await asyncio.gather(
        *(delegation(where, one, writer.key(party), draft) for party, one in delegations.items())
    )
    took = perf_counter() - since
    count = sum(len(one["places"]) for one in found)
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(*(one.told(count) for one in open_)), PATIENCE)
    for task in listening:
        task.cancel()
    return found, took, open_


async def hello(where: Where, clients: int, each: int) -> float:
    """Give the requests a second that the page which says hello takes from as many clients."""

    async def one() -> None:
        page = Connection(where.host, where.port)
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
            found, took, open_ = asyncio.run(all_at_once(where, delegations, writer))
        with serving() as where:
            said = asyncio.run(hello(where, len(delegations), 20))
        with PostgresStore.reading(database.owner, origin=ORIGIN) as store:
            size = store.head().size
        told = [place for one in found for place in one["places"]]
        requests = sum(len(one["reads"]) + 2 * len(one["tables"]) for one in found)
        _say(report, found, took, requests, said)
        _say_told(report, found, open_)
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


def _say_told(report: Report, found: list[dict[str, Any]], open_: list[Listener]) -> None:
    tabled = {place: at for one in found for place, at in one["places"].items()}
    late = [
        max(0.0, one.heard[place] - at) for one in open_ for place, at in tabled.items() if place in one.heard
    ]
    report.reached("told", len(open_) * len(tabled) - len(late))
    report.say(
        f"Each had a page open that is told what the others table: {len(late):,} times one was told, "
        f"p50 {_ms(median(late))}, p99 {_ms(quantiles(late, n=100)[-1])} after the entry was acknowledged."
    )


def first_pages(report: Report, proposals: int, folder: Path) -> None:
    """Start a server, ask it for its first page and first article, then for each page once more.

    The first page is timed from the start of the server: a short record is read before anybody can ask.
    Of a record of the demo's size; of a long one, 15 drafts; and of one with all proposals on one draft.
    """
    figures: dict[str, list[tuple[float, float]]] = {}
    sizes = (("demo", 40, 2), ("long", proposals, 15), ("one draft", proposals, 1))
    for name, count, drafts in sizes:
        progress(f"first pages, {count} proposals, {drafts} drafts")
        writer = recorded(Rounds(proposals=count, drafts=drafts, parties=8 if name == "demo" else 193))
        place = folder / name
        place.mkdir()
        path = place / "bench.travaux"
        with SqliteStore.create(path, origin=ORIGIN) as store:
            put(writer, store)
        files_for(writer, place, "bench")
        since = perf_counter()
        with serving(str(path), "--port", "0") as where:
            figures[name] = asyncio.run(_first(where, since))
    report.reached("first", figures["long"][0][0] / figures["demo"][0][0])
    report.reached("again", figures["long"][0][1] / figures["demo"][0][1])
    report.reached("text", figures["long"][1][0] / figures["demo"][1][0])
    report.section("First pages of a server just started, one person")
    report.table(
        ("", *(f"{name}: {what}" for name in figures for what in ("first", "again"))),
        [
            (page, *(_ms(took) for found in figures.values() for took in found[at]))
            for at, page in enumerate(FIRST)
        ],
    )
    report.say(
        "In this order, each until it is whole, the first since the server was started: while a text is "
        f"compiled, a page says so at once and is asked for again. Demo: 40 proposals of 8 parties "
        f"on 2 drafts; long: {proposals:,} of 193 on 15; one draft: {proposals:,} of 193 on one."
    )


async def _first(where: Where, started: float) -> list[tuple[float, float]]:
    """Give the seconds of each page, the first time and the second; of the first, since it was *started*."""
    page = Connection(where.host, where.port, headers={"Cookie": where.cookies()})
    found: list[tuple[float, float]] = []
    for path in FIRST:
        took: list[float] = []
        for _ in range(2):
            since = perf_counter() if found or took else started
            await _whole(page, path)
            took.append(perf_counter() - since)
        found.append((took[0], took[1]))
    return found


async def _whole(page: Connection, path: str) -> None:
    """Ask for a page until it is whole."""
    while True:
        status, answer, _ = await page.asks("GET", path)
        if status != HTTPStatus.ACCEPTED:
            assert status == HTTPStatus.OK, (path, answer)
            return
        await asyncio.sleep(0.05)


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
