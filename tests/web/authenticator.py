"""A passkey without its device: it makes a credential for a site, and signs the site's challenges."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

ORIGIN = "https://testserver"
_PRESENT_AND_VERIFIED = 0x05
_WITH_KEY = 0x40


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Passkey:
    """One credential, for one site."""

    rp_id: str = "testserver"
    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user: str = ""
    """The handle of whoever it was made for, as the site gave it."""

    def made(self, options: Mapping[str, Any]) -> str:
        """Answer a site that asks for a new credential."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        inside = (
            self._about(_PRESENT_AND_VERIFIED | _WITH_KEY)
            + bytes(16)
            + len(self.name).to_bytes(2, "big")
            + self.name
            + cbor.encode(cose)
        )
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": inside})
        client = self._client("webauthn.create", asked["challenge"])
        response = {"clientDataJSON": encoded(client), "attestationObject": encoded(statement)}
        return json.dumps(
            self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}
        )

    def signed(self, options: Mapping[str, Any], *, as_user: str | None = None) -> str:
        """Answer a site that asks who signs in; *as_user* claims to be somebody else."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        about = self._about(_PRESENT_AND_VERIFIED)
        signature = self.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": encoded(client),
            "authenticatorData": encoded(about),
            "signature": encoded(signature),
            "userHandle": self.user if as_user is None else as_user,
        }
        return json.dumps(self._credential(response) | {"clientExtensionResults": {}})

    def _about(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
        return json.dumps(said).encode()

    def _credential(self, response: Mapping[str, str]) -> dict[str, Any]:
        name = encoded(self.name)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
