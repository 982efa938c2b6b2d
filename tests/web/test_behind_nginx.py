"""Behind `deploy/nginx.conf`, as docs/guides/serve.md has it: what people reach, and by what."""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.web.browser.command import Command
from tests.web.coming import NEW
from tests.web.proxy import NGINX, Proxy
from tests.web.visitor import Visitor
from travaux.web.room import Room

MEGABYTE = 1024 * 1024


@dataclass
class Site:
    command: Command
    proxy: Proxy

    def somebody(self) -> Visitor:
        return Visitor(self.proxy.address, self.proxy.certificate)


@pytest.fixture
def site(room: Room, tmp_path: Path) -> Iterator[Site]:
    if NGINX is None:
        pytest.skip("nginx is absent; tools/debian-packages installs it")
    path = room.path
    room.close()
    command = Command(
        serve=(str(path), "--accounts", "--https", "--hosts", "localhost"),
        people=("--record", str(path)),
        keys=path.with_suffix(".keys"),
        said=tmp_path / "said.log",
    )
    folder = tmp_path / "nginx"
    folder.mkdir()
    with command, Proxy(folder, str(urlsplit(command.address).port)) as proxy:
        yield Site(command, proxy)


def test_the_site_behind_it(site: Site) -> None:
    """One story, since to start the two takes longer than all that is asked of them."""
    it_speaks_https_alone(site)
    it_answers_to_its_name_alone(site)
    it_shares_one_connection(site)
    it_hands_on_pages_with_their_headers(site)
    it_keeps_what_is_for_the_machine_alone(site)
    one = somebody_comes_in(site)
    what_is_new_comes_at_once(one)
    uploads_come_through_up_to_the_limit(one)


def it_speaks_https_alone(site: Site) -> None:
    plain = http.client.HTTPConnection("127.0.0.1", site.proxy.http, timeout=10)
    plain.request("GET", "/record/?words=tides", headers={"Host": "localhost"})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/record/?words=tides")
    plain.close()
    # And the server behind it sends on whoever comes past the proxy, but for who looks whether it is well.
    beside = requests.get(f"{site.command.address}/", allow_redirects=False, timeout=10)
    assert (beside.status_code, urlsplit(beside.headers["Location"]).scheme) == (301, "https")
    assert requests.get(f"{site.command.address}/health/", timeout=10).status_code == 200


def it_answers_to_its_name_alone(site: Site) -> None:
    for name in ("elsewhere.example.org", "127.0.0.1"):
        plain = http.client.HTTPConnection("127.0.0.1", site.proxy.http, timeout=10)
        plain.request("GET", "/", headers={"Host": name})
        with pytest.raises(http.client.RemoteDisconnected):
            plain.getresponse()
        plain.close()
    one = site.somebody()
    with pytest.raises(requests.ConnectionError):
        one.get("/", headers={"Host": "elsewhere.example.org"})
    context = ssl.create_default_context(cafile=str(site.proxy.certificate))
    context.check_hostname = False
    with (
        socket.create_connection(("127.0.0.1", site.proxy.https), timeout=10) as plain_too,
        pytest.raises(ssl.SSLError),
        context.wrap_socket(plain_too, server_hostname="elsewhere.example.org"),
    ):
        pass
    # And the server itself answers to no other name, whoever hands one on.
    beside = requests.get(f"{site.command.address}/", headers={"Host": "elsewhere.example.org"}, timeout=10)
    assert beside.status_code == 400


def it_shares_one_connection(site: Site) -> None:
    context = ssl.create_default_context(cafile=str(site.proxy.certificate))
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", site.proxy.https), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as spoken,
    ):
        assert spoken.selected_alpn_protocol() == "h2"


def it_hands_on_pages_with_their_headers(site: Site) -> None:
    page = site.somebody().get("/accounts/login/")
    assert page.status_code == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    cookie = page.headers["Set-Cookie"]
    assert all(one in cookie for one in ("csrftoken=", "Secure", "HttpOnly", "SameSite=Lax")), cookie


def it_keeps_what_is_for_the_machine_alone(site: Site) -> None:
    one = site.somebody()
    assert one.get("/metrics/").status_code == 404
    assert requests.get(f"{site.command.address}/metrics/", timeout=10).status_code == 200
    assert one.get("/health/").json()["record"] == "open"


def somebody_comes_in(site: Site) -> Visitor:
    """The link is one to the proxy; what is sent says that it went by it, and cookies go by HTTPS alone."""
    link = urlsplit(site.command.invite("r.noor@example.org", "ARD")).path
    one = site.somebody()
    answer = one.sends(link, data=NEW)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/keys/"), answer.text
    assert [cookie.secure for cookie in one.session.cookies if cookie.name == "sessionid"] == [True]
    invited = {"email": "t.adeyemi@example.org", "party": "ARD", "capacity": "delegate"}
    page = one.sends("/people/invite/", data=invited).text
    # Without `--at` the link has the usual port, whatever port a visitor names.
    assert 'value="https://localhost/invitation/' in page
    # That a visitor says to come by something else, or from somewhere else, counts for nothing.
    lying = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "127.0.0.1"}
    assert one.get("/keys/", headers=lying).status_code == 200
    return one


def what_is_new_comes_at_once(one: Visitor) -> None:
    """Well before the server's next sign of life, which would push it through a buffer."""
    begun = time.monotonic()
    with one.get("/live/?since=40", stream=True, timeout=10) as events:
        said = b""
        for chunk in events.iter_content(None):
            said += chunk
            if b"data:" in said:
                break
    assert time.monotonic() - begun < 10
    assert b"data:" in said


def uploads_come_through_up_to_the_limit(one: Visitor) -> None:
    letter = {"kind": "letter", "subject": "On costs", "sealing": "unsigned"}
    just, over = bytes(63 * MEGABYTE), bytes(65 * MEGABYTE)
    taken = one.sends("/notes/send/", data=letter, files={"documents": ("chart.bin", just)})
    assert (taken.status_code, taken.headers["Location"].startswith("/prepared/")) == (302, True)
    refused = one.sends("/notes/send/", data=letter, files={"documents": ("chart.bin", over)})
    assert refused.status_code == 413
