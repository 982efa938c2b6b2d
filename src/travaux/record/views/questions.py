"""The four questions that whoever keeps a record must be able to answer at any past moment.

They are those by which the Quill project judges a record of a negotiation: what is agreed now; who may
speak to it; when may a change be proposed; which proposals are undecided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.record.views.agreed import Agreed, agreed
from travaux.record.views.occasions import Occasions, occasions
from travaux.record.views.speakers import Speakers, speakers
from travaux.record.views.undecided import Proposals, proposals, standing_on_table

if TYPE_CHECKING:
    from travaux.record.library import Library
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.places import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The four answers, as of the moment ``at`` and the first ``size`` entries."""

    at: str
    size: int
    agreed: Agreed
    speakers: Speakers
    occasions: Occasions
    proposals: Proposals


def questions(
    known: Disclosed, *, at: str, texts: Texts | None = None, library: Library | None = None
) -> Questions:
    """Answer the four questions as of *at*, an instant, which decides what is ahead and what is past.

    With a *library* the documents of the answers are read for the provisions of which they speak.
    """
    texts = texts or ({} if library is None else library.texts(known))
    standing = standing_on_table(known, texts=texts, library=library)
    return Questions(
        at=at,
        size=known.size,
        agreed=agreed(known, texts=texts, library=library, standing=standing),
        speakers=speakers(known, at=at),
        occasions=occasions(known, at=at, texts=texts),
        proposals=proposals(known, texts=texts, library=library, standing=standing),
    )
