"""nginx as `deploy/nginx.conf` has it, with names and ports of this machine in the place of those there."""

import datetime as dt
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CONFIGURED = Path(__file__).parents[2] / "deploy" / "nginx.conf"
AROUND = """\
{user}daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/negotiation.conf;
}}
"""
"""What the rest of a machine's own configuration says, as short as it can be."""


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass
class Proxy:
    folder: Path
    behind: str
    """The port of the server behind it."""
    https: int = field(default_factory=_free)
    http: int = field(default_factory=_free)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def certificate(self) -> Path:
        return self.folder / "localhost.pem"

    @property
    def address(self) -> str:
        return f"https://localhost:{self.https}"

    def __enter__(self) -> Self:
        self._certify()
        named = CONFIGURED.read_text(encoding="utf-8")
        for there, here in (
            ("/etc/ssl/private/negotiation.example.org.key", f"{self.folder}/localhost.key"),
            ("/etc/ssl/negotiation.example.org.pem", str(self.certificate)),
            ("negotiation.example.org", "localhost"),
            ("127.0.0.1:8000", f"127.0.0.1:{self.behind}"),
            ("listen 443", f"listen 127.0.0.1:{self.https}"),
            ("listen [::]:443", f"listen [::1]:{self.https}"),
            ("listen 80", f"listen 127.0.0.1:{self.http}"),
            ("listen [::]:80", f"listen [::1]:{self.http}"),
        ):
            assert there in named, there
            named = named.replace(there, here)
        if not _has_six():
            named = "".join(line for line in named.splitlines(keepends=True) if "[::1]" not in line)
        (self.folder / "negotiation.conf").write_text(named, encoding="utf-8")
        user = "user root root;\n" if os.geteuid() == 0 else ""
        main = self.folder / "nginx.conf"
        main.write_text(AROUND.format(user=user, folder=self.folder), encoding="utf-8")
        self._process = subprocess.Popen([str(NGINX), "-c", main, "-e", self.folder / "error.log"])
        for _ in range(500):
            assert self._process.poll() is None, (self.folder / "error.log").read_text()
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.https)) == 0:
                    return self
            time.sleep(0.02)
        raise AssertionError("nginx did not listen within 10 seconds")

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(10)

    def _certify(self) -> None:
        """Make a certificate of its own for localhost."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        now = dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(hours=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(key, hashes.SHA256())
        )
        self.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (self.folder / "localhost.key").write_bytes(key.private_bytes(*plain))


def _has_six() -> bool:
    """Whether this machine speaks IPv6 with itself."""
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True
