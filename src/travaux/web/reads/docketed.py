"""The docket, worked out once for all who read the same entries in the same minute."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from travaux.record.views.docket import docket
from travaux.web.workshop import Workshop

if TYPE_CHECKING:
    from travaux.record.views.docket import Docket
    from travaux.web.reads.past import Moment
    from travaux.web.reads.reading import Reading

MINUTE: Final = len("2026-03-20T10:15")
LONGEST: Final = 60.0
"""Seconds that a page waits for it."""


@dataclass(frozen=True, slots=True)
class Docketed:
    """The docket at one moment, and what pages have made of it."""

    found: Docket
    laid: dict[Hashable, Any] = field(default_factory=dict)
    """What has been laid out of it for one reader and is the same for the next, by what it depends on."""


_KEPT: Final = Workshop[Docketed]("the docket", kept=16)


def docketed(then: Moment | Reading) -> Docketed:
    """Give the docket of a moment. Raises StillCompiling where it takes longer than a minute."""
    at = then.at

    def made() -> Docketed:
        return Docketed(docket(then.known, at=at, texts=then.desk.texts(), library=then.desk.library))

    past = then.known.entries and then.known.entries[-1].received_at == at
    return _KEPT.get(then.known, at if past else at[:MINUTE], made, wait=LONGEST)
