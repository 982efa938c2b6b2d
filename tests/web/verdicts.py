"""Who gets what where: the authorisation matrix, written from what should hold and not from what is answered.

From docs/concepts/confidentiality.md ("Who reads", "Who records what") and issue 5: what is not for a
reader is not there; a page of a delegation asks whoever has not signed in to do so; the page of an act is
there for whoever has a part in it by role, and for the secretariat where it writes down what a party did;
heads table and invite; whoever runs the server reads nothing but who has an account.

A row is about a thing of ARD's that everybody may read. `tests.web.test_authorisation` holds the program
to it, and fails for an address without a row.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    ANONYMOUS = "anonymous"
    OPERATOR = "operator"
    """Runs the server, and has no seat."""
    OBSERVER = "observer"
    DELEGATE = "delegate of ARD"
    HEAD = "head of ARD"
    GROUP = "head of BOR, in a group with ARD"
    OTHER = "head of CEL, in another group"
    SECRETARIAT = "secretariat, the keeper"
    AUDITOR = "auditor"
    CHAIR = "chair"


class Verdict(StrEnum):
    GIVEN = "it is answered"
    SIGN_IN = "it is asked to sign in"
    NOT_THERE = "there is no such page"
    NOT_SO = "not by this method"
    NOT_ITS_SEAT = "the API says why, of what whoever asks brought itself"


EVERYBODY = frozenset(Reader)
SIGNED_IN = EVERYBODY - {Reader.ANONYMOUS}
SEATED = SIGNED_IN - {Reader.OPERATOR}
HEADS = SEATED - {Reader.DELEGATE}
ARD = frozenset({Reader.DELEGATE, Reader.HEAD})
PARTIES = ARD | {Reader.GROUP, Reader.OTHER}
PROMISED = ARD | {Reader.GROUP}
CLERK = frozenset({Reader.SECRETARIAT})
LEADING = CLERK | {Reader.CHAIR}
TAKING_PART = PARTIES | LEADING
SPEAKING = TAKING_PART | {Reader.OBSERVER}
NOBODY: frozenset[Reader] = frozenset()
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One address: who gets its page, and who may send something there."""

    reads: frozenset[Reader] | None = None
    """None: there is nothing to read."""
    sends: frozenset[Reader] | None = None
    """For whom the address is there when something is sent; None: nothing is sent there."""
    acts: frozenset[Reader] = NOBODY
    """Of those, for whom something follows when what is sent is complete."""
    open: bool = False
    """Whether who has not signed in is answered as others are, and not asked to sign in."""
    heads: bool = True
    """Whether HEAD is answered as GET is."""
    refuses: Verdict = Verdict.NOT_THERE
    nothing: bool = False
    """Whether there is nothing at all, whoever asks by whatever method: others' addresses begin with it."""

    def verdict(self, reader: Reader, method: str) -> Verdict:
        if self.nothing:
            return Verdict.NOT_THERE
        if reader is Reader.ANONYMOUS and not self.open:
            return Verdict.SIGN_IN
        given = {"GET": self.reads, "HEAD": self.reads if self.heads else None, "POST": self.sends}
        allowed = given.get(method)
        if allowed is None:
            return Verdict.NOT_SO
        return Verdict.GIVEN if reader in allowed else self.refuses


def public() -> Row:
    """What is read by everybody, each finding in it what is for it."""
    return Row(reads=EVERYBODY, open=True)


def act(there: frozenset[Reader], acts: frozenset[Reader] | None = None) -> Row:
    """Give the row of the page of an act."""
    return Row(reads=there, sends=there, acts=there if acts is None else acts)


def program() -> Row:
    """Give the row of what programs read; a HEAD is no operation of the API."""
    return Row(reads=EVERYBODY, open=True, heads=False)


