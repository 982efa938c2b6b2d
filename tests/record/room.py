"""A record to compile from: a draft on the table, answers to it, and what is read out of them."""

from tests.record.views.meridian import ARD, BOR, FIRST, KES
from tests.record.writing import Writer, at
from travaux.answers.answer import title
from travaux.answers.round import Rules
from travaux.compile.matrix import matrix
from travaux.compile.project import project
from travaux.record import act
from travaux.record.consolidation import Consolidation, consolidation
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.sayings import Sayings, sayings
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.render.phrases import cell_text
from travaux.text.notation import show


class Room:
    """A draft on the table and three parties that answer it."""

    def __init__(self, *, text: str = FIRST, **rules: object) -> None:
        self.w = Writer()
        self.w.opens("SEC", parties=("ARD", "BOR", "KES"))
        self.draft = self.w.tables("SEC", docs=[self.w.document(text, name="first.md")])
        if rules:
            asked = Rules(name="first", asked=(ARD, BOR, KES), **rules)  # type: ignore[arg-type]
            self.w.declares("SEC", asked, self.draft)

    def answers(self, party: str, sheet: str, *articles: str, principals: tuple[str, ...] = ()) -> Entered:
        doc = self.w.document(sheet, name=f"{party}.md")
        return self.w.answers(party, self.draft, *articles, docs=[doc], principals=principals)

    def read(self) -> tuple[Disclosed, Library]:
        known = disclosed(self.w.negotiation, everything)
        kept = self.w.documents
        return known, Library(lambda h: kept[h].data if h in kept else None, known.order)

    def done(self) -> Consolidation:
        return consolidation(*self.read())

    def sayings(self) -> Sayings:
        known, library = self.read()
        return sayings(known, library, known.drafts[self.draft.leaf])


def amends(*rows: tuple[str, str]) -> str:
    """An answer sheet that amends, provision by provision."""
    return "In answer to: First draft\n\n" + "\n".join(
        f"## {where}\n\nPosition: amends\n\nWords:\n\n> {words}\n\nReason: Ours.\n" for where, words in rows
    )


def fates(found: Consolidation) -> list[tuple[int, str, str]]:
    """Entry, provision as named and fate of everything submitted."""
    return [(one.entered.index, one.unit.provision, type(one.unit.fate).__name__) for one in found.submitted]


def said(found: Consolidation) -> list[tuple[str, str | None, str]]:
    return [(one.party, one.provision, title(one.answer.position)) for one in found.compilation.stances]


ONE, TWO, THREE = "Article 1, paragraph 1", "Article 1, paragraph 2", "Article 2"
SUPPORTS = "In answer to: First draft\n\n## {}\n\nPosition: supports BOR\n\nReason: Theirs.\n"
OPPOSES = SUPPORTS.replace("supports", "opposes")


def cells(found: Consolidation, address: str = "art_1__para_1") -> dict[str, str]:
    """What the matrix has at a provision, by party."""
    row = matrix(found.compilation).row(address)
    assert row is not None
    return {party: cell_text(cell) for party, cell in zip(found.compilation.order, row.cells, strict=True)}


def reads(found: Consolidation, address: str = "art_1__para_1") -> str:
    paragraph = found.compilation.text.at(address)
    assert paragraph is not None
    return show(paragraph.words)


class Merging(Room):
    """ARD and BOR have each proposed words for a paragraph; KES supports those of BOR."""

    def __init__(self) -> None:
        super().__init__()
        self.ard = self.answers("ARD", amends((ONE, "Thirty.")))
        self.bor = self.answers("BOR", amends((ONE, "Thirty-five.")))

    def proposes_merger(self) -> Entered:
        where = (*at(self.ard, "art_1__para_1"), *at(self.bor, "art_1__para_1"))
        return self.w.does("SEC", act.ProposesMerger(wording="Fifty."), *where)

    def consent(self, merger: Entered, *parties: str) -> None:
        for party in parties:
            self.w.does(party, act.AnswersMerger(consents=True), merger)

    def merges(self) -> Entered:
        merger = self.proposes_merger()
        self.consent(merger, "ARD", "BOR")
        return merger

    def reads(self) -> dict[str, str]:
        """What each party's text has at the paragraph."""
        text = self.done().compilation.text
        index = text.index("art_1__para_1")
        assert index is not None
        return {party: show(project(text, party).provisions[index].words) for party in (ARD, BOR, KES)}
