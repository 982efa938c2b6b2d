"""Who did what, when, where in the record: the phrases every page about the record has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from travaux.answers.shown import NOT_OWN
from travaux.record.act import DraftStatus, TablesDraft
from travaux.record.dates import done_before
from travaux.record.views.corrections import corrections
from travaux.render.place import place
from travaux.render.times import days_apart, moment
from travaux.render.told import Line, Named, Said, Theirs, line
from travaux.render.tongue import comma, joined, said, say, say_count, sayable, semicolon
from travaux.text.address import is_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from travaux.answers.answer import Answer
    from travaux.record.entry import Entered, LeafHash, Reference
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

WHOLE: Final = sayable("the whole text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells of one negotiation."""

    known: Negotiation
    texts: Mapping[LeafHash, Text] = field(default_factory=dict)
    """Drafts that have been read; provisions of others are named by their addresses."""
    zone: tzinfo | None = None
    """The conference's own time; None: UTC alone."""
    _corrections: Mapping[LeafHash, tuple[Entered, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_corrections", corrections(self.known))

    def corrections(self, entered: Entered, provisions: Collection[str]) -> tuple[Entered, ...]:
        """List what its author has said since of a mistake in an entry, or in it at these provisions."""
        return tuple(
            one
            for one in self._corrections.get(entered.leaf, ())
            if any(
                each.leaf == entered.leaf and (not each.article or each.article in provisions)
                for each in one.entry.re
            )
        )

    def corrected(self, entered: Entered) -> tuple[Line, ...]:
        """Tell what its author has said since of a mistake in an entry; both stand."""
        return tuple(
            line(*said("corrected by {who}{words}", who=self.by(one), words=self.words(one)))
            for one in self._corrections.get(entered.leaf, ())
        )

    def provision(self, draft: LeafHash, address: str) -> str:
        """Name a provision as a person would: "Article 4, paragraph 2"."""
        if not address:
            return say(WHOLE)
        return _named(address, self.texts.get(draft))

    def way_to(self, draft: LeafHash, address: str, words: str = "") -> Named | None:
        """Say to which provision a line leads that names it by *words*; to none, where it names the whole."""
        found = self.known.drafts.get(draft)
        if found is None or not address:
            return None
        return Named(words=words or self.provision(draft, address), draft=found.number, address=address)

    def named(self, draft: LeafHash, provision: str) -> str:
        """Name a provision that an answer names: an address as a person would, any other name as it is."""
        return _named(provision, self.texts.get(draft)) if provision else ""

    def elsewhere(self, draft: LeafHash, answer: Answer, at: Collection[str]) -> str:
        """Name the provision of the draft at which an answer was given, where it is none of those *at*."""
        from travaux.text.resolve import resolve  # noqa: PLC0415  slow to load, and seldom needed

        text = self.texts.get(draft)
        found = () if text is None or not answer.provision.strip() else resolve(answer.provision, text)
        if text is None or len(found) != 1 or not at:
            return ""
        address = text.provisions[found[0]].eid
        here = any(is_within(address, one) or is_within(one, address) for one in at)
        return "" if here else self.provision(draft, address)

    def provisions(self, draft: LeafHash, addresses: Iterable[str]) -> str:
        """Name several, parted by semicolons; none at all is the whole text."""
        return semicolon().join(self.provision(draft, one) for one in addresses) or say(WHOLE)

    def draft(self, one: Draft) -> tuple[Said, ...]:
        """Name a draft by its number and the title that was given to it."""
        act = one.tabled.act
        kind = ""
        if isinstance(act, TablesDraft) and act.status is not DraftStatus.DRAFT:
            kind = say(" ({kind})", kind=say(act.status))
        named = said(", {title}", title=Theirs(one.title)) if one.title else ()
        return joined(say("draft {number}", number=one.number), *named, kind)

    def draft_at(self, leaf: LeafHash) -> tuple[Said, ...]:
        found = self.known.drafts.get(leaf)
        return said("a draft not shown here ({hash})", hash=leaf[:8]) if found is None else self.draft(found)

    def who(self, entered: Entered) -> str:
        """Name whose act it is; one written down for a party is never shown as signed by it."""
        return f"{entered.author}{self.clerk(entered)}"

    def clerk(self, entered: Entered) -> str:
        """Say who wrote an entry down for its author; "" where its author signed it."""
        entry = entered.entry
        if entry.on_behalf is None:
            return ""
        return say(" (recorded by {clerk}, not signed by {party})", clerk=entry.actor, party=entry.on_behalf)

    def when(self, entered: Entered) -> str:
        """Say when it came, as the keeper of the record has it."""
        return moment(entered.received_at, self.zone)

    def entry(self, entered: Entered) -> str:
        return say("entry {number}", number=entered.index)

    def by(self, entered: Entered) -> str:
        """Say by whom, when and in which entry."""
        return say(
            "{who}, {when}, {entry}",
            who=self.who(entered),
            when=self.when(entered),
            entry=self.entry(entered),
        )

    def dated(self, entered: Entered) -> str:
        """Say by whom, when and in which entry; and when it is said to be done, where that is in doubt."""
        return f"{self.by(entered)}{self.claimed(entered)}"

    def claimed(self, entered: Entered) -> str:
        """Say when it is said to be done, where that is days apart or before what it is on; else ""."""
        at = entered.entry.at
        if (target := done_before(entered.entry, self.known)) is not None:
            return say(
                " (said to be done {when}, before {entry}, which it concerns)",
                when=moment(at, self.zone),
                entry=self.entry(target),
            )
        if not days_apart(at, entered.received_at):
            return ""
        return say(" (said to be done {when})", when=moment(at, self.zone))

    def shown(self, party: PartyCode) -> str:
        """Say of what a text taken over shows of a party that it is no answer of that party."""
        if party in self.known.members:
            return say("{party}, {what}", party=party, what=say(NOT_OWN))
        return say("{party} (no member of this record), {what}", party=party, what=say(NOT_OWN))

    def words(self, entered: Entered) -> tuple[Said, ...]:
        """Give the words that go with an act, after a colon; nothing where it has none."""
        return after_colon(getattr(entered.act, "words", ""))

    def concerning_provisions(self, entered: Entered) -> str:
        """Name the provisions that an entry concerns."""
        drafts = [one for one in entered.entry.re if one.article]
        return semicolon().join(self.provision(one.leaf, one.article) for one in drafts) or say(WHOLE)

    def concerning(self, references: Iterable[Reference]) -> tuple[Said, ...]:
        """Say what an entry concerns: of a draft its provisions, of anything else the entry."""
        found: list[tuple[Said, ...]] = []
        by_leaf: dict[LeafHash, list[str]] = {}
        for one in references:
            by_leaf.setdefault(one.leaf, []).append(one.article)
        for leaf, addresses in by_leaf.items():
            named = [one for one in addresses if one]
            if leaf in self.known.drafts:
                found.append(self._of_draft(self.known.drafts[leaf], named))
                continue
            entered = self.known.at(leaf)
            where = (
                say("entry {hash}, not shown here", hash=leaf[:8]) if entered is None else self.entry(entered)
            )
            text = self.texts.get(self.draft_of(leaf))
            places = comma().join(_named(one, text) for one in named)
            found.append((say("{places} in {entry}", places=places, entry=where) if named else where,))
        return parted(found)

    def draft_of(self, leaf: LeafHash) -> LeafHash:
        """Give the draft that an entry answers: its provisions are named as that has them."""
        answer = self.known.answers.get(leaf)
        return leaf if answer is None else answer.draft

    def _of_draft(self, draft: Draft, addresses: list[str]) -> tuple[Said, ...]:
        if not addresses:
            return self.draft(draft)
        places = self.provisions(draft.tabled.leaf, addresses)
        return said("{places} of {draft}", places=places, draft=self.draft(draft))


def after_colon(words: str) -> tuple[Said, ...]:
    """Give somebody's own words after a colon; nothing, where there are none."""
    return said(": {words}", words=Theirs(words)) if words else ()


def clause(message: str, words: str) -> tuple[Said, ...]:
    """Add what not every sentence has, in somebody's own words; nothing, where there are none."""
    return said(message, words=Theirs(words)) if words else ()


def parted(parts: Iterable[tuple[Said, ...]]) -> tuple[Said, ...]:
    """Put semicolons between the parts."""
    return joined(*(one for at, part in enumerate(parts) for one in ((semicolon(), *part) if at else part)))


def codes(parties: Iterable[PartyCode]) -> str:
    """List codes in the order given; nobody is "all"."""
    return comma().join(parties) or say("all")


def counted(count: int, one: str, several: str = "") -> str:
    """Write a number with its noun: "1 wording", "4 wordings"."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def as_of(at: str, teller: Teller) -> Line:
    """Say which moment and how much of the record a page tells of."""
    size, shown = teller.known.size, len(teller.known.entries)
    told = say_count(
        "As of {time}. The record has {count} entry.",
        "As of {time}. The record has {count} entries.",
        size,
        time=moment(at, teller.zone),
    )
    if shown == size:
        return line(told)
    rest = say_count(
        " {count} of them are for this reader; the others are in no line and no count.",
        " {count} of them are for this reader; the others are in no line and no count.",
        shown,
    )
    return line(*joined(told, rest))


def none(words: str) -> Line:
    """Say that there is nothing to list."""
    return line(words)


def is_told_all(teller: Teller) -> bool:
    """Whether the reader is told who is in the negotiation, as every member is.

    Whoever is not reads so little that to read of nothing is not that there is nothing. What is for others
    alone does not count: a page that spoke otherwise once there is such an entry would tell of it.
    """
    return bool(teller.known.members)


def _named(address: str, text: Text | None) -> str:
    from travaux.text.provision_name import cite_address  # noqa: PLC0415  slow to load, and seldom needed

    return place(cite_address(address, text))
