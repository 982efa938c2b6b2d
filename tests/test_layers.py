"""The order of the folders, and what the core may not touch. Why: docs/decisions/0001-layers.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = (
    "text",
    "answers",
    "read",
    "compare",
    "compile",
    "cite",
    "record",
    "render",
    "store",
    "cli",
    "web",
)
CORE = LAYERS[: LAYERS.index("store")]

OUTSIDE_WORLD = (
    *("asyncio", "glob", "http", "httpx", "multiprocessing", "os", "pathlib", "requests", "shutil", "socket"),
    *("subprocess", "tempfile", "threading", "urllib.request"),
    *("django", "psycopg", "sqlite3"),
    *("random", "secrets", "time", "uuid"),
    *("importlib",),
)
CLOCKS = ("now", "today", "utcnow")

HOUSE = Path(__file__).parent.parent / "src" / "travaux"
DATA = HOUSE / "record" / "verifier"
"""What is put into bundles and runs on other computers, alone."""
FILES = sorted(file for file in HOUSE.rglob("*.py") if DATA not in file.parents)


def imports(package: str, source: str) -> Iterator[tuple[int, str]]:
    """Each name that *source*, a module of *package*, imports: its line, and the name in full.

    Inline imports and imports for type checking count like any other.
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield node.lineno, alias.name
            case ast.ImportFrom(module=module, names=names, level=level):
                parts = package.split(".")
                above = parts[: len(parts) + 1 - level] if level else []
                for alias in names:
                    yield node.lineno, ".".join([*above, *([module] if module else []), alias.name])
            case _:
                pass


def is_in(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def folder_of(package: str) -> str:
    return package.split(".")[1]


def against_the_order(package: str, source: str) -> list[str]:
    """What *source* imports from folders that come after its own."""
    folder = folder_of(package)
    below = LAYERS[LAYERS.index(folder) + 1 :]
    return [
        f"line {line}: {folder} imports {name}, which comes after it in LAYERS"
        for line, name in imports(package, source)
        if any(is_in(name, f"travaux.{later}") for later in below)
    ]


def against_the_core(package: str, source: str) -> list[str]:
    """Where *source*, a module of the core, reaches for a file, a socket, a database, a clock or dice."""
    allowed = "importlib.resources" if folder_of(package) in {"record", "render"} else None
    found = [
        (line, f"imports {name}")
        for line, name in imports(package, source)
        if any(is_in(name, module) for module in OUTSIDE_WORLD) and not (allowed and is_in(name, allowed))
    ]
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="open" | "__import__" as name)):
                found.append((node.lineno, f"calls {name}()"))
            case ast.Attribute(value=ast.Name(id="io" | "codecs" as module), attr="open"):
                found.append((node.lineno, f"uses {module}.open"))
            case ast.Attribute(attr=name) if name in CLOCKS:
                found.append((node.lineno, f"asks a clock: .{name}"))
            case _:
                pass
    return [f"line {line}: {folder_of(package)} {what}" for line, what in sorted(found)]


def against_the_front_door(package: str, source: str) -> list[str]:
    """Where *source* imports Django, outside web."""
    folder = folder_of(package)
    return [
        f"line {line}: {folder} imports {name}"
        for line, name in imports(package, source)
        if folder != "web" and is_in(name, "django")
    ]


def package_of(file: Path) -> str:
    return ".".join(file.relative_to(HOUSE.parent).parent.parts)


def in_folder(folder: str) -> list[tuple[Path, str, str]]:
    """Each module of a folder: its file, its package, its source."""
    return [
        (file.relative_to(HOUSE), package_of(file), file.read_text("utf-8"))
        for file in FILES
        if file.relative_to(HOUSE).parts[0] == folder
    ]


@pytest.mark.parametrize("folder", LAYERS)
def test_imports_follow_the_order(folder: str) -> None:
    """A folder imports only folders above it; `tests/test_layers.py` holds that order as one tuple."""
    broken = [
        f"{file}, {where}"
        for file, package, source in in_folder(folder)
        for where in against_the_order(package, source)
    ]
    assert broken == []


@pytest.mark.parametrize("folder", CORE)
def test_the_core_is_values_in_values_out(folder: str) -> None:
    """It opens no file, socket or database and asks no clock or dice; bytes and `at` are arguments."""
    broken = [
        f"{file}, {where}"
        for file, package, source in in_folder(folder)
        for where in against_the_core(package, source)
    ]
    assert broken == []


