"""Which database this workstation works on, as it was chosen; the password lies in the keyring."""

from PySide6.QtCore import QSettings

from crm_desktop.places import keep_password, kept_password
from crm_desktop.server import Server, needs_password, url_of, with_password

HERE = "here"
PLACE = "database/place"


def keep_place(kept: QSettings, server: Server | None) -> bool:
    """False where the password could not be kept and will be asked for each time."""
    if server is None:
        kept.setValue(PLACE, HERE)
        return True
    url = url_of(server, with_password=False)
    kept.setValue(PLACE, url)
    return not server.password or keep_password(url, server.password)


def chosen(kept: QSettings) -> bool:
    """Whether a place was ever chosen."""
    return bool(kept.value(PLACE, ""))


def place_url(kept: QSettings) -> str | None:
    """The office server with its password as far as that was kept; None is this computer's own file."""
    url = str(kept.value(PLACE, HERE))
    if url == HERE:
        return None
    password = kept_password(url) if needs_password(url) else None
    return with_password(url, password) if password else url
