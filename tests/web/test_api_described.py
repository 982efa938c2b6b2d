"""The API held to its own description: whatever is asked, it answers as described, and never falls over."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person, Seat
from travaux.web.api.access import made_for
from travaux.web.around import limits
from travaux.web.room import Room
from travaux.web.seat import Capacity

EXAMPLES = 12
"""Requests of each operation."""
HELD_TO = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def access(room: Room, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give an access key of somebody who sits for a party, and no limits."""
    assert room.state.size
    for kinds in (limits.ACTING, limits.READING):
        for kind in kinds:
            monkeypatch.setitem(kinds, kind, 1_000_000)
    person = Person.objects.create_user("ard@example.org")
    Seat.objects.create(person=person, party="ARD", capacity=Capacity.HEAD)
    return made_for(person, PartyCode("ARD"), "a test")[1]


def test_every_operation_answers_as_described(access: str) -> None:
    """No request makes the server fail; each answer has a status, a type and a shape as described."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    asked: set[str] = set()
    answered: set[int] = set()

    def held(case: Case[Any]) -> None:
        asked.add(f"{case.method} {case.path}")
        for headers in ({"Authorization": f"Bearer {access}"}, {}):
            answer = case.call(headers=headers)
            answered.add(answer.status_code)
            case.validate_response(answer, checks=HELD_TO)

    for found in schema.get_all_operations():
        once = settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        assert isinstance(found, Ok)
        once(given(found.ok().as_strategy())(held))()
    assert len(asked) == 19
    assert {200, 403, 404, 422} <= answered
