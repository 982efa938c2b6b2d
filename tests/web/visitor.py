"""Somebody who asks a server that runs, as a browser does, without being one."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests


@dataclass
class Visitor:
    address: str
    certificate: Path | None = None
    """The one that the server shows, where it is its own."""
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False  # nor the certificates that this machine trusts
        self.session.verify = True if self.certificate is None else str(self.certificate)
        self.session.headers["Referer"] = f"{self.address}/"

    def get(self, where: str, **given: Any) -> requests.Response:  # noqa: ANN401  requests' own
        return self.session.get(self.address + where, **{"timeout": 30, "allow_redirects": False, **given})

    def sends(self, where: str, data: dict[str, str], **given: Any) -> requests.Response:  # noqa: ANN401  as above
        """Send a form with the token that its page gives."""
        page = self.get(where).text
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        fields = {**data, "csrfmiddlewaretoken": token}
        return self.session.post(
            self.address + where, data=fields, allow_redirects=False, timeout=60, **given
        )
