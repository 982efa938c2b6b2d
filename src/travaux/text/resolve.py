"""The provisions of a text that a reference names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.text.kind import ATTACHED, Kind
from travaux.text.number import Number, Style, readings, same
from travaux.text.ordinal import ordinal, own_number
from travaux.text.reference import Reference, Step, read_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

_PLACED: Final = (Kind.PARAGRAPH, Kind.RECITAL, Kind.POINT, Kind.SUBPOINT, Kind.INDENT)


def resolve(reference: Reference | str, text: Text) -> tuple[int, ...]:
    """List the places in *text* of the provisions a reference names: one, several if ambiguous, or none.

    A wId or eId that *text* has comes first. Outer divisions may be left out; between the body and
    an annex the body is meant. Provisions without number count from 1 within what they stand in,
    those that a party adds left aside.
    """
    if isinstance(reference, str):
        if (known := text.resolved.get(reference)) is None:
            known = text.resolved[reference] = _named(reference, text)
        return known
    found = follow(text, reference.steps)
    return found or follow(text, tuple(_undotted(reference.steps)))


def _named(name: str, text: Text) -> tuple[int, ...]:
    if (exact := text.index(name.strip())) is not None:
        return (exact,)
    read = read_reference(name)
    return () if read is None else resolve(read, text)


def _undotted(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Take "Article 3.2" for Article 3, paragraph 2."""
    for kind, number in steps:
        if number is not None and number.style is Style.DIGITS and "." in number.printed:
            head, *rest = (readings(part)[:1] for part in number.printed.split("."))
            yield from ((kind, it) for it in head)
            yield from ((None, it) for part in rest for it in part)
        else:
            yield kind, number


def follow(text: Text, steps: tuple[Step, ...]) -> tuple[int, ...]:
    """List the places in *text* where *steps* lead, taken as they are, outermost first."""
    places: tuple[int, ...] = ()
    for at, (kind, number) in enumerate(steps):
        if at == 0:
            everywhere = range(len(text.provisions))
            kinds = (Kind.ARTICLE, None) if kind is None else (kind,)
            places = next((it for want in kinds if (it := _matching(text, everywhere, want, number))), ())
            outside = tuple(
                it for it in places if not any(above.kind in ATTACHED for above in _above(text, it))
            )
            places = outside or places
        else:
            places = tuple(
                dict.fromkeys(
                    it
                    for place in places
                    for it in _matching(text, range(place + 1, text.end(place)), kind, number)
                )
            )
        if not places and kind is not Kind.PREAMBLE:
            return ()
        if not places:
            return follow(text, steps[1:]) if len(steps) > 1 else ()
    return places


def _above(text: Text, index: int) -> Iterator[Provision]:
    while (above := text.parent(index)) is not None:
        index = above
        yield text.provisions[index]


def _matching(text: Text, scope: Iterable[int], kind: Kind | None, number: Number | None) -> tuple[int, ...]:
    """List the provisions within *scope* of that kind and number, of the shallowest depth that has any."""
    within = tuple(scope)
    kinds: tuple[tuple[Kind, ...], ...] = ((kind,),) if kind else (_PLACED, tuple(Kind))
    if kind in _PLACED:
        kinds = ((kind,), _PLACED)
    for wanted in kinds:
        near = [it for it in within if text.provisions[it].kind in wanted]
        for tried in (_numbered, _counted):
            found = [it for it in near if tried(text, it, number)]
            if found:
                shallow = min(text.provisions[it].depth for it in found)
                return tuple(it for it in found if text.provisions[it].depth == shallow)
    return ()


def _numbered(text: Text, index: int, number: Number | None) -> bool:
    provision = text.provisions[index]
    own = own_number(provision)
    if own is None or number is None:
        return own is None and number is None
    if same(own, number):
        return True
    return (
        provision.kind not in _PLACED
        and own.order == number.order
        and Style.LETTERS not in {own.style, number.style}
    )


def _counted(text: Text, index: int, number: Number | None) -> bool:
    """Tell whether a provision is the one *number* counts to; without a number, any is."""
    if number is None:
        return True
    return len(number.order) == 1 and ordinal(text, index) == number.order[0][0]
