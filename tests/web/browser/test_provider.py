"""Signing in by an OpenID issuer, in a browser, under our policy, at the server that people start."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browser.command import Command
from tests.web.browser.delegate import Delegate
from tests.web.issuer import Issuer
from travaux.web.room import Room

NOOR = {"sub": "4711", "email": "r.noor@example.org", "email_verified": True}


def test_who_was_invited_comes_in_by_the_ministry(
    room: Room, somebody: Callable[..., Delegate], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = room.path
    room.close()
    with Issuer(person=NOOR) as ministry:
        file = tmp_path / "issuers.json"
        file.write_text(json.dumps([ministry.settings]))
        monkeypatch.setenv("TRAVAUX_WEB_OIDC", str(file))
        served = Command(
            serve=(str(path), "--accounts"),
            people=("--record", str(path)),
            keys=path.with_suffix(".keys"),
            said=tmp_path / "said.log",
        )
        with served:
            served.invite("r.noor@example.org", "ARD")
            one = somebody(served.address)
            complaints: list[str] = []
            one.page.on("console", lambda said: complaints.append(said.text))
            one.page.goto("/accounts/login/")
            one.turn_to("Ministry of Ardane")
            one.press("Continue")
            expect(one.page.get_by_role("banner").get_by_text("ARD", exact=True).first).to_be_visible()
            one.open("/people/")
            one.sees("r.noor@example.org")
            assert complaints == []
