"""The authorisation matrix: every address of the URL table, by every method, asked by every reader."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.record.soak import SOAK
from tests.web.asked import Asking
from tests.web.court import SITS, Court, convened, last, opened_in
from tests.web.recorded import published
from tests.web.verdicts import ACCOUNTS_OPEN, ACCOUNTS_OWN, METHODS, ROWS, Reader, Verdict
from travaux.record.act import GivesAnswer, SendsNote
from travaux.record.signature import PrivateKey
from travaux.web.room import Room, enter
from travaux.web.streams import PLACES


def _listed(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _listed(one.url_patterns, f"{one.namespace}:" if one.namespace else namespace)
        elif one.name is not None:
            yield f"{namespace}{one.name}", one


Asks = Callable[[Reader], Asking]
NAMES = dict(_listed(get_resolver().url_patterns))
ACCOUNTS = ACCOUNTS_OPEN | ACCOUNTS_OWN
HEADING = {Reader.HEAD, *({Reader.ANONYMOUS, Reader.OTHER} if SOAK else ())}
"""Who asks for everything by HEAD too."""
IN_ADDRESS = {
    "account_confirm_email": ("key",),
    "account_reset_password_from_key": ("key", "uidb36"),
    "mfa_remove_webauthn": ("pk",),
    "mfa_edit_webauthn": ("pk",),
    "openid_connect_login": ("provider_id",),
    "openid_connect_callback": ("provider_id",),
}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    room = opened_in(tmp_path_factory.mktemp("court"))
    published(room)
    yield room
    room.close()


@pytest.fixture(scope="module")
def court(served: Room, _people: None) -> Iterator[Court]:
    """Everybody's accounts, made once: what a request does to them is undone after it."""
    enter(served)
    yield convened(served)
    call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def asks(court: Court) -> Asks:
    """Give the browser of a reader, who signs in once."""
    return lru_cache(lambda reader: Asking(reader, court))


def plausible(court: Court, reader: Reader) -> dict[str, dict[str, Any]]:
    """Give what a reader sends to each address, complete: where one may, something follows."""
    room, waiting = court.room, PrivateKey.from_seed(bytes(reversed(range(32)))).public
    number, adopted = (str(one.number) for one in room.state.drafts.values())
    ours, theirs = (str(last(room, GivesAnswer, code).index) for code in ("ARD", "BOR"))
    sits, _ = SITS.get(reader, ("ARD", None))
    came = last(room, SendsNote, "ARD").entry.docs[0].h
    words, due = {"words": "As we have said."}, {"day": "2031-05-06", "zone": "UTC"}

    def paper() -> SimpleUploadedFile:
        return SimpleUploadedFile(
            "draft.md", b"---\ndraft: Second draft\nlanguage: en\n---\n\n# T\n\n## Article 1\n\nOne.\n"
        )

    return {
        "read": {"size": "1"},
        "zone": {"zone": "UTC"},
        "answer": {"position": "accepts"},
        "join": {"answer": ours, "provision": "art_3"},
        "hold": {"what": "enter", "kind": "general"},
        "ask": {"asked": ["VEL"], **words},
        "answer_whole": {"reply": SimpleUploadedFile("reply.pdf", b"%PDF-1.4 ours")},
        "withdraw": words,
        "correct": words,
        "elsewhere": {"key": court.enrolled.fingerprint},
        "note_send": {"kind": "letter", "subject": "On costs", "sealing": "unsigned"},
        "receive": {"document": came},
        "question_answer": words,
        "promise": words,
        "promise_extend": {**words, **due},
        "promise_report": {"met": "yes"},
        "collective": {"accepts": "no"},
        "validate": {"rightly": "yes"},
        "contest": {"rule": "silence", **words},
        "break_silence": words,
        "tie": {"provisions": "Article 1; Article 2", **words},
        "untie": words,
        "table": {"title": "Second draft", "status": "draft", "documents": paper()},
        "rules": {"name": "second reading", "asked": ["ARD", "BOR"], "draft": number},
        "settle": {"state": "agree", "draft": number, "provisions": "Article 1"},
        "adopt": {"done": "adopt", "how": "by consensus", "draft": number},
        "rectify": {"draft": adopted, "provisions": "Article 1", "defective": "Sea", "corrected": "Ocean"},
        "merge": {
            "draft": number,
            "provision": "Article 3",
            "proposals": [f"{ours}:art_3", f"{theirs}:art_3"],
            "wording": "Each Party shall pay.",
        },
        "consent": {"consents": "yes"},
        "meeting": {
            "place": "Room 2",
            "forum": "plenary",
            "at_table": ["ARD", "BOR"],
            "draft": number,
            **due,
        },
        "open_silence": {"draft": number, "means": "It is adopted.", **due},
        "elapsed": words,
        "member_add": {"code": "NEW", "name": "Newland", "role": "party"},
        "member_remove": {"party_": "VEL", **words},
        "group": {"code": "EAST", "title": "The east", "listed": ["ARD", "CEL"]},
        "redact": {"document": "", "grounds": "A name stands in it."},
        "access_keys": {"name": ""},
        "invite": {"email": "z@example.org", "party": sits, "capacity": "delegate"},
        "invitation": {
            "name": "Rana Noor",
            "way": "password",
            **dict.fromkeys(("password", "again"), "kettle-orbit-salmon-28"),
        },
        "make_key": dict.fromkeys(("passphrase", "again"), "four words in a row"),
        "bring_key": {"line": waiting.line},
        "bundle_for": {"audience": "ARD"},
        "sit": {"party": ""},
        "language": {"language": "fr"},
    }


