"""What `crm_desktop` says of itself to who calls it: units where an int is money or a quantity, errors that are raised.

A public function that the window or a command takes, or that stands in a room's `service.py` or `queries.py`, needs no
docstring where its name and types say all. A type does not say in what an int is counted, nor what may be refused.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import files, name, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef
DOORS = ("service.py", "queries.py")
COUNTED = re.compile(
    r"thousandths|minor units|grams|kilograms|seconds|hours|days|dots per inch|degrees|characters|bytes|port\b"
    r"|how many|how much|the key of|keys? of|its key|by key|a key|exit code|\bid\b|number of|whole",
    re.IGNORECASE,
)
CALLED = re.compile(r"Callable\[.*\]")
NAMES_ITSELF = re.compile(
    r"(^|_)(id|ids|key|version|revision|limit|count|counts|year|month|hours?|days|grams|port|dpi|size|start|seed"
    r"|parcels?|attempt|decimals|per_page|pages?|copies|row|place|position|percent|bytes|seconds)$"
)


def _module(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _taken() -> set[tuple[str, str]]:
    """(module, name) of all that the window and the commands import."""
    return {
        (node.module, alias.name)
        for path in (*files("ui", "app.py"), *files("crm_desktop/commands"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _known_errors() -> set[str]:
    """Every class that is a KnownError, by its bases."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path in files("crm_desktop", "db")
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
    }
    found = {"KnownError"}
    while more := {child for child, parents in bases.items() if parents & found} - found:
        found |= more
    return found


KNOWN = _known_errors()


def _public() -> Iterator[tuple[Path, Function]]:
    taken = _taken()
    for path in files("crm_desktop"):
        for node in tree(path).body:
            if not isinstance(node, Function) or node.name.startswith("_"):
                continue
            if path.name in DOORS or (_module(path), node.name) in taken:
                yield path, node


def _measures(node: Function) -> list[str]:
    """The ints of a signature that do not name themselves."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    found = [
        one.arg
        for one in given
        if one.annotation is not None
        and re.search(r"\bint\b", CALLED.sub("", ast.unparse(one.annotation)))
        and not NAMES_ITSELF.search(one.arg)
    ]
    answered = ast.unparse(node.returns) if node.returns is not None else ""
    if re.search(r"\bint\b", answered) and not NAMES_ITSELF.search(node.name):
        found.append("its answer")
    return found


def _refusals(path: Path, node: Function) -> set[str]:
    """The known errors that it raises, itself or by a private function of its module."""
    own = {one.name: one for one in tree(path).body if isinstance(one, Function)}
    found, waiting, met = set[str](), [node], {node.name}
    while waiting:
        here = waiting.pop()
        caught = {
            word.id
            for at in ast.walk(here)
            if isinstance(at, ast.ExceptHandler) and at.type is not None
            for word in ast.walk(at.type)
            if isinstance(word, ast.Name)
        }
        for at in ast.walk(here):
            if isinstance(at, ast.Raise) and at.exc is not None:
                raised = at.exc.func if isinstance(at.exc, ast.Call) else at.exc
                if isinstance(raised, ast.Name) and raised.id in KNOWN - caught and "KnownError" not in caught:
                    found.add(raised.id)
            called = at.func.id if isinstance(at, ast.Call) and isinstance(at.func, ast.Name) else ""
            if called.startswith("_") and called in own and called not in met:
                met.add(called)
                waiting.append(own[called])
    return found


def test_that_an_int_that_is_given_or_answered_says_in_what_it_is_counted() -> None:
    silent = {
        f"{name(path)}:{node.name}: {', '.join(measures)}"
        for path, node in _public()
        if (measures := _measures(node)) and not COUNTED.search(ast.get_docstring(node) or "")
    }
    assert silent == set()


def test_that_what_may_be_refused_is_told() -> None:
    silent = {
        f"{name(path)}:{node.name}: {', '.join(sorted(missing))}"
        for path, node in _public()
        for told in [ast.get_docstring(node) or ""]
        if (missing := {one for one in _refusals(path, node) if one not in told}) and "as `" not in told
    }
    assert silent == set()


def test_that_there_is_something_to_look_at() -> None:
    assert len(list(_public())) > 300
    assert {"NotFound", "StaleRecord", "Shortage", "WrongPassword"} <= KNOWN
