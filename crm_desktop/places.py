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
