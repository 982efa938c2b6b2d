"""Every entry there can be, for Hypothesis to choose from."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from travaux.record.act import TYPES, Fingerprint, ValidatesPosition
from travaux.record.entry import Document, Entry, LeafHash, Reference, Seen
from travaux.text.wording import PartyCode

hexes = st.binary(min_size=32, max_size=32).map(bytes.hex)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
codes = st.from_regex(r"[A-Z][A-Z0-9]{1,5}", fullmatch=True).map(PartyCode)
acts = st.one_of(
    *(st.from_type(kind) for kind in TYPES.values() if kind is not ValidatesPosition),
    st.builds(ValidatesPosition, size=st.integers(0, 2**53 - 1)),
)

entries = st.builds(
    Entry,
    neg=st.from_regex(r"[!-~]{1,20}", fullmatch=True),
    actor=codes,
    key=st.from_regex(r"SHA256:[A-Za-z0-9+/]{43}", fullmatch=True).map(Fingerprint),
    nonce=st.binary(min_size=16, max_size=16).map(bytes.hex),
    seen=st.builds(Seen, size=st.integers(0, 2**53 - 1), root=hexes),
    prev=hexes.map(LeafHash),
    at=st.datetimes(datetime(1000, 1, 1)).map(lambda one: f"{one:%Y-%m-%dT%H:%M:%SZ}"),  # noqa: DTZ001
    vis=st.one_of(
        st.sampled_from(["public", "all", "party"]),
        hexes.map(lambda one: f"group:{one}"),
        st.lists(codes, min_size=1, max_size=3).map(lambda those: f"to:{','.join(those)}"),
    ),
    act=acts,
    re=st.lists(
        st.builds(
            Reference,
            leaf=hexes.map(LeafHash),
            doc=st.just("") | hexes,
            article=st.sampled_from(["", "art_4", "art_4__para_1"]),
        ),
        max_size=3,
    ).map(tuple),
    docs=st.lists(
        st.builds(
            Document,
            h=hexes,
            media=st.sampled_from(["text/plain", "application/pdf"]),
            lang=st.sampled_from(["und", "ar", "zh-Hant"]),
            text=st.just("") | hexes,
            name=words,
        ),
        max_size=2,
    ).map(tuple),
    on_behalf=st.none() | codes,
)
