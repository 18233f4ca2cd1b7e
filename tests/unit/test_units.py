"""Units behind numbers, as a Polish clerk says them."""

import pytest

from crm_desktop.units import unit_name, unit_word


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [
        (1000, "worek", "worek"),
        (3000, "worek", "worki"),
        (7000, "worek", "worków"),
        (12_000, "worek", "worków"),
        (22_000, "karton", "kartony"),
        (112_000, "karton", "kartonów"),
        (0, "wiadro", "wiader"),
        (2500, "worek", "worka"),
        (-2000, "butelka", "butelki"),
        (7000, "kg", "kg"),
        (7000, "szt.", "szt."),
    ],
)
def test_that_a_unit_is_declined_by_its_number(quantity: int, unit: str, said: str) -> None:
    assert unit_word(unit, quantity) == said


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [
        (1000, "karton", "carton"),
        (47_000, "karton", "cartons"),
        (0, "worek", "bags"),
        (2500, "Worek", "bags"),
        (-1000, "butelka", "bottle"),
        (1000, "szt.", "pc"),
        (3000, "szt", "pcs"),
        (2000, "opak.", "packs"),
        (7000, "kg", "kg"),
        (7000, "klatka", "klatka"),
        (7000, "bag", "bag"),
    ],
)
def test_that_a_known_unit_is_said_in_english_and_any_other_stays(quantity: int, unit: str, said: str) -> None:
    assert unit_word(unit, quantity, "en") == said


def test_that_a_unit_alone_stands_in_the_language_of_the_window() -> None:
    units = ("worek", "szt", "opak.", "kg", "klatka")
    assert [unit_name(unit, "en") for unit in units] == ["bag", "pcs", "pack", "kg", "klatka"]
    assert tuple(unit_name(unit, "pl") for unit in units) == units
