"""A reader's browser, and what comes of what it asks for: all that an act leaves behind is counted."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse

from tests.web.court import Court, browser_of
from tests.web.verdicts import Reader, Verdict
from travaux.web.accounts.models import AccessKey, HeldKey, Invitation, Person, Prepared, Seat
from travaux.web.room import Room


def verdict_of(answer: HttpResponse) -> Verdict:
    assert answer.status_code < 500, answer.content.decode()
    match answer.status_code:
        case 302 if answer["Location"].startswith("/accounts/login/"):
            return Verdict.SIGN_IN
        case 404:
            return Verdict.NOT_THERE
        case 405:
            return Verdict.NOT_SO
        case 401 | 403:
            return Verdict.NOT_ITS_SEAT
        case _:
            return Verdict.GIVEN


def kept(room: Room) -> tuple[int, ...]:
    """Count all that an act can leave behind it."""
    return (
        room.state.size,
        *(Prepared.objects.count(), Seat.objects.filter(ended=None).count(), Person.objects.count()),
        Invitation.objects.filter(withdrawn=None, taken=None).count(),
        *(HeldKey.objects.count(), AccessKey.objects.filter(ended=None).count()),
    )


class Asking:
    """A reader's browser. What a request did to the accounts is undone after it."""

    def __init__(self, reader: Reader, court: Court) -> None:
        self.browser, self.room = browser_of(reader), court.room
        self.answer = HttpResponse()
        self.page = ""
        self.before = kept(court.room)
        self.after = self.before
        self.wrote = False

    def _noting(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:  # noqa: ANN401  Django's own
        """Note whether a statement is other than a look: without one, nothing can have been left behind."""
        self.wrote = self.wrote or not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
        return execute(sql, *given)

    def asks(self, method: str, where: str, body: dict[str, Any] | None = None) -> Verdict:
        cache.clear()
        signed_in = {name: one.value for name, one in self.browser.cookies.items()}
        if where == "/live/":  # it keeps no connection, and so no transaction either
            self.answer = getattr(self.browser, method.lower())(where)
        else:
            with transaction.atomic():
                self.wrote = False
                with connection.execute_wrapper(self._noting):
                    self.answer = getattr(self.browser, method.lower())(where, body or {})
                looked = self.wrote or self.room.state.size != self.before[0]
                self.after = kept(self.room) if looked else self.before
                transaction.set_rollback(True)
        self.browser.cookies.clear()
        self.browser.cookies.load(signed_in)
        found = verdict_of(self.answer)
        self.page = "" if self.answer.streaming else self.answer.content.decode(errors="replace")
        self.answer.close()
        return found

    @property
    def followed(self) -> bool:
        """Whether anything came of it: something is kept, a file is handed out, or one is sent on."""
        handed = self.answer.get("Content-Disposition", "").startswith("attachment")
        return self.after != self.before or handed or self.answer.status_code in {201, 302}
