"""What else must be so for each act, now: the codes, keys and times it names, what was not done before."""

from __future__ import annotations

from travaux.answers.round import RULES
from travaux.answers.undertaking import Due
from travaux.record import act as acts
from travaux.record.act import Fingerprint
from travaux.record.audience import ROLL, Named, OfGroup, audience, is_for
from travaux.record.checkpoint import BadCheckpoint, LogKey
from travaux.record.codes import check_code, check_distinct, check_members, check_new_code, check_tag
from travaux.record.dates import check_day, check_dues
from travaux.record.entry import MEMBERS, PUBLIC, Entered, Entry
from travaux.record.negotiation import Negotiation
from travaux.record.nouns import named
from travaux.record.refusal import Code, Refused
from travaux.record.signature import BadKey, PublicKey
from travaux.text.phrase import phrase, said_by
from travaux.text.wording import PartyCode


def check_audience(entry: Entry, state: Negotiation) -> None:
    """Raise Refused unless the entry is for somebody there is, and for all where all must know."""
    if isinstance(entry.act, ROLL) and entry.vis not in {PUBLIC, MEMBERS}:
        raise Refused(
            Code.AUDIENCE,
            phrase(
                "{act} is for {vis}; who is there and whose key is which is {public} or {members}.",
                act=named(entry.act),
                vis=entry.vis,
                public=PUBLIC,
                members=MEMBERS,
            ),
        )
    match audience(entry.vis):
        case Named(codes=codes):
            check_members(codes, "vis", state)
        case OfGroup(definition=leaf):
            defined = state.at(leaf) if leaf in state.definitions else None
            if defined is None or not is_for(entry.author, defined, state):
                raise Refused(
                    Code.AUDIENCE,
                    phrase(
                        "the audience is the group defined by {leaf}…, which {author} cannot read; name the "
                        "leaf of a group.define.",
                        leaf=leaf[:16],
                        author=entry.author,
                    ),
                )
        case _:
            pass


def check_opening(entry: Entry, opened: acts.OpensInstrument) -> None:
    """Raise Refused unless this can be the first entry of a record."""
    check_code(opened.keeper)
    key = _key(opened.keeper_key)
    if key.fingerprint != entry.key:
        raise Refused(
            Code.BAD_KEY,
            phrase(
                "the instrument is opened with {key}, and keeper_key is {fingerprint}; the keeper "
                "signs with the key it names.",
                key=entry.key,
                fingerprint=key.fingerprint,
            ),
        )
    try:
        name = LogKey.of(opened.log).name
    except BadCheckpoint as fault:
        raise Refused(
            Code.BAD_KEY,
            phrase("log is no verifier line: {why}; give that of the log's own key.", why=said_by(fault)),
        ) from None
    if name != entry.neg:
        raise Refused(
            Code.OTHER_RECORD,
            phrase("log is the key of {name!r}; expected that of {neg!r}.", name=name, neg=entry.neg),
        )
    if LogKey.of(opened.log).public == _raw(key):
        raise Refused(
            Code.BAD_KEY, phrase("the keeper's key and the log's are the same; make a key for each use.")
        )
    _check_words("title", opened.title)
    _check_words("keeper_name", opened.keeper_name)
    for tag in opened.languages:
        check_tag(tag)


