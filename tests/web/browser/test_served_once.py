"""A record is served by one process: whoever starts a second one is told what to do, and nothing is lost."""

import subprocess
import sys
from urllib.request import urlopen

import pytest

from tests.record.soak import SOAK
from tests.web.browser.command import Command
from tests.web.browser.conftest import Serving
from travaux.cli import exit_codes
from travaux.web.room import Room

pytestmark = pytest.mark.skipif(not SOAK, reason="it starts servers and waits for them: make soak runs it")


def refused(served: Command) -> str:
    """Start a second server, as it stands in the guide, and give what it says."""
    begun = [sys.executable, "-m", "travaux", "serve", *served.serve, "--port", "0"]
    done = subprocess.run(begun, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (exit_codes.UNREADABLE, "")
    return done.stderr


def test_a_second_server_is_refused_and_the_first_goes_on(room: Room, serving: Serving) -> None:
    path = room.path
    room.close()
    with serving(path) as served:
        said = refused(served)
        assert "a record is served by one process" in said
        assert "open the address that was printed there, or stop that server first." in said
        with urlopen(f"{served.address}/health/", timeout=10) as health:  # noqa: S310  our own
            assert health.status == 200
        served.invite("r.noor@example.org", "ARD")  # beside the server: it writes nothing into the record