def address(name: str, court: Court) -> str:
    query = {"api:since": "?size=1", "receive": ""}.get(name, "")
    return reverse(name, kwargs=dict(court.named().get(name, {}))) + query


def _why(asking: Asking) -> str:
    """Give what the page says is wrong, where something is."""
    said = re.findall(r'class="summary" role="alert".*?<ul>(.*?)</ul>', asking.page, re.DOTALL)
    return f"{asking.answer.status_code} {said}"


# --- the table is whole


def test_every_address_has_a_row() -> None:
    missing = sorted(set(NAMES) - set(ROWS) - ACCOUNTS)
    assert missing == [], f"say in ROWS of tests/web/verdicts.py who may ask for {', '.join(missing)}"


def test_every_row_has_an_address() -> None:
    gone = sorted((set(ROWS) | ACCOUNTS) - set(NAMES))
    assert gone == [], f"no address has these names: take {', '.join(gone)} out of tests/web/verdicts.py"


def test_every_name_is_of_one_address() -> None:
    listed = [name for name, _ in _listed(get_resolver().url_patterns)]
    same = [("api:entries", "api:record")]
    twice = sorted({name for name in listed if listed.count(name) > 1})
    assert twice == []
    assert [(one, other) for one, other in same if reverse(one) == reverse(other)] == same


def test_what_is_sent_is_written_down_for_every_act(court: Court) -> None:
    needed = {name for name, row in ROWS.items() if row.acts and not name.startswith("api:")}
    without = {
        *("discard", "bundle", "revoke_access", "withdraw_invitation"),
        *("end_seat", "revoke", "enrol", "rotate"),
    }
    assert needed - set(plausible(court, Reader.HEAD)) == without, (
        "acts for which nothing has to be filled in"
    )


# --- each cell


@pytest.mark.parametrize("reader", Reader)
def test_each_address_answers_as_the_table_says(reader: Reader, court: Court, asks: Asks) -> None:
    """Role × endpoint × method: what is answered is what the table has, and nothing else is done."""
    asking, sent = asks(reader), plausible(court, reader)
    wrong = []
    for name, row in ROWS.items():
        where = address(name, court)
        for method in METHODS:
            expected = row.verdict(reader, method)
            if method == "POST" and name.startswith("api:"):
                continue  # what is sent is signed by whoever sends it: tests.web.test_authorisation_sent
            if method == "HEAD" and expected is Verdict.GIVEN and reader not in HEADING:
                continue  # it is drawn as for GET, which is asked here
            body = sent.get(name) if method == "POST" else None
            found = asking.asks(method, where, body)
            if found is not expected:
                wrong.append(f"{method} {where} ({name}): {found}, not {expected}")
            may = method == "POST" and reader in row.acts
            if may != asking.followed and (may or asking.after != asking.before):
                came = "nothing" if may else "something"
                wrong.append(f"{method} {where} ({name}): {came} came of it: {_why(asking)}")
    assert wrong == [], "\n".join(wrong)
    assert PLACES.count == 0


@pytest.mark.parametrize("reader", Reader)
def test_what_is_sent_empty_changes_nothing_where_one_may_not(
    reader: Reader, court: Court, asks: Asks
) -> None:
    asking = asks(reader)
    for name, row in ROWS.items():
        if row.sends is not None and reader not in row.acts and not name.startswith("api:"):
            asking.asks("POST", address(name, court))
            assert asking.after == asking.before, name


@pytest.mark.parametrize("reader", Reader)
def test_pages_about_accounts_are_for_their_holder(reader: Reader, asks: Asks) -> None:
    asking = asks(reader)
    values = {"key": "none", "uidb36": "1", "pk": 1, "provider_id": "none"}
    wrong = []
    for name in sorted(ACCOUNTS):
        taken = [one for one in values if one in IN_ADDRESS.get(name, ())]
        where = reverse(name, kwargs={one: values[one] for one in taken})
        for method in METHODS:
            found = asking.asks(method, where)
            asked = method in {"GET", "POST"} and reader is Reader.ANONYMOUS and name in ACCOUNTS_OWN
            if asked and found not in {Verdict.SIGN_IN, Verdict.NOT_THERE}:
                wrong.append(f"{method} {where}: {found}")
            if asking.after != asking.before:
                wrong.append(f"{method} {where}: something came of it")
    assert wrong == [], "\n".join(wrong)
