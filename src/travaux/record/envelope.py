"""The fields of an entry's line, where each is spelt in the plainest way; for the rest, see `entry.read_any`.

Nearly every line is. One pattern then says what a parser, a second writing and a check of each field say
together, and takes a tenth of the time: a record is verified entry by entry, beside one signature for each.
"""

from __future__ import annotations

import re
from typing import Final

_TEXT: Final = r'[^"\\\x00-\x1f]'
"""A character that stands for itself in a string, and is never spelt in another way."""
_HEX32: Final = "[0-9a-f]{32}"
_HEX64: Final = "[0-9a-f]{64}"
_INSTANT: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{3})?Z"
_WORD: Final = r'[^\s,"\\\x00-\x1f]++'
_AUDIENCE: Final = rf"public|all|party|group:{_HEX64}|to:{_WORD}(?:,{_WORD})*+"

_DOCUMENT: Final = (
    rf'{{"h":"({_HEX64})","lang":"({_TEXT}++)","media":"({_TEXT}++)",'
    rf'"name":"({_TEXT}*+)","text":"((?:{_HEX64})?)"}}'
)
_REFERENCE: Final = rf'{{(?:"article":"({_TEXT}++)",)?(?:"doc":"({_HEX64})",)?"leaf":"({_HEX64})"}}'


def _several(pattern: str) -> str:
    """One or more in a list, with nothing in them taken out."""
    one = re.sub(r"\((?!\?)", "(?:", pattern)
    return f"{one}(?:,{one})*+"


PLAIN: Final = re.compile(
    rf'{{"actor":"({_TEXT}++)","at":"({_INSTANT})","body":({{}}|{{.*}}),"docs":\[((?:{_several(_DOCUMENT)})?)\],'
    rf'"key":"(SHA256:[A-Za-z0-9+/]{{43}})","neg":"([!#-\[\]-~]{{1,200}}+)","nonce":"({_HEX32})",'
    rf'(?:"on_behalf":"({_TEXT}++)",)?"prev":"({_HEX64})","re":\[((?:{_several(_REFERENCE)})?)\],'
    rf'"seen":{{"root":"({_HEX64})","size":(0|[1-9][0-9]{{0,14}}+)}},"type":"([a-z.]++)","v":1,'
    rf'"vis":"({_AUDIENCE})"}}'
)
"""actor, at, the body's JSON, the documents' JSON, key, neg, nonce, on_behalf, prev, the references' JSON,
root and size of seen, type, vis. Whether the body is canonical is for its reader to say; the rest then is."""

MARKS: Final = 20
"""Quotation marks in a document: around h, lang, media, name and text, and around what each of them is."""
references: Final = re.compile(_REFERENCE).findall
"""article, doc, leaf of each."""
