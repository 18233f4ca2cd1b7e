"""Where files lie: resources beside the program (also frozen), the person's own folder."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """A file shipped with the program."""
    base = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return base.joinpath("resources", *parts)


def user_folder() -> Path:
    """The signed-in person's data folder; made on first use."""
    import platformdirs  # only the default database needs it

    folder = Path(platformdirs.user_data_dir("crm-desktop", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


KEYRING = "crm-desktop"


def keep_password(url: str, password: str) -> bool:
    """Puts a database's password into the system's keyring under its address; False where there is none to use."""
    import keyring  # only an office server needs it
    from keyring.errors import KeyringError

    try:
        keyring.set_password(KEYRING, url, password)
    except (KeyringError, OSError):
        return False
    return True


def kept_password(url: str) -> str | None:
    """What `keep_password` kept; None where nothing is known."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING, url)
    except (KeyringError, OSError):
        return None