def check_conditions(entry: Entry, targets: tuple[Entered, ...], state: Negotiation) -> None:  # noqa: C901, PLR0915
    """Raise Refused unless all that the act says can be so, as things stand."""
    check_dues(entry.act)
    match entry.act:
        case acts.AddsMember() as added:
            check_new_code(added.party, state)
            _check_words("name", added.name)
            _check_new_member(added.party, state)
            for tag, _ in added.names:
                check_tag(tag)
        case acts.RemovesMember(party=party):
            check_members((party,), "party", state)
            if party == state.keeper:
                raise Refused(
                    Code.NOT_ALLOWED,
                    phrase("{party} keeps this record, and stays as long as it is kept.", party=party),
                )
        case acts.DefinesGroup() as defined:
            check_new_code(defined.name, state)
            if defined.name in state.members:
                raise Refused(
                    Code.BAD_CODE,
                    phrase("{name} is a member; give the group another name.", name=defined.name),
                )
            _check_words("title", defined.title)
            check_distinct(defined.members, "members")
            check_members(defined.members, "members", state)
        case acts.EnrolsKey() as enrolled:
            check_members((enrolled.party,), "party", state)
            check_new_key(enrolled.line, state)
        case acts.RotatesKey() as rotated:
            check_new_key(rotated.line, state)
        case acts.RevokesKey() as revoked:
            if state.keys[revoked.key].until is not None:
                raise Refused(Code.ALREADY, phrase("{key} signs for nobody already.", key=revoked.key))
        case acts.DeclaresRules(rules=rules):
            check_distinct(rules.asked, "asked")
            check_members(rules.asked, "asked", state)
        case acts.ContestsRules(rule=rule):
            if rule not in RULES:
                raise Refused(
                    Code.CONCERNS,
                    phrase(
                        "{rule!r} is no rule of a round; expected one of {rules}.",
                        rule=rule,
                        rules=tuple(RULES),
                    ),
                )
        case acts.TablesDraft(title=title):
            _check_words("title", title)
        case acts.SendsNote() as note:
            check_members(note.to, "to", state)
            check_members(note.principals, "principals", state)
            check_day("sent", note.sent)
        case acts.AcknowledgesReceipt(on=on):
            _check_receipt(entry, targets[0])
            check_day("on", on)
        case acts.GivesAnswer(principals=principals) | acts.AnswersQuestion(principals=principals):
            check_distinct(principals, "principals")
            check_members(principals, "principals", state)
        case acts.AsksQuestion() as asked:
            if not asked.to:
                raise Refused(Code.EMPTY, phrase("the question is put to nobody; say to whom."))
            _check_words("words", asked.words)
            check_members(asked.to, "to", state)
        case acts.MakesPromise() as made:
            _check_words("words", made.words)
            check_members(made.to, "to", state)
        case acts.ExtendsPromise(due=due):
            _check_extension(due, targets[0], state)
        case acts.ConvenesMeeting() as meeting:
            check_members(meeting.at_table, "at_table", state)
        case acts.Corrects(words=words) | acts.TiesPackage(words=words):
            _check_words("words", words)
        case acts.ProposesMerger(wording=wording):
            _check_words("wording", wording)
        case acts.Redacts() as redacted:
            _check_words("grounds", redacted.grounds)
            check_day("gone_by", redacted.gone_by)
        case _:
            pass
    _check_not_done(entry, targets, state)


def _check_not_done(entry: Entry, targets: tuple[Entered, ...], state: Negotiation) -> None:  # noqa: C901
    """Raise Refused if what the act would change is over already."""
    for one in targets:
        leaf = one.leaf
        match entry.act:
            case acts.Withdraws():
                over = leaf in state.withdrawn or _part_withdrawn(entry, one, state)
            case acts.MaintainsHold() | acts.LiftsHold():
                over = not state.holds[leaf].stands
            case acts.UntiesPackage():
                over = state.packages[leaf].untied is not None
            case acts.ExtendsPromise() | acts.ReportsPromise() if leaf in state.promises:
                over = state.promises[leaf].withdrawn is not None
            case acts.JoinsSponsors():
                given = state.answers[leaf]
                over = any(not given.can_be_said_at(it.article) for it in entry.re if it.leaf == leaf)
            case acts.BreaksSilence():
                over = state.silences[leaf].withdrawn is not None
            case acts.NotesSilenceElapsed():
                silence = state.silences[leaf]
                over = bool(silence.broken or silence.elapsed or silence.withdrawn)
            case acts.AdoptsText():
                over = state.drafts[leaf].adopted is not None or state.drafts[leaf].withdrawn is not None
            case acts.AuthenticatesText():
                over = state.drafts[leaf].authenticated is not None
            case acts.AnswersMerger():
                over = state.mergers[leaf].withdrawn is not None
            case acts.RectifiesError() if state.drafts[leaf].adopted is None:
                raise Refused(
                    Code.ALREADY,
                    phrase("entry {index} is no adopted text; table another draft.", index=one.index),
                )
            case _:
                over = False
        if over:
            raise Refused(
                Code.ALREADY,
                phrase(
                    "{act} concerns entry {index}, {other}, which was taken back or ended before; "
                    "see what became of it in the record.",
                    act=named(entry.act),
                    index=one.index,
                    other=named(one.act),
                ),
            )


