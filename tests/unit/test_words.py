"""Errors as sentences: days and the system's own words in the language of whoever reads them."""

from datetime import date

import pytest

from crm_desktop.errors import NotWritten, OfferExpired
from crm_desktop.server import ServerAway
from crm_desktop.words import day_text, system_words, tell


def test_that_what_the_system_said_is_told_in_the_reader_s_language() -> None:
    away = ServerAway(host="biuro", port=5432, reason="[Errno 111] Connection refused")
    assert tell(away, "pl") == (
        "Pod adresem biuro:5432 nikt nie odpowiada (połączenie odrzucone). Sprawdź adres, port i czy serwer działa."
    )
    assert "(the connection was refused)" in tell(away, "en")
    full = NotWritten(file="a.pdf", reason="No space left on device")
    assert tell(full, "pl") == "Nie da się zapisać pliku „a.pdf”: brak miejsca na dysku. Wybierz inne miejsce."


@pytest.mark.parametrize("said", ["", "Brak dostępu", "550 mailbox unavailable"])
def test_that_what_is_not_known_stays_as_the_system_said_it(said: str) -> None:
    assert (system_words(said, "pl"), system_words(said, "en")) == (said, said)


def test_that_a_day_is_written_as_the_language_writes_it() -> None:
    assert (day_text(date(2025, 11, 8), "pl"), day_text(date(2025, 11, 8), "en")) == ("08.11.2025", "8 Nov 2025")
    expired = OfferExpired(offer="OF 1/2025", until="2025-11-28")
    assert "była ważna do 28.11.2025." in tell(expired, "pl")
    assert "was valid until 28 Nov 2025." in tell(expired, "en")
    odd = OfferExpired(offer="OF 1/2025", until="2025-99-99")
    assert "była ważna do 2025-99-99." in tell(odd, "pl")
