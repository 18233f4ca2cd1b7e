"""Units behind numbers, as a Polish clerk says them."""

import pytest

from crm_desktop.units import unit_word


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
