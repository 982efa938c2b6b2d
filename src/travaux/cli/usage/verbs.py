"""The verbs of the command line, in groups: what each is for, and where it is done."""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """A verb, and where its parts are; they are loaded when it is used."""

    short: str
    usage: str
    """The module of `travaux.cli.usage` that says what it takes, in a function of its name."""
    does: str
    """The module of `travaux.cli`, or one in full, and the function in it that does it."""


GROUPS: dict[str, tuple[str, ...]] = {
    "Texts in files": ("read", "compare", "compile", "project", "brief"),
    "A record, and who is in it": ("open", "party", "key", "rules"),
    "Drafts, papers and answers": (
        *("table", "send", "receive", "answer", "retable", "collective", "sponsor", "hold", "validate"),
        *("correct", "withdraw"),
    ),
    "Questions and promises": ("ask", "reply", "promise"),
    "Meetings, and where the text stands": (
        *("meet", "agree", "close", "reopen", "silence", "package", "merge", "adopt", "authenticate"),
        "rectify",
    ),
    "What the record says": (
        *("status", "owed", "matrix", "history", "since", "standing", "coverage", "fates", "log", "show"),
    ),
    "That it can be relied on": (
        *("verify", "export", "watch", "cosign", "stamp", "snapshot", "restore", "doctor", "redact"),
        *("take", "record"),
    ),
    "To put it on the table": ("serve", "people", "database"),
    "To find one's way": ("demo", "verbs"),
}

VERBS: dict[str, Verb] = {
    "read": Verb("show how a file is understood: outline, figures and findings", "texts", "texts:read"),
    "compare": Verb("show what became of each provision between two drafts", "texts", "texts:compare"),
    "compile": Verb("compile a draft and the answers to it into one text", "texts", "compiling:compile"),
    "project": Verb("take a party's text, or the draft, out of a compilation", "texts", "compiling:project"),
    "brief": Verb("say in short what is at issue, provision by provision", "texts", "compiling:brief"),
    "open": Verb("open the record of a negotiation, with its keys", "opening", "opening:open_record"),
    "party": Verb("say who is in the negotiation, and who is a group", "opening", "opening:party"),
    "key": Verb("make keys, and say whose signature counts", "opening", "keys:key"),
    "rules": Verb("declare the rules of a round, or contest one", "opening", "opening:rules"),
    "table": Verb("put a draft on the table", "papers", "papers:table"),
    "send": Verb("record a paper: a note verbale, a letter, a non-paper", "papers", "papers:send"),
    "receive": Verb("acknowledge receipt of a paper, a draft or a reply", "papers", "papers:receive"),
    "answer": Verb("answer a draft, in whole or by provision", "papers", "answering:answer"),
    "retable": Verb("give answers to the last draft again, to the new one", "papers", "retabling:retable"),
    "collective": Verb(
        "say whether a reply for several is taken as an answer", "papers", "papers:collective"
    ),
    "sponsor": Verb("join another party's proposal, or leave it", "papers", "papers:sponsor"),
    "hold": Verb("enter, maintain or lift a hold", "papers", "papers:hold"),
    "validate": Verb("say whether a position is rightly shown", "papers", "papers:validate"),
    "correct": Verb("say that an entry of one's own has a mistake", "papers", "papers:correct"),
    "withdraw": Verb("take back an entry of one's own, or a part of it", "papers", "papers:withdraw"),
    "ask": Verb("put a question, with a date", "papers", "questions:ask"),
    "reply": Verb("answer a question", "papers", "questions:reply"),
    "promise": Verb("make or extend a promise, or say whether it was met", "papers", "questions:promise"),
    "meet": Verb("convene a meeting", "settling", "settling:meet"),
    "agree": Verb("record that provisions are agreed ad referendum", "settling", "settling:agree"),
    "close": Verb("record that provisions are provisionally closed", "settling", "settling:close"),
    "reopen": Verb("record that provisions are reopened", "settling", "settling:reopen"),
    "silence": Verb("open a silence procedure, break it, note its end", "settling", "settling:silence"),
    "package": Verb("tie provisions together, or untie them", "settling", "settling:package"),
    "merge": Verb("propose one wording for several, or answer that", "settling", "settling:merge"),
    "adopt": Verb("record that a text is adopted", "settling", "settling:adopt"),
    "authenticate": Verb("record that a text is authenticated", "settling", "settling:authenticate"),
    "rectify": Verb("record a procès-verbal of rectification", "settling", "settling:rectify"),
    "status": Verb("what is agreed, who may speak, until when, what is undecided", "asking", "asking:status"),
    "owed": Verb("who owes whom what, since when, due when", "asking", "asking:owed"),
    "matrix": Verb("each party's position on each provision, at any moment", "asking", "asking:matrix"),
    "history": Verb("all that was recorded of one provision", "asking", "asking:history"),
    "since": Verb("what changed for a party since it last acted", "asking", "asking:since"),
    "standing": Verb("what a new draft makes of the answers to the last", "asking", "asking:standing"),
    "coverage": Verb("what a reply answers, and what it passes over", "asking", "asking:coverage"),
    "fates": Verb("what became of every proposal", "asking", "asking:fates"),
    "log": Verb("list the entries, in order", "asking", "listing:log"),
    "show": Verb("show one entry in full, or write out its documents", "asking", "listing:show"),
    "verify": Verb("check a record or a bundle, trusting nobody", "keeping", "verifying:verify"),
    "export": Verb("write a bundle that others can verify without us", "keeping", "exporting:export"),
    "watch": Verb("follow the record, and raise the alarm", "keeping", "watching:watch"),
    "cosign": Verb("witness the head of the record with one's own key", "keeping", "watching:cosign"),
    "stamp": Verb("ask an authority for a time stamp, and keep it", "keeping", "stamping:stamp"),
    "snapshot": Verb("write a verified copy, or check one before it is used", "keeping", "keeping:snapshot"),
    "restore": Verb("make a copy the record again, once it is verified", "keeping", "restoring:restore"),
    "doctor": Verb("check this machine and the record on it", "keeping", "keeping:doctor"),
    "redact": Verb("show a document to nobody any more; its hash stays", "keeping", "keeping:redact"),
    "take": Verb("record an entry that was signed elsewhere", "keeping", "taking:take"),
    "record": Verb("record any act, given as JSON", "keeping", "keeping:record"),
    "serve": Verb("serve a record to delegations, in a browser", "serving", "travaux.web.serve:serve"),
    "people": Verb(
        "invite people to sit for a member, list them, end a seat", "serving", "travaux.web.people:people"
    ),
    "database": Verb("put a record into PostgreSQL, or take one out", "serving", "database:database"),
    "demo": Verb("write out an invented negotiation, compile and record it", "texts", "demo:demo"),
    "verbs": Verb("say in a line what each verb is for", "texts", "verb_list:verbs"),
}
