"""The project's own source, parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("app.py", "ui", "crm_desktop", "db", "tools", "bench")


@cache
def files(*floors: str) -> tuple[Path, ...]:
    """Every Python file of the floors, but for the migrations, which are written once and never read again."""
    found = []
    for floor in floors or FLOORS:
        place = ROOT / floor
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return tuple(path for path in found if "versions" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path, *, at_start: bool = False) -> set[str]:
    """Dotted names that a file imports; only those of the module's own level where `at_start`."""
    found: set[str] = set()
    nodes = tree(path).body if at_start else ast.walk(tree(path))
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def under(imported: str, *packages: str) -> bool:
    return any(imported == package or imported.startswith(f"{package}.") for package in packages)
