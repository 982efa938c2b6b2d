"""Pages in Chromium, of a record served in this process."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.store.cluster import BINARIES, ROLE, Cluster, Database
from tests.web.browser.command import Command, travaux
from tests.web.browser.delegate import Delegate
from travaux.web.asgi import application
from travaux.web.room import Room


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Open it for one file of tests, as `tests/browser/conftest.py` does."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent; tools/debian-packages installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


class Served(uvicorn.Server):
    """The server, in a thread of its own."""

    def __init__(self) -> None:
        super().__init__(
            uvicorn.Config(application, port=0, log_config=None, lifespan="off", ws="none", access_log=False)
        )
        self.config.timeout_graceful_shutdown = 1
        self.answering = threading.Event()
        self._thread = threading.Thread(target=self.run, daemon=True)

    async def startup(self, sockets: object = None) -> None:
        assert sockets is None
        await super().startup()
        self.answering.set()

    def begin(self) -> str:
        self._thread.start()
        assert self.answering.wait(20)
        return f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"

    def end(self) -> None:
        self.should_exit = True
        self._thread.join(10)


@pytest.fixture
def address(room: Room) -> Iterator[str]:
    """Where the record is served."""
    assert room.state.size
    server = Served()
    yield server.begin()
    server.end()


Opening = Callable[..., BrowserContext]


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Opening]:
    """Open a browser as somebody who has signed in: with the cookies of a test client."""
    contexts: list[BrowserContext] = []

    def as_(client: Client, **given: object) -> BrowserContext:
        context = chromium.new_context(base_url=address, **given)  # type: ignore[arg-type]  # its own names
        contexts.append(context)
        context.add_cookies(
            [
                {"name": name, "value": morsel.value, "domain": urlsplit(address).hostname or "", "path": "/"}
                for name, morsel in client.cookies.items()
                if name
                in {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
            ]
        )
        return context

    yield as_
    for one in contexts:
        one.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this session's own."""
    if BINARIES is None:
        pytest.skip("PostgreSQL is absent; tools/debian-packages installs it")
    cluster = Cluster.made(BINARIES)
    yield cluster
    cluster.thrown_away()


Serving = Callable[[Path], Command]


@pytest.fixture(params=["sqlite", "postgres"])
def serving(request: pytest.FixtureRequest, tmp_path: Path) -> Serving:
    """Serve a record with accounts by the real command: from its file, or carried over into PostgreSQL."""

    def file(path: Path) -> Command:
        return Command(
            serve=(str(path), "--accounts"),
            people=("--record", str(path)),
            keys=path.with_suffix(".keys"),
            said=tmp_path / "said.log",
        )

    def database(path: Path) -> Command:
        given: Database = request.getfixturevalue("cluster").empty()
        travaux("database", "install", given.owner, "--role", ROLE)
        folder = tmp_path / "served"
        travaux("database", "put", str(path), "--database", given.application, "--folder", str(folder))
        where = ("--database", given.application, "--negotiation", path.stem, "--folder", str(folder))
        return Command(
            serve=where, people=where, keys=folder / f"{path.stem}.keys", said=tmp_path / "said.log"
        )

    return file if request.param == "sqlite" else database


@pytest.fixture
def somebody(chromium: Browser) -> Iterator[Callable[..., Delegate]]:
    """Give somebody at a browser of their own."""
    contexts: list[BrowserContext] = []

    def at(address: str, email: str = "", **given: object) -> Delegate:
        context = chromium.new_context(base_url=address, **given)  # type: ignore[arg-type]  # its own names
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Delegate(page=context.new_page(), email=email)

    yield at
    for one in contexts:
        one.close()