def _part_withdrawn(entry: Entry, one: Entered, state: Negotiation) -> bool:
    """Whether what is withdrawn of an answer or hold was withdrawn, or lifted, before."""
    given, hold, package = (
        state.answers.get(one.leaf),
        state.holds.get(one.leaf),
        state.packages.get(one.leaf),
    )
    gone: set[str] = set()
    if given is not None:
        gone = {at for at, _ in given.withdrawn_at}
    if hold is not None:
        if not hold.stands:
            return True
        gone = {at for at, _ in hold.lifted_at}
    if package is not None and package.untied is not None:
        return True
    return any(it.article in gone for it in entry.re if it.leaf == one.leaf and it.article)


def check_new_key(line: str, state: Negotiation) -> None:
    """Raise Refused unless the line is a key that was never enrolled, for anybody or any use."""
    key = _key(line)
    used = state.keys.get(Fingerprint(key.fingerprint))
    if used is not None or _is_log_key(key, state):
        raise Refused(
            Code.BAD_KEY,
            phrase(
                "{key} was enrolled before, for {party}; make a new key: each has one holder and one use."
                if used
                else "{key} was enrolled before, for the log; make a new key: each has one holder and one "
                "use.",
                key=key.fingerprint,
                party=used.party if used else "",
            ),
        )


def _key(line: str) -> PublicKey:
    try:
        key = PublicKey.of(line)
    except BadKey as fault:
        raise Refused(
            Code.BAD_KEY,
            phrase(
                "{line!r} is no key line: {why}; give that of a .pub file.",
                line=line[:60],
                why=said_by(fault),
            ),
        ) from None
    if key.line != line:
        raise Refused(
            Code.BAD_KEY,
            phrase("the key line reads {line!r}; expected {expected!r}.", line=line[:120], expected=key.line),
        )
    return key


def _raw(key: PublicKey) -> bytes:
    return key.raw if key.kind == b"ssh-ed25519" else b""


def _is_log_key(key: PublicKey, state: Negotiation) -> bool:
    return LogKey.of(state.log).public == _raw(key)


def _check_new_member(party: PartyCode, state: Negotiation) -> None:
    if (member := state.members.get(party)) is not None and member.until is None:
        raise Refused(
            Code.ALREADY, phrase("{party} is a member since entry {since}.", party=party, since=member.since)
        )
    if party in state.groups:
        raise Refused(
            Code.BAD_CODE,
            phrase("{party} is the name of a group; give the member another code.", party=party),
        )


def _check_words(name: str, words: str) -> None:
    if not words.strip():
        raise Refused(Code.EMPTY, phrase('"{name}" is empty; say it in words.', name=name))


def _check_receipt(entry: Entry, paper: Entered) -> None:
    if len(paper.entry.docs) > 1 and not entry.re[0].doc:
        raise Refused(
            Code.CONCERNS,
            phrase(
                "entry {index} has {count} documents; say which one was received.",
                index=paper.index,
                count=len(paper.entry.docs),
            ),
        )


def _check_extension(due: Due, promise: Entered, state: Negotiation) -> None:
    old = state.promises[promise.leaf].due
    if old is not None and due.utc <= old.utc:
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "the promise is due at {old}, and would be at {new}; give a later time.",
                old=old.utc,
                new=due.utc,
            ),
        )
