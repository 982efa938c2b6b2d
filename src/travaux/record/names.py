"""Whether names and titles keep to themselves: none ends its line, or turns what is shown around it.

Asked where an entry is composed, and again of whatever is to be recorded. An entry that is in a record
already is read as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record import act as acts
from travaux.record.refusal import Code, Refused
from travaux.text.language import unruly
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.record.act import Act
    from travaux.record.entry import Document


def check_names(act: Act, docs: Sequence[Document] = ()) -> None:
    """Raise Refused for a name or a title with a line break, another control, or a turn of direction.

    The names of documents that go with the act are asked like its own, and so is of what kind each is.
    """
    for one in docs:
        if found := unruly(one.name) or unruly(one.media) or unruly(one.lang):
            raise Refused(
                Code.UNREADABLE,
                phrase(
                    "the name of a document has a character in it that no name has: {character}. It would "
                    "change how lines read that name it. Give the file a name on one line, without it.",
                    character=found,
                ),
            )
    for field, words in _names(act):
        if found := unruly(words):
            raise Refused(
                Code.UNREADABLE,
                phrase(
                    '"{field}" has a character in it that no name has: {character}. It would change how '
                    "lines read that name it. Write the name on one line, without it.",
                    field=field,
                    character=found,
                ),
            )


def _names(act: Act) -> Iterator[tuple[str, str]]:
    match act:
        case acts.OpensInstrument(title=title, keeper_name=name):
            yield "title", title
            yield "keeper_name", name
        case acts.AddsMember(name=name, names=names):
            yield "name", name
            yield from (("names", each) for _, each in names)
        case acts.DefinesGroup(title=title) | acts.TablesDraft(title=title):
            yield "title", title
        case acts.DeclaresRules(rules=rules):
            yield "name", rules.name
        case _:
            return
