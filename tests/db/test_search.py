"""Search everything: words by their beginning first, then anywhere; the same answers on both databases."""

import pytest
from sqlalchemy import select

from crm_desktop import trigrams
from crm_desktop.search import find
from db.models.system import CustomerNameRow, ProductNameRow
from db.vocabulary import SearchKind
from tests.company import Shop


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    shop.product("ZAM-7")
    shop.customer("Hurtownia Łąka i Źródło", nip="5261040828")
    shop.customer("Złoty Kłos", email="biuro@klos.pl")
    shop.customer("Piekarnia 12")
    return shop


def titles(shop: Shop, question: str, *kinds: SearchKind, limit: int = 20) -> list[str]:
    with shop.database.read() as session:
        return [hit.title for hit in find(session, question, kinds=kinds, limit=limit)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("łąka", ["Hurtownia Łąka i Źródło"]),
        ("ZRODLO hurt", ["Hurtownia Łąka i Źródło"]),
        ("los", ["Złoty Kłos"]),
        ("zl", ["Złoty Kłos"]),
        ("ro", ["Złoty Kłos", "Hurtownia Łąka i Źródło"]),
        ("z", ["Złoty Kłos", "Hurtownia Łąka i Źródło", "Mąka ZAM-7", "Piekarnia 12"]),
        ("526-104-08-28", ["Hurtownia Łąka i Źródło"]),
        ("klos %", []),
        ('klos "', []),
        ("«c»", []),
        ("  ", []),
    ],
)
def test_that_words_are_found_folded_short_and_anywhere(stocked: Shop, question: str, found: list[str]) -> None:
    assert titles(stocked, question) == found


def test_that_what_begins_so_comes_before_what_holds_it_and_the_newest_first(stocked: Shop) -> None:
    stocked.customer("12 Groszy")
    stocked.customer("Firma 112")
    assert titles(stocked, "12", SearchKind.CUSTOMER) == ["12 Groszy", "Piekarnia 12", "Firma 112"]
    assert titles(stocked, "12", SearchKind.CUSTOMER, limit=2) == ["12 Groszy", "Piekarnia 12"]


def test_that_only_the_kinds_asked_for_are_found(stocked: Shop) -> None:
    stocked.customer("Mąka i Spółka")
    assert titles(stocked, "mąka", SearchKind.PRODUCT) == ["Mąka ZAM-7"]
    assert titles(stocked, "mąka", SearchKind.CUSTOMER) == ["Mąka i Spółka"]
    assert titles(stocked, "mąka", SearchKind.CUSTOMER, SearchKind.PRODUCT) == ["Mąka i Spółka", "Mąka ZAM-7"]
    assert titles(stocked, "mąka", SearchKind.ORDER) == []


def test_that_rare_letters_alone_find_what_the_whole_words_find(stocked: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """As among a million, where the index is asked for no more: the record itself is then asked for the word."""
    for number in range(60):
        stocked.customer(f"Piekarnia {number:02} Kłos", email=f"biuro{number}@piekarnia.pl")
    asked = ("piekarnia 12", "piekarnia", "rnia 5", "nip 526", "biuro59@piek", "5261040828", "zrodlo", "kłosy", "los 4")
    whole = {question: titles(stocked, question, limit=9) for question in asked}
    monkeypatch.setattr(trigrams, "FEW_RECORDS", 1)
    monkeypatch.setattr(trigrams, "KEPT_SECONDS", 0.0)
    with stocked.database.read() as session:
        assert trigrams.sample(session).rarest(["piekarnia"]) != ["piekarnia"]
        assert trigrams.sample(session).rarest([" 5261040828"]) != [" 5261040828"]
    assert {question: titles(stocked, question, limit=9) for question in asked} == whole


def test_that_of_a_long_word_the_rarest_letters_are_asked_for(stocked: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        stocked.customer(f"Piekarnia {number}")
    monkeypatch.setattr(trigrams, "FEW_RECORDS", 1)
    monkeypatch.setattr(trigrams, "KEPT_SECONDS", 0.0)
    with stocked.database.read() as session:
        assert trigrams.sample(session).rarest(["piekarnie", "12"]) == ["nie", "12"]
    monkeypatch.setattr(trigrams, "FEW_RECORDS", 1_000)
    with stocked.database.read() as session:
        assert trigrams.sample(session).rarest(["piekarnie"]) == ["piekarnie"]


def test_that_a_question_leaves_the_next_one_planned_as_ever(stocked: Shop) -> None:
    """On PostgreSQL the trigrams are asked for by settings of the transaction; they are put back."""
    with stocked.database.read() as session:
        if stocked.database.is_sqlite:
            return
        find(session, "nothing holds this")
        assert session.connection().exec_driver_sql("SHOW enable_indexscan").scalar_one() == "on"


def test_that_lists_of_goods_and_customers_have_names_to_be_sorted_by(stocked: Shop) -> None:
    with stocked.database.read() as session:
        customers = session.scalars(select(CustomerNameRow.name).order_by(CustomerNameRow.name)).all()
        products = session.scalars(select(ProductNameRow.name)).all()
    assert [name.split()[0] for name in customers if not name.startswith("klient")] == [
        "hurtownia",
        "piekarnia",
        "zloty",
    ]
    assert [name.split(" 59")[0] for name in products] == ["maka zam-7 zam-7"]
