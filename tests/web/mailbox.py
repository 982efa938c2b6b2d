"""A mail server on this machine: it takes what it is sent by SMTP, or says that it does not."""

import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Self


@dataclass
class Mailbox:
    refuses: bool = False
    """Whether it knows nobody."""
    came: list[tuple[str, tuple[str, ...], EmailMessage]] = field(default_factory=list)
    """From whom, to whom, and what, as the envelopes have it."""
    port: int = 0
    _server: ThreadingTCPServer | None = None

    def __enter__(self) -> Self:
        self._server = ThreadingTCPServer(("127.0.0.1", 0), _speaking(self))
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()


def _speaking(box: Mailbox) -> type[StreamRequestHandler]:
    class Speaking(StreamRequestHandler):
        def handle(self) -> None:
            sender, receivers = "", list[str]()
            self._say("220 mail.example.org")
            while line := self.rfile.readline().decode().strip():
                verb, _, rest = line.partition(":")
                match verb.split()[0].upper(), rest.strip(" <>"):
                    case "MAIL", address:
                        sender = address.partition(">")[0]
                    case "RCPT", address if not box.refuses:
                        receivers.append(address)
                    case "RCPT", _:
                        self._say("550 No such mailbox here")
                        continue
                    case "DATA", _:
                        self._say("354 Go on")
                        box.came.append((sender, tuple(receivers), self._message()))
                    case "QUIT", _:
                        self._say("221 Bye")
                        return
                    case _:
                        pass
                self._say("250 OK")

        def _message(self) -> EmailMessage:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b"."))
            return message_from_bytes(b"".join(lines), policy=policy.default)

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    return Speaking
