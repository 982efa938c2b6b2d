"""Three verifiers that share no line come to one verdict, whatever is done to a bundle."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.bundles import Contents, by_script, by_shell, exported, honest
from tests.record.soak import SOAK
from travaux.record.bundle_verification import verify_bundle

BOUND = sorted(
    path
    for path in honest().contents
    if not path.startswith(("READ-ME", "verify.", "MANIFEST", "timestamps/"))
)
"""The files in which every bit means something. Of a time stamp that is for openssl to say."""
UNSEEN = ("tile/", "was shown another record", "refers to")
"""What verify.sh does not look at (docs/formats/bundle.md)."""


@dataclass(frozen=True, kw_only=True)
class Damage:
    """One file is changed, cut, exchanged or taken out, and the list signed anew."""

    path: str
    how: str
    at: int = 0
    other: str = ""

    def done(self) -> Contents:
        contents = dict(honest().contents)
        data = contents.pop(self.path)
        at = self.at % (8 * len(data))
        match self.how:
            case "bit":
                flipped = data[at // 8] ^ 1 << at % 8
                contents[self.path] = data[: at // 8] + bytes([flipped]) + data[at // 8 + 1 :]
            case "cut":
                contents[self.path] = data[: at // 8]
            case "exchanged":
                contents[self.path] = honest().contents[self.other]
            case "grown":
                contents[self.path] = data + self.other.encode()
            case _:
                pass
        return exported(contents)


NEEDED = [path for path in BOUND if not path.endswith("/text.txt") and not path.startswith("tile/")]
"""Those without which a bundle is not believed."""
TAILS = ("\n", "\0", " ", "x\n")
AT = st.integers(0, 100_000)
DAMAGES = st.one_of(
    st.builds(Damage, path=st.sampled_from(BOUND), how=st.just("bit"), at=AT),
    st.builds(Damage, path=st.sampled_from(BOUND), how=st.just("bit"), at=AT),
    st.builds(Damage, path=st.sampled_from(BOUND), how=st.just("cut"), at=AT),
    st.builds(
        Damage,
        path=st.sampled_from(BOUND),
        how=st.just("grown"),
        other=st.sampled_from(TAILS),
    ),
    st.builds(
        Damage, path=st.sampled_from(BOUND), how=st.just("exchanged"), other=st.sampled_from(BOUND)
    ).filter(lambda one: honest().contents[one.path] != honest().contents[one.other]),
    st.builds(Damage, path=st.sampled_from(NEEDED), how=st.just("gone")),
)


@given(damage=DAMAGES)
def test_no_damage_is_accepted(damage: Damage) -> None:
    """Every single-bit flip of leaf, proof, checkpoint, cosignature, document, key: 0 accepted."""
    assert verify_bundle(damage.done()).faults != []


@pytest.mark.parametrize("path", sorted({*BOUND} - {*NEEDED}))
def test_what_a_bundle_may_come_without_is_noted(path: str) -> None:
    """The words of a document, and the tiles: what cannot be checked without them is said."""
    verdict = verify_bundle(Damage(path=path, how="gone").done())
    more = [one for one in verdict.notes if one not in verify_bundle(honest().contents).notes]
    assert (len(more), verdict.faults) == (1, [])
    assert path.split("/", maxsplit=1)[0] in more[0]


@settings(max_examples=40 if SOAK else 15)
@given(damage=DAMAGES)
def test_the_script_says_the_same(damage: Damage) -> None:
    contents = damage.done()
    script = by_script(contents)
    assert (script.faults, script.code) == (verify_bundle(contents).faults, 1)


@settings(max_examples=15 if SOAK else 5)
@given(damage=DAMAGES)
def test_the_shell_agrees(damage: Damage) -> None:
    contents = damage.done()
    faults = verify_bundle(contents).faults
    unseen = all(any(word in fault for word in UNSEEN) for fault in faults)
    assert unseen or by_shell(contents).code != 0


@pytest.mark.parametrize("path", ["checkpoint", "log.vkey", "policy.txt", "allowed_signers", "disclosure"])
def test_a_file_of_no_bytes(path: str) -> None:
    contents = exported({**honest().contents, path: b""})
    script = by_script(contents)
    assert (script.faults, script.code) == (verify_bundle(contents).faults, 1)
