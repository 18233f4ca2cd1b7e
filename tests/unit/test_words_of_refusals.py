"""What is refused is told in words, never by the codes it is stored under."""

import re
import tomllib
from pathlib import Path

import pytest

from crm_desktop.commands import dispatch
from crm_desktop.errors import InvalidValue, NotAllowed, NotFound, WrongCall
from crm_desktop.orders.picking import NotPicking
from crm_desktop.places import resource
from crm_desktop.words import LANGUAGES, tell
from db.vocabulary import JobState, OrderStatus, OrderStep, Permission, Role

ROOMS = Path(__file__).resolve().parents[2] / "crm_desktop"


def room(language: str, name: str) -> dict[str, str]:
    with resource("words", language, f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def used(pattern: str) -> set[str]:
    return {found for path in ROOMS.rglob("*.py") for found in re.findall(pattern, path.read_text("utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_rule_that_is_broken_anywhere_has_its_sentence(language: str) -> None:
    assert used(r'rule="([a-z_0-9]+)"') - room(language, "rules").keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_everything_that_can_be_missing_and_every_right_has_its_word(language: str) -> None:
    terms = room(language, "terms")
    wanted = {f"kind_{kind}" for kind in used(r'NotFound\(kind="([a-z_]+)"')}
    enums = {"status": OrderStatus, "step": OrderStep, "state": JobState, "role": Role, "permission": Permission}
    wanted |= {f"{key}_{one.value}" for key, enum in enums.items() for one in enum}
    assert wanted - terms.keys() == set()


@pytest.mark.parametrize(
    ("error", "polish", "english"),
    [
        (
            NotAllowed(role=Role.WAREHOUSE.value, permission=Permission.EDIT_ORDERS.value),
            "Rola „magazyn” nie ma do tego uprawnień: zmiana zamówień. Niczego nie zmieniono.",
            "The role “warehouse” may not do this: changing orders. Nothing was changed.",
        ),
        (
            InvalidValue(field="lines[3].lot", value="", rule="required"),
            "Uzupełnij pole „Partia”.",
            "Fill in “Lot”.",
        ),
        (
            NotFound(kind="order", key="ZAM 7/2026"),
            "Nie znaleziono: zamówienie ZAM 7/2026.",
            "Not found: order ZAM 7/2026.",
        ),
        (
            InvalidValue(field="quantity", value="-2.5", rule="positive"),
            "Wartość musi być większa od zera, a jest „-2,5”.",
            "The value must be above zero; it is “-2.5”.",
        ),
        (
            WrongCall(problem="--from is after --to", rule="call_period", since="2026-03-02", until="2026-03-01"),
            "Okres kończy się (01.03.2026), zanim się zacznie (02.03.2026): popraw --from albo --to.",
            "The period ends (1 Mar 2026) before it begins (2 Mar 2026): correct --from or --to.",
        ),
        (
            WrongCall(problem="no such file"),
            "Błędne wywołanie: no such file",
            "The call is wrong: no such file",
        ),
        (
            NotPicking(order="ZAM 7/2026", status="issued"),
            "Zamówienie ZAM 7/2026 nie jest kompletowane (status „wydane”).",
            "Order ZAM 7/2026 is not being picked (status “issued”).",
        ),
    ],
)
def test_that_a_refusal_names_things_as_people_do(error: NotAllowed, polish: str, english: str) -> None:
    assert (tell(error, "pl"), tell(error, "en")) == (polish, english)


@pytest.mark.parametrize(
    ("words", "polish"),
    [
        (["report", "nowhere"], "name: nie ma „nowhere”. Do wyboru: funnel, stages, products"),
        (["report", "products", "--by", "colour"], "--by: nie ma „colour”. Do wyboru: product, product_group"),
        (["report", "products"], "Brakuje: --from, --to."),
        (["report", "products", "--from"], "--from: brakuje wartości."),
        (["report", "products", "--from", "x", "--to", "y", "--loud"], "Nie wiadomo, co znaczy: --loud."),
        (["report", "products", "--limit", "all"], "--limit: „all” to nie jest poprawna wartość."),
    ],
)
def test_that_a_wrong_call_is_told_in_the_language_of_who_made_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], polish: str
) -> None:
    monkeypatch.setenv("CRM_LANGUAGE", "pl")
    assert dispatch.run([*words, "--db", "sqlite://"]) == 2
    assert capsys.readouterr().err.startswith(polish)
