"""A server that cannot start says what is wrong, where, and what to do; and it shows no secret."""

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from travaux.cli import exit_codes
from travaux.cli.demo_record import RECORD
from travaux.cli.main import main
from travaux.web.listening import listening, port_of
from travaux.web.room import Room

Starts = Callable[..., str]
SECRET = "kettle"  # noqa: S105  nobody's


@pytest.fixture
def starts(told: Path, capsys: pytest.CaptureFixture[str]) -> Starts:
    """Start a server that is refused, and give what it says."""

    def run(*given: str) -> str:
        capsys.readouterr()
        try:
            code = main(["serve", str(told / RECORD), *given])
        except SystemExit as ended:  # as argparse ends
            code = int(ended.code or 0)
        found = capsys.readouterr()
        assert (code, found.out) == (exit_codes.USAGE, "")
        assert SECRET not in found.err
        return found.err.splitlines()[-1]

    return run


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as one:
        yield one.getsockname()[1]


class TestWhereItListens:
    def test_a_port_that_is_taken(self, starts: Starts, taken: int) -> None:
        assert starts("--port", str(taken)) == (
            f"travaux serve: Port {taken} of 127.0.0.1 is taken: something else listens there, perhaps this "
            "server already. Stop that, or take another with --port; 0 takes any that is free."
        )

    @pytest.mark.parametrize("port", ["65536", "-1", "eighty", "8e3", "٨٠٠٠"])
    def test_a_port_that_is_none(self, starts: Starts, port: str) -> None:
        assert starts(f"--port={port}") == (
            f'travaux serve: error: argument --port: "{port}" is no port. Expected a number up to 65535; 0 '
            "takes any that is free."
        )

    def test_a_host_that_is_not_this_machine(self, starts: Starts) -> None:
        assert starts("--host", "203.0.113.9").startswith(
            "travaux serve: 203.0.113.9 is no address of this machine. Give one to --host: 127.0.0.1 for"
        )

    @pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70])
    def test_a_host_that_is_none(self, starts: Starts, host: str) -> None:
        assert starts("--host", host).startswith(
            f'travaux serve: "{host}" is no address or name of this machine. Give one to --host: 127.0.0.1'
        )

    def test_one_that_is_free_is_taken_at_each_address_of_a_name(self) -> None:
        with listening("localhost", 0) as sockets:
            assert {one.getsockname()[1] for one in sockets} == {port_of(sockets)}

    def test_what_is_written_is_sent_at_once(self) -> None:
        """Else the second half of each page waits 40 ms for the acknowledgement of the first."""
        sent: list[int] = []

        async def answered(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            sent.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async def asked(sockets: tuple[socket.socket, ...]) -> None:
            async with await asyncio.start_server(answered, sock=sockets[0]):
                reader, writer = await asyncio.open_connection("127.0.0.1", port_of(sockets))
                await reader.read()
                writer.close()

        with listening("127.0.0.1", 0) as sockets:
            asyncio.run(asked(sockets))
        assert sent == [1]


class TestTheProviders:
    @pytest.mark.parametrize(
        ("held", "said"),
        [
            (None, "which cannot be read: No such file or directory."),
            (b'[{"secret": "kettle"', "which is no JSON: Expecting ',' delimiter at line 1, column 21."),
            (b'["\xff kettle"]', "which is no text in UTF-8."),
            (b'{"secret": "kettle"}', "which holds no list."),
            (b'["kettle"]', "issuer 1 is no object."),
            (b'[{"secret": "kettle"}]', 'issuer 1 lacks "name", "title", "issuer", "client".'),
        ],
    )
    def test_a_file_that_cannot_be_used(
        self,
        starts: Starts,
        held: bytes | None,
        said: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        file = tmp_path / "issuers.json"
        if held is not None:
            file.write_bytes(held)
        monkeypatch.setenv("TRAVAUX_WEB_OIDC", str(file))
        joint = ": " if said.startswith("issuer") else ", "
        assert starts("--accounts").startswith(f"travaux serve: TRAVAUX_WEB_OIDC names {file}{joint}{said} ")

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"secrett": "kettle"}, "issuer 2 has other fields, 1 in number."),
            ({"secret": ["kettle"]}, 'issuer 2 has nothing, or no text, as "secret".'),
            ({"name": "kettle/orbit"}, 'issuer 2: its "name" is part of an address.'),
            ({"issuer": "kettle"}, 'issuer 2: its "issuer" is no address that is reached by HTTPS.'),
            ({"issuer": "https://[kettle"}, 'issuer 2: its "issuer" is no address that is reached by HTTPS.'),
        ],
    )
    def test_one_of_them_that_cannot_be_used(
        self,
        starts: Starts,
        changed: dict[str, object],
        said: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        one = {"name": "m", "title": "M", "issuer": "https://m.example", "client": "t", "secret": SECRET}
        file = tmp_path / "issuers.json"
        file.write_text(json.dumps([one, {**one, **changed}]))
        monkeypatch.setenv("TRAVAUX_WEB_OIDC", str(file))
        assert starts("--accounts").startswith(f"travaux serve: TRAVAUX_WEB_OIDC names {file}: {said} ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("smtp://u:ke/kettle@mail.example/?from=a@b.example", "a port that is no number up to 65535, or no"),
        ("smtp://u:1/kettle@mail.example/?from=a@b.example", "no server."),
        ("smtp://u:1#kettle@mail.example/?from=a@b.example", "no server."),
        (
            "smtp://u:kettle@mail.example:99999/?from=a@b.example",
            "a port that is no number up to 65535, or no",
        ),
        ("smtp://u:kettle@[mail/?from=a@b.example", "a port that is no number up to 65535, or no server."),
        ("smpt://u:kettle@mail.example/?from=a@b.example", "no server."),
        ("smtp://u:kettle@mail.example/", "no sender."),
        ("kettle", "no server."),
    ],
)
def test_how_e_mail_is_sent(starts: Starts, given: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAVAUX_WEB_EMAIL", given)
    assert starts("--accounts").startswith(
        f"travaux serve: TRAVAUX_WEB_EMAIL, by which invitations are sent, names {said}"
    )


@pytest.mark.parametrize(
    "given",
    [[], ["--accounts"], ["--accounts", "--https", "--hosts", "talks.example"], ["--host", "localhost"]],
)
def test_once_its_first_page_answers_also_where_nothing_is_public(room: Room, given: list[str]) -> None:
    path = room.path
    title = room.state.title
    room.close()
    line = [sys.executable, "-m", "travaux", "serve", str(path), "--port", "0", "--once", *given]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == exit_codes.DONE, done.stderr
    assert done.stdout.startswith("The record was served on this machine: its first page answered with ")
    assert title not in done.stdout + done.stderr
