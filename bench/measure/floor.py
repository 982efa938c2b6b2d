"""The floor: merely unzip every document and parse its main part; and the memory of one that is parsed."""

import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

from lxml import etree

import bench.measure.ours  # noqa: F401 - so that what is held here has the imports of what it is held against
from bench.measure.case import Case, Clock, Figures


def unzipped(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml")


def measured(case: Case) -> Figures:
    """Give the seconds for all documents, one at a time in one process, and those of each half of it."""
    clock = Clock()
    for path in case.answers():
        clock.start()
        xml = unzipped(path)
        clock.stop("unzip")
        root = etree.fromstring(xml)
        clock.stop("parse")
        del root
    return {**clock.seconds, "floor": clock.seconds["unzip"] + clock.seconds["parse"]}


def again(case: Case) -> Figures:
    """Measure once more, to see by how much the floor differs from itself."""
    return measured(case)


def on_two(case: Case) -> Figures:
    """Give the seconds on the wall for all documents on two processes, their start included."""
    since = perf_counter()
    with ProcessPoolExecutor(2) as pool:
        counted = sum(pool.map(_parsed, case.answers(), chunksize=4))
    wall = perf_counter() - since
    assert counted > case.parties
    return {"wall": wall}


def _parsed(path: Path) -> int:
    return len(etree.fromstring(unzipped(path))[0])


def held(case: Case) -> Figures:
    """Give the peak of a process that holds one parsed document, the largest, and has our imports."""
    largest = max(case.answers(), key=lambda path: path.stat().st_size)
    root = etree.fromstring(unzipped(largest))
    return {"paragraphs": len(root[0])}
