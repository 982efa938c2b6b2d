"""The front door: what another site cannot do, what each answer carries, when a session is over."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.coming import PASSWORD, came
from travaux.web.accounts.ending import end_seat
from travaux.web.accounts.models import Person, Seat
from travaux.web.room import Room

Sitting = Callable[..., Client]
ACTING = (
    *(
        "/today/read/",
        "/today/zone/",
        "/article/art_4/answer/",
        "/article/art_4/join/",
        "/article/art_4/hold/",
    ),
    *("/article/art_4/ask/", "/answer/", "/retable/", "/record/12/withdraw/", "/record/12/correct/"),
    *("/prepared/1/", "/prepared/1/discard/", "/prepared/1/elsewhere/", "/notes/send/", "/notes/12/receive/"),
    *("/question/22/", "/promise/", "/promise/1/extend/", "/promise/1/report/", "/reply/1/", "/validate/"),
    *("/rules/1/contest/", "/silence/1/break/", "/package/", "/package/1/untie/", "/secretariat/table/"),
    *("/secretariat/rules/", "/secretariat/settle/", "/secretariat/adopt/", "/secretariat/rectify/"),
    *("/secretariat/merge/", "/merger/1/", "/secretariat/meeting/", "/secretariat/silence/open/"),
    *("/secretariat/silence/1/elapsed/", "/secretariat/members/add/", "/secretariat/members/remove/"),
    *("/secretariat/members/group/", "/record/12/redact/", "/record/bundle/", "/keys/access/"),
    *("/people/invite/", "/people/seat/1/end/", "/keys/make/", "/keys/bring/", "/sit/", "/language/"),
    *("/api/entries", "/api/parcels", "/api/entries/compose", "/api/bundle"),
)
PAGES = (
    "/",
    "/text/",
    "/article/art_4/",
    "/record/",
    "/record/12/",
    "/accounts/login/",
    "/health/",
    "/nothing/",
)


def test_what_another_site_sends_is_refused(room: Room) -> None:
    size = room.state.size
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "https://elsewhere.example"})
    strict.cookies = came("SEC", "keeper@example.org").cookies
    assert [page for page in ACTING if strict.post(page, {"words": "x"}).status_code != 403] == []
    assert room.state.size == size


@pytest.mark.parametrize("page", PAGES)
def test_what_every_answer_carries(page: str, sitting: Sitting) -> None:
    for browser in (sitting(None), sitting("ARD")):
        answer = browser.get(page)
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


def test_cookies_are_for_this_server_alone(room: Room) -> None:
    assert room.state.size
    browser = came("ARD")
    browser.get("/accounts/login/")
    for name in ("sessionid", "csrftoken"):
        one = browser.cookies[name]
        assert (bool(one["httponly"]), one["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:1"]
)
def test_nobody_is_sent_on_to_another_site(to: str, room: Room, sitting: Sitting) -> None:
    assert room.state.size
    assert sitting("ARD").post("/language/", {"language": "fr", "next": to})["Location"] == "/"
    assert sitting("BOR").post("/sit/", {"party": "BOR", "next": to})["Location"] == "/"
    came("CEL", "c.ferro@example.org")
    entering = {"login": "c.ferro@example.org", "password": PASSWORD, "next": to}
    assert "elsewhere" not in Client().post("/accounts/login/", entering).headers.get("Location", "")


def test_another_host_is_answered_nothing(sitting: Sitting) -> None:
    answer = sitting("ARD").get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert b"Meridian" not in answer.content


class TestASessionIsOver:
    def again(self, cookies: str) -> int:
        browser = Client()
        browser.cookies.load({"sessionid": cookies})
        return browser.get("/today/").status_code

    def test_after_signing_out(self, room: Room) -> None:
        assert room.state.size
        browser = came("ARD")
        session = browser.cookies["sessionid"].value
        assert self.again(session) == 200
        browser.post("/accounts/logout/")
        assert self.again(session) == 302

    def test_after_the_seat_has_ended(self, room: Room) -> None:
        assert room.state.size
        session = came("ARD").cookies["sessionid"].value
        end_seat(Seat.objects.get(), timezone.now())
        assert self.again(session) == 302

    def test_after_the_password_has_changed(self, room: Room) -> None:
        assert room.state.size
        session = came("ARD").cookies["sessionid"].value
        person = Person.objects.get()
        person.set_password("another-kettle-orbit-27")
        person.save()
        assert self.again(session) == 302


def served_with(folder: Path, code: str, **more: str) -> str:
    """Run a few lines in a process that has been told to serve so."""
    said = {
        **{name: one for name, one in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "TRAVAUX_WEB_FOLDER": str(folder),
        "TRAVAUX_WEB_SECRET": "x7" * 32 + "qwertyuiop",
        "DJANGO_SETTINGS_MODULE": "travaux.web.settings",
        **more,
    }
    lines = f"import django; django.setup()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", lines], env=said, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


CHECKED = """
from django.core.checks import run_checks
print([one.id for one in run_checks(include_deployment_checks=True) if not one.is_silenced()])
"""
SECURE = """
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_SSL_REDIRECT)
"""


def test_with_https_the_checks_for_deployment_find_nothing(tmp_path: Path) -> None:
    more = {"TRAVAUX_WEB_HTTPS": "1", "TRAVAUX_WEB_HOSTS": "talks.example"}
    assert served_with(tmp_path, CHECKED, **more) == "[]\n"
    assert served_with(tmp_path, SECURE, **more) == "True True True True\n"


TICKETS = """
from django.test import Client
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
ask = lambda ticket, **more: Client().get(f"/enter/{ticket}/", **more).status_code
elsewhere = ask("right", headers={"Host": "elsewhere.example"})
print(ask("right"), ask("wrong"), ask("d%C3%A9faut"), elsewhere)
"""


def test_the_ticket_of_one_person_lets_in_whoever_has_it_here(tmp_path: Path, told: Path) -> None:
    opened = f"""
import shutil
from pathlib import Path
from travaux.store.sqlite import SqliteStore
from travaux.web.room import Room, enter
path = Path(shutil.copytree({str(told)!r}, {str(tmp_path / "told")!r})) / "meridian.travaux"
room = Room(SqliteStore.open(path), path=path)
enter(room)
"""
    alone = {
        "TRAVAUX_WEB_ALONE": "1",
        "TRAVAUX_WEB_TICKET": "right",
        "TRAVAUX_WEB_HOSTS": "127.0.0.1,testserver",
    }
    said = served_with(tmp_path, f"{opened}{TICKETS}\nroom.close()", **alone)
    assert said.splitlines()[-1] == "302 404 404 400"


def test_the_file_of_the_accounts_is_its_owners_alone(tmp_path: Path) -> None:
    served_with(
        tmp_path,
        "from pathlib import Path; from travaux.web.serving import Serving, set_up\n"
        f"set_up(Serving(folder=Path({str(tmp_path)!r})))",
    )
    assert stat.S_IMODE((tmp_path / "people.sqlite3").stat().st_mode) == 0o600
