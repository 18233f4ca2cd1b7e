"""The pictures of the help, taken over from docs/screens by `make screens`: each in both languages and themes."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "help" / "pictures"
LOOKS = tuple((language, scheme) for language in ("pl", "en") for scheme in ("light", "dark"))
SHOWN = {
    "today": "today",
    "inquiries": "inquiries",
    "orders": "orders-5-pick",
    "warehouse": "warehouse",
    "customers": "customers",
    "charts": "charts",
    "printing": "print-queue",
    "sheets": "import",
    "settings": "settings-sources",
}
"""The picture's name in the help, and the page of docs/screens that it shows."""


def take_over(screens: Path, into: Path = FOLDER) -> list[str]:
    """Answers what was not there to take."""
    into.mkdir(parents=True, exist_ok=True)
    missing = []
    for name, page in SHOWN.items():
        for language, scheme in LOOKS:
            look = f"{language}-{scheme}"
            found = sorted((screens / page).glob(f"filled-{look}-*-100.png"))
            if found:
                shutil.copyfile(found[0], into / f"{name}-{look}.png")
            else:
                missing.append(f"{page} in {look}")
    return missing
