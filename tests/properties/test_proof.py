"""The proof, on generated negotiations: it lets nothing pass that is not what was submitted."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, Negotiation, negotiations
from travaux.compile.carrier import provisions_of, to_json
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.compile.project import Own, ProjectionError, project, shares, shares_after
from travaux.compile.proof import LossError, Proof, prove, prove_same
from travaux.compile.version import Item, Version, original
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.wording import PartyCode

NAMES = {"sponsors", "supporters", "opponents", "excepting", "deleted_by", "parties"}
"""The members of a provision in JSON that list parties."""


def own(text: Text, party: PartyCode | None) -> list[Own]:
    provisions = project(text, party).provisions
    return [Own(one.label, show(one.words.body), one.words.ahead) for one in provisions]


def versions(compilation: Compilation) -> tuple[Version, ...]:
    """What the parties submitted, as it was proved when it was compiled."""
    return tuple(
        Version(
            party=party,
            items=tuple(
                Item(
                    kind=one.kind,
                    depth=one.depth,
                    label=one.label,
                    words=show(one.words.body),
                    ahead=one.words.ahead,
                )
                for one in project(compilation.text, party).provisions
            ),
        )
        for party in compilation.parties
    )


Damage = Callable[[], None]


def damages(data: Any, name: str = "") -> Iterator[Damage]:  # noqa: ANN401  plain JSON
    """Alter each character of numbers and words, rename each party, swap alternatives, drop provisions."""
    for at, value in list(enumerate(data) if isinstance(data, list) else data.items()):
        inside = name if isinstance(data, list) else at
        if isinstance(value, (dict, list)):
            yield from damages(value, inside)
        elif inside in NAMES:
            yield partial(data.__setitem__, at, "XXX")
        elif inside in {"label", "words"} and at != "is":
            for cut in range(len(value)):
                yield partial(data.__setitem__, at, f"{value[:cut]}¿{value[cut + 1 :]}")
        if inside == "alternatives" and isinstance(data, list):
            yield partial(_swap, data, at)
        if inside == "provisions" and isinstance(data, list):
            yield partial(data.pop, at)


def _swap(alternatives: list[dict[str, Any]], at: int) -> None:
    one, other = alternatives[at - 1], alternatives[at]
    one["words"], other["words"] = other["words"], one["words"]


def damaged(compilation: Compilation, data: st.DataObject) -> Text:
    """Read back the text of a file in which one thing was altered."""
    file = json.loads(to_json(compilation))
    data.draw(st.sampled_from([*damages(file["provisions"], "provisions")]))()
    lines = ",\n".join(json.dumps(one) for one in file["provisions"])
    written = f'{{\n"format":"{file["format"]}",\n"provisions":[\n{lines}\n]\n}}\n'
    return Text(provisions=tuple(provisions_of(written.encode())))


def is_proved(text: Text, before: Proof, draft: Text, *, again: bool) -> bool:
    """Prove *text* against what was proved *before*, anew or *again*."""
    try:
        prove(
            text,
            draft=draft,
            items=before.items,
            versions=tuple(before.versions.values()),
            before=before if again else None,
        )
    except LossError:
        return False
    return True


def gives_the_same(text: Text, compilation: Compilation) -> bool:
    try:
        return all(own(text, party) == own(compilation.text, party) for party in (None, *compilation.parties))
    except ProjectionError:
        return False


class TestConservation:
    """Conservation. Projecting a compilation on a party gives that party's text, token for token.

    On the base, the base.
    """

    @given(negotiations())
    def test_what_everybody_has_is_what_is_projected(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        found = [shares(one) for one in compilation.text.provisions]

        for party in compilation.parties:
            had = [one.of(party) for one in found]
            assert [one for one in had if one is not None] == own(compilation.text, party)
        assert [one.draft for one in found if one.draft is not None] == own(compilation.text, None)

    @given(negotiations(), st.data())
    def test_what_everybody_has_is_known_from_an_earlier_state(
        self, negotiation: Negotiation, data: st.DataObject
    ) -> None:
        earlier, later = (
            compiled(
                negotiation.draft,
                [one for one in negotiation.replies if one.party in heard],
            )
            for heard in (
                data.draw(st.sets(st.sampled_from(CODES))),
                data.draw(st.sets(st.sampled_from(CODES))),
            )
        )
        was, now = (
            [one for one in compilation.text.provisions if one.standing.base]
            for compilation in (earlier, later)
        )

        for old, new in zip(was, now, strict=True):
            found = shares_after(new, old, shares(old))
            assert [found.of(code) for code in CODES] == [shares(new).of(code) for code in CODES]
            assert found.draft == shares(new).draft

    @given(negotiations(), st.data())
    def test_no_alteration_of_what_is_read_back_goes_unnoticed(
        self, negotiation: Negotiation, data: st.DataObject
    ) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        text = damaged(compilation, data)

        if text.provisions != compilation.text.provisions:  # two alternatives may have the same words
            with pytest.raises(LossError):
                prove_same(compilation.text, text.provisions)

    @given(negotiations(), st.data())
    def test_the_proof_fails_if_and_only_if_somebody_s_text_is_another(
        self, negotiation: Negotiation, data: st.DataObject
    ) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)
        before = prove(
            compilation.text,
            draft=compilation.draft,
            items=original(compilation.draft),
            versions=versions(compilation),
        )

        text = damaged(compilation, data)

        known = {one: one for one in compilation.text.provisions}
        reused = replace(text, provisions=tuple(known.get(one, one) for one in text.provisions))
        same = gives_the_same(text, compilation)
        assert is_proved(text, before, compilation.draft, again=False) == same
        assert is_proved(reused, before, compilation.draft, again=True) == same
