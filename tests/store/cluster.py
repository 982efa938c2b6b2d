"""A PostgreSQL cluster for the tests: fresh, on loopback, on a free port, durable as in earnest, thrown away.

The server runs as an unprivileged user, as it insists; tests that run as root start it as `postgres`.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from travaux.store.postgres import install

ROLE = "secretariat"
_NUMBERS = count(1)


def _binaries() -> Path | None:
    found = [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    return max(found, key=lambda it: it.as_posix(), default=None)


BINARIES = _binaries()


@dataclass(frozen=True, slots=True)
class Database:
    owner: str
    """The connection string of the owner of the schema."""
    application: str
    """And of the role that can add and look."""

    def emptied(self) -> None:
        """Take out all records: much faster than another database, and nothing for the server to flush."""
        options = "-c session_replication_role=replica -c lock_timeout=20s"
        with psycopg.connect(self.owner, options=options) as connection:
            connection.execute("TRUNCATE travaux.log, travaux.entry CASCADE")


@dataclass(frozen=True, slots=True)
class Cluster:
    binaries: Path
    folder: Path
    port: int

    @classmethod
    def made(cls, binaries: Path) -> "Cluster":
        # Not under pytest's own folder, which nobody but its user may enter.
        folder = Path(tempfile.mkdtemp(prefix="travaux-postgres-"))
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            cluster = cls(binaries, folder, free.getsockname()[1])
        cluster._run(
            "initdb", "--no-sync", "--auth=trust", "--username=owner", "--encoding=UTF8", "--no-locale"
        )
        with (folder / "data" / "postgresql.conf").open("a") as configuration:
            configuration.write(
                f"listen_addresses = '127.0.0.1'\nport = {cluster.port}\nunix_socket_directories = ''\n"
                "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\nmax_connections = 40\n"
                "shared_buffers = 32MB\nrecovery_init_sync_method = syncfs\n"
            )
        cluster.start()
        with psycopg.connect(cluster.conninfo("owner", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN".encode())
        return cluster

    def start(self) -> None:
        self._run("pg_ctl", "--wait", "--silent", f"--log={self.folder}/log", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; *immediate* is as when it is killed: nothing more is written."""
        self._run("pg_ctl", "--wait", "--silent", f"--mode={mode}", "stop")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Have all its processes stand still: they take what comes, and say nothing."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        pids = [*map(int, children), postmaster]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def thrown_away(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def database(self) -> Database:
        """Make a database with the schema of the records in it."""
        made = self.empty()
        install(made.owner, role=ROLE)
        return made

    def empty(self) -> Database:
        """Make a database with nothing in it."""
        name = f"records_{next(_NUMBERS)}"
        with psycopg.connect(self.conninfo("owner", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return Database(owner=self.conninfo("owner", name), application=self.conninfo(ROLE, name))

    def conninfo(self, user: str, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={user} dbname={database} connect_timeout=10"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), f"--pgdata={self.folder}/data", *arguments]
        user = "postgres" if os.geteuid() == 0 else None
        done = subprocess.run(
            command,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)} gave {done.returncode}: {done.stdout}"
