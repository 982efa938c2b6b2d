"""The authors of the changes in one paragraph, of whom markup that is kept for many says only which."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from travaux.read.tracked import Revision, survives

_CHANGE: Final = re.compile(
    r'<w:(ins|del) w:id="-?[0-9]{1,10}"'
    r' w:author="(?P<author>[^"<>&\x00-\x1f\ufffe\uffff]*)" w:date="(?P<date>[0-9TZ:.+-]*)"(?P<end>/?)>'
)
PLACE: Final = "\ue000"
"""Before the number that stands for an author and a date in markup that is kept."""


class Settled(NamedTuple):
    """Revisions, and whether what stands in them is there with all rejected, and with all accepted."""

    revisions: tuple[Revision, ...] = ()
    under: bool = True
    above: bool = True

    @classmethod
    def of(cls, revisions: tuple[Revision, ...]) -> Settled:
        """Settle *revisions*."""
        return cls(revisions, survives(revisions, accept=False), survives(revisions, accept=True))


_UNTOUCHED: Final = Settled()


class Authors:
    """The authors and dates in one paragraph, by the numbers that stand for them in markup that is kept."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._known: dict[int, Settled] = {}

    def numbered(self, markup: str) -> str:
        """Write *markup* with a number for each author and date, and without the ids of changes."""
        return _CHANGE.sub(self._numbered, markup) if " w:author=" in markup else markup

    def _numbered(self, change: re.Match[str]) -> str:
        """Write the opening of a change with a number for its author and date, and without its id."""
        number = self._numbers.setdefault((change["author"], change["date"]), len(self._numbers))
        return f'<w:{change[1]} w:author="{PLACE}{number}"{change["end"]}>'

    def named(self, revisions: tuple[Revision, ...]) -> Settled:
        """Give *revisions*, which somebody else keeps, with their own authors and dates."""
        if not revisions:
            return _UNTOUCHED
        known = self._known.get(id(revisions))
        if known is None:
            known = Settled.of(tuple(self._named(each) for each in revisions))
            self._known[id(revisions)] = known
        return known

    def _named(self, revision: Revision) -> Revision:
        if not revision.author.startswith(PLACE):
            return revision
        author, date = list(self._numbers)[int(revision.author.removeprefix(PLACE))]
        return Revision(sort=revision.sort, author=author, date=date)
