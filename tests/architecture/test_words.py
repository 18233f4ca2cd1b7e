"""Both languages say everything: errors, papers, forms, labels, and the window itself."""

import ast
import importlib
import inspect
import pkgutil
import re
import tomllib
from enum import StrEnum
from typing import Any

import pytest

import crm_desktop
from crm_desktop.errors import KnownError
from crm_desktop.words import LANGUAGES
from db import vocabulary
from tests.architecture.source import ROOT, files, name, tree
from tools import translations
from ui.settings import journal_words

WORDS = ROOT / "resources" / "words"
ROOMS = sorted(path.stem for path in (WORDS / "pl").glob("*.toml"))
UNSEEN = set(
    "CostMethod CustomerKey JobKind LineKind Origin Outcome Permission PriceMode PrinterKind PrinterLanguage"
    " ReferenceKind ReservationState SeriesKind SeriesReset SourceKind Topic VatRate".split()
)
"""Enums that no screen shows as a word of its own; one that is seen moves to ui/labels.py."""


def words(language: str, room: str) -> dict[str, str]:
    return dict(_flat(tomllib.loads((WORDS / language / f"{room}.toml").read_text(encoding="utf-8"))))


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return found


def places(sentence: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)", sentence)))


@pytest.mark.parametrize("room", ROOMS)
def test_that_both_languages_have_the_same_sentences_and_places(room: str) -> None:
    polish, english = words("pl", room), words("en", room)
    assert polish.keys() == english.keys()
    assert {key: places(text) for key, text in polish.items()} == {key: places(text) for key, text in english.items()}
    assert [key for key, text in (polish | english).items() if not text.strip()] == []


def test_that_each_language_has_the_same_rooms() -> None:
    there = {language: sorted(path.stem for path in (WORDS / language).glob("*.toml")) for language in LANGUAGES}
    assert there == dict.fromkeys(LANGUAGES, ROOMS)


def known_errors() -> set[type[KnownError]]:
    """Every refusal that the business can make, wherever it is declared."""
    for module in pkgutil.walk_packages(crm_desktop.__path__, "crm_desktop."):
        importlib.import_module(module.name)
    found, waiting = set[type[KnownError]](), [KnownError]
    while waiting:
        for error in waiting.pop().__subclasses__():
            found.add(error)
            waiting.append(error)
    return found


def test_that_every_known_error_is_told_in_both_languages() -> None:
    told = {language: set(words(language, "errors")) for language in LANGUAGES}
    codes = {error.code for error in known_errors() if not error.__subclasses__()}
    assert len(codes) >= 10
    assert {language: codes - told[language] for language in LANGUAGES} == {language: set() for language in LANGUAGES}


def test_that_every_word_that_is_seen_has_a_label() -> None:
    from ui.labels import TABLES

    labelled = {type(next(iter(table))): set(table) for table in TABLES}
    assert {enum: table ^ set(enum) for enum, table in labelled.items()} == {enum: set() for enum in labelled}
    declared = {
        kind.__name__ for _, kind in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(kind, StrEnum)
    } - {"StrEnum"}
    assert {enum.__name__ for enum in labelled} | UNSEEN == declared


def test_that_the_window_speaks_polish_and_english_whole() -> None:
    assert translations.check() == []


def test_that_no_words_of_the_window_stand_where_they_are_never_collected() -> None:
    """lupdate does not look into f-strings: what is said there stays English."""
    hidden = [
        f"{name(path)}:{call.lineno}"
        for path in files("ui")
        for outer in ast.walk(tree(path))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("tr", "translate")
    ]
    assert hidden == []


def test_that_what_translates_is_never_called_by_another_name() -> None:
    """lupdate does not follow it: `say = QCoreApplication.translate` leaves all that it says English."""
    renamed = []
    for path in files("ui"):
        called = {id(call.func) for call in ast.walk(tree(path)) if isinstance(call, ast.Call)}
        renamed += [
            f"{name(path)}:{node.lineno}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute) and node.attr in ("tr", "translate") and id(node) not in called
        ]
    assert renamed == []


def test_that_the_journal_has_a_word_for_all_that_is_written_into_it() -> None:
    told = [node for path in files("crm_desktop") for node in ast.walk(tree(path)) if _is_audit(node)]
    actions = {each for call in told for each in _constants(call.args[0])}
    values = {
        key.value
        for call in told
        for given in call.keywords
        for table in ast.walk(given.value)
        if isinstance(table, ast.Dict)
        for key in table.keys
        if isinstance(key, ast.Constant)
    }
    steps = {step.value for step in vocabulary.OrderStep}
    assert len(told) > 60
    assert actions - steps - set(journal_words.ACTIONS) == set()
    assert {each for call in told for each in _constants(call.args[1])} - set(journal_words.SUBJECTS) == set()
    assert values - set(journal_words.VALUES) == set()


def _is_audit(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "audit"


def _constants(node: ast.AST) -> set[str]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}
