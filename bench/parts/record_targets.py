"""The aims of the record, and why those are missed that are."""

from typing import Final

from bench.parts.report import Target

TARGETS: Final = (
    Target(key="tiles", says="appending to the tree × hashing its leaves", most=3.0),
    Target(key="proof", says="a proof in the large tree × one in a tree of a thousand", most=4),
    Target(
        key="merkle",
        says="proving every leaf of a file × reading and hashing the file",
        most=6,
        digits=1,
        missed="each leaf and its hash come through SQLite as a row, twice",
    ),
    Target(
        key="admission",
        says="reading an entry strictly, its signature and hash × bare signature",
        most=1.15,
        missed="it is read against its closed schema as well: 7 microseconds beside 64 of its signature",
    ),
    Target(
        key="verified",
        says="verifying a whole record, on all cores × its bare signatures, on one",
        most=1.15,
        missed="each entry is also read against its closed schema, and its place, key, chain and what its "
        "author had seen are checked: 45 microseconds of Python beside 135 of its signature, which one "
        "core cannot share with another",
    ),
    Target(key="grown", says="verifying the last hundredth of a record × all of it", most=0.03, digits=3),
    Target(key="sqlite", says="16 clients × 1 client, SQLite", least=2),
    Target(
        key="postgres",
        says="16 clients × one writer with a row lock, PostgreSQL",
        least=2,
        missed="where the disk flushes in 0.07 ms, one flush for many saves little; what is left is Python, "
        "50 microseconds an entry, and the threads",
    ),
    Target(
        key="p99",
        says="slowest hundredth of 193 clients, SQLite × one flush of what they write together",
        most=150,
        digits=0,
        missed="each entry takes some 50 microseconds of Python and of waking its client, 193 of them 10 ms",
    ),
    Target(key="start", says="`travaux verify --help` × a bare interpreter", most=4, digits=1),
    Target(key="fold", says="folding: the power of the number of proposals", most=1.1),
    Target(key="compile", says="compiling all drafts: the same", most=1.1),
    Target(key="questions", says="the four questions: the same", most=1.1),
)
