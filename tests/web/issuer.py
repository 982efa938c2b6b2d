"""An OpenID issuer on this machine: honest, unless it is told to say something else than what is so."""

import hashlib
import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "travaux", "of this server"


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@dataclass
class Issuer:
    """Whoever is sent to it is *person*, who has signed in there long ago."""

    person: Mapping[str, object] = field(default_factory=dict)
    """What it knows of the person: sub, email, email_verified."""
    token: Mapping[str, object] = field(default_factory=dict)
    """What its token says otherwise than is so; None leaves a claim out."""
    more: Mapping[str, object] = field(default_factory=dict)
    """The same of what it says beside the token."""
    without_token: bool = False
    away: bool = False
    """Whether all it says is that it cannot answer."""
    given: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The codes it has given, each with what was asked."""
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    address: str = ""
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(self))
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def settings(self) -> dict[str, str]:
        """Give what stands of it in the file of issuers."""
        about = {"name": "ministry", "title": "Ministry of Ardane", "issuer": self.address}
        return {**about, "client": CLIENT, "secret": SECRET}

    # --- what it answers

    def described(self) -> Mapping[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> Mapping[str, object]:
        public = self.key.public_key().public_numbers()
        one = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": _number(public.n)}
        return {"keys": [{**one, "e": _number(public.e)}]}

    def authorize(self, asked: Mapping[str, str]) -> str:
        """Give the address to which the person is sent back, with a code."""
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.given[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchanged(self, asked: Mapping[str, str], authorization: str) -> Mapping[str, object] | None:
        """Give the token for a code, once, to whoever asked for that code; None: it is refused."""
        before = self.given.pop(asked["code"], None)
        basic = f"Basic {urlsafe_b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        verifier = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if before is None or authorization != basic or _encoded(verifier) != before["code_challenge"]:
            return None
        found = {"access_token": "at", "token_type": "Bearer", "expires_in": 60}
        return found if self.without_token else {**found, "id_token": self._token()}

    def _token(self) -> str:
        now = int(time.time())
        about = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        claims = {**about, **self.person, **self.token}
        parts = ({"alg": "RS256", "typ": "JWT", "kid": "1"}, claims)
        signed = ".".join(_encoded(json.dumps(one).encode()) for one in parts)
        signature = self.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_encoded(signature)}"


def _answering(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is http.server's
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {name: one for name, (one,) in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", issuer.authorize(asked))
                self.end_headers()
                return
            answers: dict[str, Callable[[], Any]] = {
                "/.well-known/openid-configuration": issuer.described,
                "/keys": issuer.keys,
                "/userinfo": lambda: {**issuer.person, **issuer.more},
            }
            self._say(200, answers[parts.path]())

        def do_POST(self) -> None:  # as above
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: one for name, (one,) in parse_qs(body).items()}
            token = issuer.exchanged(asked, self.headers.get("Authorization", ""))
            self._say(200, token) if token else self._say(400, {"error": "invalid_grant"})

        def _say(self, status: int, said: object) -> None:
            status = 503 if issuer.away else status
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing on the tests' standard error."""

    return Answering
