"""Whether an entry can be recorded where the words of documents decide: admission reads none of them.

Asked where an entry is composed, and again of what was signed elsewhere. An entry that is in a record already
is read as it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Supports
from travaux.compile.compilation import LeftOut
from travaux.compile.heard import Heard
from travaux.compile.hearing import hear
from travaux.compile.proposals import heard_beside
from travaux.compile.rectified import times, with_rectified
from travaux.compile.support import CONTRADICTS
from travaux.record.act import AnswersMerger, AsksQuestion, JoinsSponsors, RectifiesError
from travaux.record.adding import added, hearings
from travaux.record.concerning import not_spoken_to
from travaux.record.joined import check_joined
from travaux.record.library import NotHere
from travaux.record.may import Verb, concerned_by, may
from travaux.record.refusal import Code, Refused
from travaux.record.views.corrections import rectifications
from travaux.record.views.disclosed import disclosed
from travaux.text.phrase import phrase
from travaux.text.provision import Address
from travaux.text.provision_name import cite, cite_address
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered, Entry, Reference
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.record.views.disclosed import Disclosed


def check_by_words(entry: Entry, state: Negotiation, library: Library) -> None:
    """Raise Refused where nothing is proposed that it joins or supports, its words or places are not there.

    Where the draft cannot be read, what admission says of the entry counts.
    """
    check_joined(entry, state, library)
    try:
        _check_proposed(entry, state, library)
        _check_defective(entry, state, library)
        _check_supports(entry, state, library)
        _check_asked_about(entry, state, library)
    except NotHere:
        return


def _check_proposed(entry: Entry, state: Negotiation, library: Library) -> None:
    """Raise Refused for who joins a party where that proposes nothing, as its author may read the record."""
    for one in entry.re if isinstance(entry.act, JoinsSponsors) else ():
        given = state.answers.get(one.leaf)
        draft = None if given is None else state.drafts.get(given.draft)
        if given is None or draft is None:
            continue
        known = disclosed(state, lambda it: may(entry.author, Verb.READ, it, state).allowed)
        others = dict(hearings(known, library, draft))
        if given.party not in others:
            continue
        text = library.text(draft)
        answered = given.entered.entry.addresses
        if answered and one.article not in answered and text.index(Address(one.article)) is not None:
            raise not_spoken_to(entry, one.article, given.entered)
        fault = _joining(entry.author, given.party, one.article, others, draft, library)
        where = cite_address(one.article, text) if one.article else phrase("the text as a whole")
        if fault == "supports-nothing":
            raise Refused(
                Code.CONCERNS,
                phrase(
                    "{party} proposes nothing on {where}: there is nothing to join. Name the provision on "
                    "which {party} has made a proposal.",
                    party=given.party,
                    where=where,
                ),
            )
        if fault == CONTRADICTS:
            raise Refused(
                Code.CONCERNS,
                phrase(
                    "{who} itself proposes other words or another place for something in {where}, and cannot "
                    "have what {party} proposes there as well. To yield to it, answer “supports {party}” on "
                    "{where}: that takes the place of what {who} said there.",
                    who=entry.author,
                    party=given.party,
                    where=where,
                ),
            )


def _joining(
    author: PartyCode,
    party: PartyCode,
    article: str,
    others: dict[PartyCode, Hearing],
    draft: Draft,
    library: Library,
) -> str:
    """Give the code of what is wrong with *author* joining *party* beside what it says; "" if nothing."""
    base = library.base(draft)
    own = others.get(author) or hear(Reply(party=author), base)
    if isinstance(own, LeftOut):
        return ""
    index = base.draft.index(Address(article)) if article else None
    answer = Answer(provision=article, position=Supports(party=party))
    joining = replace(own, heard=(*own.heard, Heard(answer=answer, provision=index)))
    fault = heard_beside(joining, others, base)[-1].fault
    return "" if fault is None else fault.code


def _check_defective(entry: Entry, state: Negotiation, library: Library) -> None:
    """Raise Refused for a rectification of words that do not stand once in each provision it names."""
    if not isinstance(entry.act, RectifiesError):
        return
    old = entry.act.defective
    for leaf in dict.fromkeys(one.leaf for one in entry.re):
        draft = state.drafts.get(leaf)
        if draft is None:
            continue
        text = with_rectified(library.text(draft), rectifications(draft)).text
        for one in entry.re:
            if one.leaf != leaf:
                continue
            found = times(old, Address(one.article) if one.article else None, text)
            if found == 1:
                continue
            index = text.index(Address(one.article)) if one.article else None
            where = phrase("the text") if index is None else cite(text, index)
            if found:
                raise Refused(
                    Code.CONCERNS,
                    phrase(
                        "“{words}” stands {count} times in {where}. Quote more of the words around the "
                        "error, so that they stand there once; or name the paragraph that is meant.",
                        words=old,
                        count=found,
                        where=where,
                    ),
                )
            raise Refused(
                Code.CONCERNS,
                phrase(
                    "“{words}” does not stand in {where} of draft {number}, which was adopted. Quote the "
                    "words exactly as they stand in it, where they are not in brackets.",
                    words=old,
                    where=where,
                    number=draft.number,
                ),
            )


def _check_supports(entry: Entry, state: Negotiation, library: Library) -> None:
    """Raise Refused for who answers a merger and neither proposed what would be merged nor supports it."""
    for one in entry.re if isinstance(entry.act, AnswersMerger) else ():
        merger = state.at(one.leaf)
        if merger is None or entry.author in (those := concerned_by(merger, state)):
            continue
        known = disclosed(state, lambda it: may(entry.author, Verb.READ, it, state).allowed)
        if not has_part_in(merger, entry.author, known, library):
            raise Refused(
                Code.NOT_ALLOWED,
                phrase(
                    "entry {index} would merge proposals of {parties}, and {who} supports none of them "
                    "there: those whose proposals would be merged, or who support them, answer.",
                    index=merger.index,
                    parties=", ".join(sorted(those)),
                    who=entry.author,
                ),
            )


def _check_asked_about(entry: Entry, state: Negotiation, library: Library) -> None:
    """Raise Refused for a question about a provision that the draft has not, and nobody would add to it."""
    for one in entry.re if isinstance(entry.act, AsksQuestion) else ():
        given = state.answers.get(one.leaf)
        draft = state.drafts.get(one.leaf if given is None else given.draft)
        if draft is None or not one.article:
            continue
        if library.text(draft).index(Address(one.article)) is not None:
            continue
        known = disclosed(state, lambda it: may(entry.author, Verb.READ, it, state).allowed)
        if not added(one.article.partition("@")[0], known, library, draft):
            raise Refused(
                Code.CONCERNS,
                phrase(
                    "the question is about {article}, which is not in draft {number}, and nobody proposes to "
                    "add it: it could not be answered. Name a provision of that draft.",
                    article=one.article,
                    number=draft.number,
                ),
            )


def has_part_in(merger: Entered, who: PartyCode, known: Disclosed, library: Library) -> bool:
    """Whether *who* says of a merger whether it consents: it proposed what would be merged, or supports it.

    *known* is what *who* may know. Raises NotHere, where a draft cannot be read.
    """
    those = concerned_by(merger, known)
    return who in those or any(_supports(who, each, those, known, library) for each in merger.entry.re)


def _supports(
    who: PartyCode, proposal: Reference, those: set[PartyCode], known: Disclosed, library: Library
) -> bool:
    """Whether *who* supports, by an answer that stands, one of *those* where a merger takes up a proposal."""
    given = known.answers.get(proposal.leaf)
    draft = None if given is None else known.drafts.get(given.draft)
    if draft is None:
        return False
    text = library.text(draft)
    index = text.index(Address(proposal.article)) if proposal.article else None
    heard = hearings(known, library, draft)
    behind = set(those)
    while True:
        more = {
            party
            for party, its in heard.items()
            for one in its.heard
            if isinstance(one.answer.position, Supports)
            and one.answer.position.party in behind
            and (
                one.provision is None
                or (index is not None and one.provision <= index < text.end(one.provision))
            )
        }
        if who in more or more <= behind:
            return who in more
        behind |= more
