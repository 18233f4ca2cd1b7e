"""A refusal calls statuses, steps, states and roles what the window calls them, in both languages."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.words import LANGUAGES, raw
from db.vocabulary import JobState, OrderStatus, OrderStep, Role
from ui.application import set_language
from ui.labels import label


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "words"), [("status", OrderStatus), ("step", OrderStep), ("state", JobState), ("role", Role)]
)
def test_that_refusals_and_the_window_use_one_word_a_thing(
    qapp: QApplication, language: str, key: str, words: Any
) -> None:
    set_language(qapp, language)
    assert [raw(f"terms.{key}_{one.value}", language) for one in words] == [label(one).text for one in words]
