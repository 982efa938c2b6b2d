"""A draft on the table and parties that answer it, asked for its four questions and its docket."""

from tests.record.views.meridian import ARD, BOR, FIRST, KES
from tests.record.writing import Writer
from travaux.answers.round import Rules
from travaux.record.act import Role
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.questions import Questions, questions
from travaux.render.record_lines import told_lines
from travaux.render.status import status
from travaux.render.telling import Teller

AT = "2026-03-10T12:00:00Z"
CANAL = "The canal shall be open to all vessels."


class Room:
    """Three parties and a chair, with the canal's first draft before them."""

    def __init__(self, draft: str = FIRST) -> None:
        self.w = Writer()
        self.w.opens("SEC", parties=("ARD", "BOR", "KES"))
        self.w.adds("CHR", Role.CHAIR)
        self.draft = self.w.tables("SEC", docs=[self.w.document(draft, name="first.md")])

    def asks(self, *asked: str, draft: Entered | None = None, **rules: object) -> Entered:
        those = tuple(code for code in (ARD, BOR, KES) if not asked or code in asked)
        declared = Rules(name="round", asked=those, **rules)  # type: ignore[arg-type]
        return self.w.declares("CHR", declared, draft or self.draft)

    def answers(self, party: str, position: str, *where: str) -> Entered:
        """Answer provisions, as the draft names them: *position* is what stands under each in the sheet."""
        sheet = "In answer to: First draft\n\n" + "\n\n".join(f"## {one}\n\n{position}" for one in where)
        return self.w.answers(party, self.draft, docs=[self.w.document(sheet, name=f"{party}.md")])

    @property
    def known(self) -> Disclosed:
        return disclosed(self.w.negotiation, everything)

    @property
    def library(self) -> Library:
        kept = self.w.documents
        return Library(lambda h: kept[h].data if h in kept else None, self.known.order)

    def found(self, at: str = AT) -> Questions:
        return questions(self.known, at=at, library=self.library)

    @property
    def teller(self) -> Teller:
        return Teller(known=self.known, texts=self.library.texts(self.known))

    def told(self, at: str = AT) -> str:
        """Give the four questions as they are told, in one line."""
        return " ".join(" ".join(told_lines(status(self.found(at), self.teller))).split())


def amends(words: str) -> str:
    return f"Position: amends\n\nWords:\n\n> {words}"
