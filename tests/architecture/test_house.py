"""The laws of the house that import-linter cannot say."""

import ast
import re
import statistics
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, files, imports, name, tree, under

LAZY = ("pyqtgraph", "duckdb", "reportlab", "escpos", "qtawesome")
SHARED_ROOMS = {"theme", "tables", "charts", "widgets"}
COLOUR = re.compile(r"""["'](#[0-9a-fA-F]{3,8})["']""")


def lines(path) -> int:  # type: ignore[no-untyped-def]
    return len(path.read_text(encoding="utf-8").splitlines())


def test_that_every_file_keeps_its_budget() -> None:
    found = {name(path): lines(path) for path in files()}
    assert {path: count for path, count in found.items() if count > 400} == {}
    assert statistics.median(found.values()) <= 150
    assert found["ui/main_window.py"] <= 300


def test_that_every_function_keeps_its_budget() -> None:
    long = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 40
    }
    assert long == {}


def test_that_rules_and_records_are_pure() -> None:
    impure = {
        f"{name(path)}: {imported}"
        for path in files("crm_desktop")
        if path.name in ("rules.py", "records.py")
        for imported in imports(path)
        if under(imported, "sqlalchemy", "db.models", "db.session", "db.engine", "crm_desktop.clock", "pathlib", "os")
    }
    assert impure == set()


def test_that_the_window_takes_only_words_from_the_database_floor() -> None:
    taken = {
        f"{name(path)}: {imported}"
        for path in files("ui")
        for imported in imports(path)
        if under(imported, "db", "sqlalchemy", "psycopg") and not under(imported, "db.vocabulary")
    }
    assert taken == set()


def test_that_rooms_of_the_window_do_not_import_each_other() -> None:
    rooms = {path.parent.name for path in files("ui") if path.parent.parent.name == "ui"} - SHARED_ROOMS
    crossing = {
        f"{name(path)}: {imported}"
        for path in files("ui")
        if path.parent.name in rooms
        for imported in imports(path)
        for room in rooms - {path.parent.name}
        if under(imported, f"ui.{room}")
    }
    assert len(rooms) >= 6
    assert crossing == set()


def test_that_no_colour_stands_outside_the_tokens() -> None:
    strays = {
        f"{name(path)}: {colour}"
        for path in files("ui")
        if path.parent.name != "theme"
        for colour in COLOUR.findall(path.read_text(encoding="utf-8"))
    }
    assert strays == set()


def test_that_no_item_of_a_layout_is_asked_for() -> None:
    """PySide keeps what `itemAt` answered at its address when Qt has freed it, and takes for it what is made there
    next: a header of a table, say. What `takeAt` answers is Python's own and goes with it."""
    asked = {name(path) for path in files("ui", "tools", "tests") if ".itemAt(" in path.read_text(encoding="utf-8")}
    assert asked - {"tests/architecture/test_house.py"} == set()


def test_that_heavy_libraries_are_imported_on_first_use() -> None:
    early = {
        f"{name(path)}: {imported}"
        for path in files("ui", "crm_desktop", "db", "app.py")
        for imported in imports(path, at_start=True)
        if under(imported, *LAZY)
    }
    assert early == set()


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import ui.start", LAZY),
        ("import app; app.main(['--help'])", (*LAZY, "sqlalchemy", "PySide6", "alembic", "starlette")),
    ],
)
def test_that_starting_loads_no_more_than_it_needs(statement: str, absent: tuple[str, ...]) -> None:
    code = f"{statement}\nimport sys\nprint('loaded', *[name for name in {absent!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded"


def test_that_the_lock_is_hashed_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^[\w.\-\[\]]+==", lock, re.MULTILINE)
    assert len(pinned) > 50
    assert re.findall(r"(--index-url|--extra-index-url|--find-links|https?://)", lock) == []
    assert [
        block for block in re.split(r"\n(?=\S)", lock) if "==" in block.split("\n")[0] and "sha256" not in block
    ] == []


def test_that_the_papers_of_the_project_point_at_files_that_are_there() -> None:
    papers = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")]
    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:\s]+)\)", paper.read_text("utf-8"))]
    assert len(links) > 3
    assert [f"{name(paper)}: {link}" for paper, link in links if not (paper.parent / link).exists()] == []
