"""The compile, stage by stage: the program's own path, with a clock around the functions it calls."""

from __future__ import annotations

from functools import wraps
from time import process_time
from typing import TYPE_CHECKING, Any, Self

from bench.measure import readability, structure
from bench.measure.case import Case, Clock, Figures, peak
from travaux.answers.answer import Reply
from travaux.compile import compiling, redraft
from travaux.compile.carrier import from_json, to_json
from travaux.compile.proof import prove
from travaux.compile.version import original
from travaux.read.docx import read_docx
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from travaux.compile.version import Version
    from travaux.text.instrument import Text

STAGES = (
    (compiling, "index", "align"),
    (redraft, "align", "align"),
    (compiling, "operations", "operations"),
    (compiling, "consolidated", "arrange"),
    (compiling, "prove", "prove"),
    (compiling, "fates", "fates"),
)
"""The functions the compile calls, by the name under which the caller knows them, and their stage."""


class _Watch:
    """Puts a clock around functions, for as long as it is open; remembers what was last proved."""

    def __init__(self) -> None:
        self.seconds: Figures = {}
        self.versions: tuple[Version, ...] = ()
        self._kept: list[tuple[ModuleType, str, Any]] = []

    def __enter__(self) -> Self:
        for module, name, stage in STAGES:
            function = getattr(module, name)
            self._kept.append((module, name, function))
            setattr(module, name, self._timed(function, stage))
        return self

    def __exit__(self, *_: object) -> None:
        for module, name, function in self._kept:
            setattr(module, name, function)

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
            self.versions = named.get("versions", self.versions) if stage == "prove" else self.versions
            since = process_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds[stage] = self.seconds.get(stage, 0.0) + process_time() - since

        return timed


def measured(case: Case) -> Figures:
    """Give seconds by stage, the peaks, and what the compiled text and the alignment are worth."""
    clock = Clock()
    base = read_docx(case.draft().read_bytes(), name="draft").text
    if base is None:
        raise TypeError(case.draft())
    replies: list[Reply] = []
    for path in case.answers():
        data = path.read_bytes()
        clock.seconds["read"] = clock.seconds.get("read", 0.0) + clock.seconds.pop("last read", 0.0)
        clock.start()
        reading = read_docx(data, name=path.name)
        clock.stop("last read")
        replies.append(
            Reply(
                party=PartyCode(path.stem),
                text=reading.text,
                reject_all=reading.reject_all,
                source=path.name,
            )
        )
    clock.seconds["read"] += clock.seconds["last read"]
    read_peak = peak()
    with _Watch() as watch:
        clock.start()
        compilation = compiling.compiled(base, replies)
        clock.stop("compiled")
        stages = dict(watch.seconds)
    written = to_json(compilation)
    clock.stop("write")
    again = from_json(written)
    clock.stop("read back")
    prove(again.text, draft=again.draft, items=original(again.draft), versions=watch.versions)
    clock.stop("prove again")
    if compilation.left_out:
        raise AssertionError(compilation.left_out[0])
    peaks = {"peak after reading": read_peak, "peak": peak()}
    texts: list[Text] = [reply.text for reply in replies if reply.text is not None]
    return {
        **stages,
        **clock.seconds,
        **peaks,
        "carrier": len(written) / 1e6,
        **{f"compiled {name}": figure for name, figure in readability.of_compilation(compilation).items()},
        **structure.figures(case, base, texts),
    }