ROWS: dict[str, Row] = {
    # where it stands, and what a delegation has to do
    "status": public(),
    "today": Row(reads=SEATED),
    "read": Row(sends=SEATED, acts=SEATED),
    "zone": Row(sends=SIGNED_IN, acts=SIGNED_IN),
    "docket": public(),
    "calendar": public(),
    "feed": public(),
    # the texts
    "text": public(),
    "text_of": public(),
    "searching": public(),
    "article": public(),
    "history": public(),
    "matrix": public(),
    "compare": public(),
    "download": public(),
    # answering: whoever sits somewhere is told why it is not for it
    "answer": act(SEATED, PARTIES),
    "join": act(SEATED, frozenset({Reader.GROUP, Reader.OTHER})),
    "hold": act(SEATED, PARTIES),
    "ask": act(SEATED, TAKING_PART),
    "answer_whole": act(SEATED, PARTIES),
    "sheet": Row(reads=SEATED),
    "retable": act(SEATED, NOBODY),
    "withdraw": act(ARD),
    "correct": act(ARD),
    "prepared": act(ARD, NOBODY),
    "discard": Row(sends=ARD, acts=ARD),
    "narrowed": Row(sends=ARD),
    "elsewhere": act(frozenset({Reader.HEAD})),
    "handed": Row(reads=frozenset({Reader.HEAD})),
    # papers, questions, promises, times
    "notes": public(),
    "note_send": act(SEATED),
    "receive": act(SEATED),
    "question_answer": act(SPEAKING, TAKING_PART),
    "promise": act(TAKING_PART),
    "promise_extend": act(ARD | CLERK, ARD),
    "promise_report": act(TAKING_PART, PROMISED),
    "collective": act(TAKING_PART),
    "validate": act(PARTIES | CLERK, PARTIES),
    "contest": act(PARTIES | CLERK, PARTIES),
    "break_silence": act(PARTIES | CLERK, PARTIES),
    "tie": act(PARTIES | CLERK, PARTIES),
    "untie": act(ARD | CLERK, ARD),
    "document": public(),
    # the secretariat
    "secretariat": act(SPEAKING, NOBODY),
    "table": act(SPEAKING),
    "rules": act(LEADING),
    "settle": act(TAKING_PART),
    "adopt": act(LEADING),
    "rectify": act(LEADING),
    "merge": act(TAKING_PART),
    "consent": act(PROMISED | CLERK, PROMISED),
    "meeting": act(TAKING_PART),
    "silence": act(LEADING, NOBODY),
    "open_silence": act(LEADING),
    "elapsed": act(LEADING),
    "members": act(LEADING, NOBODY),
    "member_add": act(CLERK),
    "member_remove": act(CLERK),
    "group": act(LEADING),
    "redact": act(ARD | CLERK),
    # the record: everybody checks what it may read
    "record": public(),
    "entry": public(),
    "proof": public(),
    "leaf": public(),
    "head": public(),
    "check": public(),
    "hashes": public(),
    "leaves": public(),
    "bundle": Row(reads=EVERYBODY, sends=EVERYBODY, acts=EVERYBODY, open=True),
    "bundle_for": act(CLERK),
    # for programs
    "live": Row(reads=EVERYBODY, open=True, heads=False),
    "access_keys": Row(reads=SIGNED_IN, sends=SIGNED_IN, acts=NOBODY),
    "revoke_access": Row(sends=frozenset({Reader.HEAD}), acts=frozenset({Reader.HEAD})),
    "health": public(),
    "metrics": Row(reads=frozenset({Reader.OPERATOR}), open=True),
    # who one is
    "people": Row(reads=SIGNED_IN),
    "invite": act(HEADS),
    "withdraw_invitation": Row(sends=frozenset({Reader.HEAD}) | CLERK, acts=frozenset({Reader.HEAD}) | CLERK),
    "end_seat": act(frozenset({Reader.HEAD, Reader.OPERATOR}) | CLERK),
    "invitation": Row(reads=EVERYBODY, sends=EVERYBODY, acts=frozenset({Reader.ANONYMOUS}), open=True),
    "keys": Row(reads=SEATED),
    "make_key": act(SEATED),
    "bring_key": act(SEATED),
    "revoke": act(ARD | CLERK),
    "enrol": act(ARD),
    "rotate": act(frozenset({Reader.HEAD})),
    "take_key_away": Row(reads=frozenset({Reader.HEAD})),
    "enter": Row(reads=NOBODY, open=True),
    "sit": Row(sends=EVERYBODY, acts=EVERYBODY, open=True),
    "language": Row(sends=EVERYBODY, acts=EVERYBODY, open=True),
    "style": public(),
    # the API
    "api:openapi-json": public(),
    "api:api-root": Row(nothing=True),
    "api:negotiation": program(),
    "api:four_questions": program(),
    "api:drafts": program(),
    "api:owed": program(),
    "api:since": Row(reads=SEATED, open=True, heads=False),
    "api:notes": program(),
    "api:entries": Row(reads=EVERYBODY, sends=HEADS, open=True, heads=False, refuses=Verdict.NOT_ITS_SEAT),
    "api:entry": program(),
    "api:checkpoint": program(),
    "api:document": program(),
    "api:text": program(),
    "api:compilation": program(),
    "api:matrix": program(),
    "api:article": program(),
    "api:history": program(),
    "api:take": Row(sends=HEADS, open=True, refuses=Verdict.NOT_ITS_SEAT),
    "api:line": Row(sends=SEATED, open=True, refuses=Verdict.NOT_ITS_SEAT),
    "api:bundle": Row(sends=EVERYBODY, acts=EVERYBODY, open=True),
}
ROWS["api:record"] = ROWS["api:entries"]
"""The same address: one reads there, and sends."""

ACCOUNTS_OPEN = frozenset(
    {
        *("account_login", "account_signup", "account_inactive", "account_reset_password"),
        *("account_reset_password_done", "account_reset_password_from_key"),
        *("account_reset_password_from_key_done", "account_email_verification_sent", "account_confirm_email"),
        *("account_logout", "account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn"),
        *("socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup"),
        *("openid_connect_login", "openid_connect_callback"),
    }
)
"""Of the pages by which one signs in: those for whoever has not."""
ACCOUNTS_OWN = frozenset(
    {
        *("account_reauthenticate", "account_email", "account_change_password", "account_set_password"),
        *("account_request_reauthentication_code", "account_confirm_reauthentication_code"),
        *("mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
        *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"),
        *("mfa_remove_webauthn", "mfa_edit_webauthn", "socialaccount_connections", "usersessions_list"),
    }
)
"""Those about one's own account: whoever has not signed in is asked to."""
