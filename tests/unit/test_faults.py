"""Faults of printers and mail: stored as a code with its facts, said in the reader's language."""

import tomllib

import pytest

from crm_desktop.faults import fault, fault_of, fault_sentence
from crm_desktop.places import resource

CASES = [
    (
        fault_of(ConnectionResetError(), sent=812, total=1903),
        "drukarka zerwała połączenie po 812 z 1903 bajtów",
        "the printer broke the connection after 812 of 1903 bytes",
    ),
    (
        fault_of(ConnectionRefusedError(), host="10.0.0.7:9100"),
        "drukarka 10.0.0.7:9100 nie przyjmuje połączeń: sprawdź, czy jest włączona",
        "the printer 10.0.0.7:9100 takes no connections: see whether it is switched on",
    ),
    (
        fault_of(TimeoutError(), host="10.0.0.7:9100"),
        "drukarka 10.0.0.7:9100 nie odpowiada: sprawdź zasilanie i kabel sieciowy",
        "the printer 10.0.0.7:9100 does not answer: check its power and network cable",
    ),
    (
        fault_of(TimeoutError(), host="10.0.0.7:9100", sent=0, total=40),
        "drukarka zamilkła po 0 z 40 bajtów",
        "the printer went silent after 0 of 40 bytes",
    ),
    (
        fault_of(OSError(113, "No route to host"), host="10.0.0.7:9100"),
        "system zgłosił: nie ma do niego drogi w sieci",
        "the system said: there is no way to it on the network",
    ),
    (
        fault_of(OSError(5, "Ein-/Ausgabe verweigert")),
        "system zgłosił: Ein-/Ausgabe verweigert",
        "the system said: Ein-/Ausgabe verweigert",
    ),
    ("550 no such mailbox", "550 no such mailbox", "550 no such mailbox"),
    ('{"code": "of a later version"}', '{"code": "of a later version"}', '{"code": "of a later version"}'),
    ("{broken", "{broken", "{broken"),
    ("", "", ""),
]


@pytest.mark.parametrize(("stored", "polish", "english"), CASES)
def test_that_a_fault_is_said_in_the_language_of_who_reads_it(stored: str, polish: str, english: str) -> None:
    assert (fault_sentence(stored, "pl"), fault_sentence(stored, "en")) == (polish, english)


def test_that_both_languages_know_the_same_faults() -> None:
    codes = [set(tomllib.loads(resource("words", language, "faults.toml").read_text())) for language in ("pl", "en")]
    assert codes[0] == codes[1]
    assert "{" not in fault_sentence(fault("not_ready"), "pl")