@pytest.mark.parametrize("folder", LAYERS)
def test_django_stays_at_the_front_door(folder: str) -> None:
    """Django, at the front door only: nothing above `web/` imports it; the command line works without it."""
    broken = [
        f"{file}, {where}"
        for file, package, source in in_folder(folder)
        for where in against_the_front_door(package, source)
    ]
    assert broken == []


def test_every_module_stands_in_a_folder_of_the_order() -> None:
    """A folder imports only folders above it; so no module stands outside the order, but these two."""
    places = {file.relative_to(HOUSE).parts[0] for file in FILES}
    assert places - set(LAYERS) - {"__main__.py"} == {"__init__.py"}
    top = (HOUSE / "__init__.py").read_text("utf-8")
    assert [name for _, name in imports("travaux", top) if is_in(name, "travaux")] == []


ORDER_CASES = [
    ("travaux.text", "import travaux.compile.project", ["line 1: text imports travaux.compile.project"]),
    ("travaux.text", "from travaux import answers", ["line 1: text imports travaux.answers"]),
    ("travaux.compare", "from ..compile import project", ["line 1: compare imports travaux.compile.project"]),
    ("travaux.compare", "from .. import compile", ["line 1: compare imports travaux.compile"]),
    ("travaux.web.views", "from ...web import urls", []),
    ("travaux.cli", "from ..web.views import docket", ["line 1: cli imports travaux.web.views.docket"]),
    ("travaux.read", "def late():\n    from travaux import web", ["line 2: read imports travaux.web"]),
    ("travaux.read", "from travaux.answers import answer\nfrom . import package\nimport lxml", []),
    ("travaux.text", "from travaux import __version__\nimport travaux_elsewhere.compile", []),
]


@pytest.mark.parametrize(("package", "source", "found"), ORDER_CASES)
def test_the_order_is_seen_to_be_broken(package: str, source: str, found: list[str]) -> None:
    """A folder imports only folders above it."""
    assert against_the_order(package, source) == [f"{it}, which comes after it in LAYERS" for it in found]


CORE_CASES = [
    ("travaux.read", "import zipfile\nfrom io import BytesIO\nzipfile.ZipFile(BytesIO()).open('a')", []),
    ("travaux.read", "with open('a') as file: pass", ["line 1: read calls open()"]),
    ("travaux.read", "import io\nio.open('a')", ["line 2: read uses io.open"]),
    ("travaux.read", "from pathlib import Path", ["line 1: read imports pathlib.Path"]),
    ("travaux.cite", "def fetch():\n    import urllib.request", ["line 2: cite imports urllib.request"]),
    ("travaux.cite", "from urllib import request, parse", ["line 1: cite imports urllib.request"]),
    (
        "travaux.record",
        "import sqlite3, time",
        ["line 1: record imports sqlite3", "line 1: record imports time"],
    ),
    ("travaux.compile", "from datetime import UTC, datetime\ndatetime.fromisoformat('2030-01-01')", []),
    ("travaux.compile", "import datetime as d\nat = d.datetime.now", ["line 2: compile asks a clock: .now"]),
    ("travaux.render", "from importlib import resources\nfrom importlib.resources import files", []),
    (
        "travaux.render",
        "from importlib import import_module",
        ["line 1: render imports importlib.import_module"],
    ),
    ("travaux.text", "from importlib import resources", ["line 1: text imports importlib.resources"]),
    ("travaux.text", "__import__('socket')", ["line 1: text calls __import__()"]),
]


@pytest.mark.parametrize(("package", "source", "found"), CORE_CASES)
def test_a_reach_outside_the_core_is_seen(package: str, source: str, found: list[str]) -> None:
    """It opens no file, socket or database and asks no clock or dice."""
    assert against_the_core(package, source) == found


DOOR_CASES = [
    ("travaux.cli", "from django.conf import settings", ["line 1: cli imports django.conf.settings"]),
    ("travaux.store", "import django", ["line 1: store imports django"]),
    ("travaux.web.views", "from django.http import HttpResponse", []),
]


@pytest.mark.parametrize(("package", "source", "found"), DOOR_CASES)
def test_django_behind_the_front_door_is_seen(package: str, source: str, found: list[str]) -> None:
    """Nothing above `web/` imports it."""
    assert against_the_front_door(package, source) == found
