"""An invented negotiation as a record: members, drafts, answers one by one, signed and in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.specimen.rounds import Rounds
from tests.record.writing import Writer
from travaux.answers.round import Rules, SilenceMeans
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from travaux.record.entry import Entered


def recorded(rounds: Rounds) -> Writer:
    """Give the record in which each draft is tabled and each proposal is an entry with its sheet."""
    writer = Writer(origin="bench")
    writer.opens("SEC", parties=rounds.parties)
    asked = tuple(PartyCode(code) for code in rounds.parties)
    drafts: list[Entered] = []
    spoken = list(rounds.spoken())
    for number, words in enumerate(rounds.drafts):
        title = f"Draft {number + 1}"
        document = writer.document(words, media="text/markdown", name=f"draft{number + 1}.md")
        follows = drafts[-1] if drafts else None
        drafts.append(writer.tables("SEC", title, follows=follows, docs=[document]))
        writer.declares(
            "SEC", Rules(name=f"reading {number + 1}", asked=asked, silence=SilenceMeans.NOTHING), drafts[-1]
        )
        for one in spoken:
            if one.draft == number:
                sheet = writer.document(one.sheet, media="text/markdown", name=f"{one.party}.md")
                writer.answers(one.party, drafts[-1], one.address, docs=[sheet])
    return writer
