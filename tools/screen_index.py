"""docs/screens/README.md: the hand-written text, and beneath it a table of what was pictured."""

from pathlib import Path

from tools.screen_pages import ALONE, PAGES

MARK = "## The pictures\n"
EXPLAINED = """
Made by `make screens`. A picture is named by what the company holds (`filled`, `empty`), language, theme, size of the
window and scale. The size is the window's own, as the system counts it: 1280x720 at 150 % is a laptop of 1920×1080 at
its usual scale. Each page is there at both sizes and both scales in each look, and empty where a company with nothing
in it shows something else; a window of its own (the first start, the sign-in, the import) as large as it opens.
`python -m tools.screens --check` takes none and tells every word that is cut, at 200 % too.

"""
LOOKS = ("pl-light", "pl-dark", "en-light", "en-dark")


def _row(folder: Path, key: str) -> str:
    files = sorted((folder / key).glob("*.png"))
    cells = []
    for kind in ("filled", "empty"):
        links = []
        for look in LOOKS:
            found = [file.name for file in files if file.name.startswith(f"{kind}-{look}-")]
            smallest = [name for name in found if name.endswith("-100.png")]
            links += [f"[{look}]({key}/{(smallest or found)[0]})"] if found else []
        cells.append(" ".join(links) or "–")
    return f"| [{key}]({key}) | {' | '.join(cells)} | {len(files)} |"


def write_index(folder: Path) -> None:
    """Everything above the mark is left as people wrote it."""
    file = folder / "README.md"
    text = file.read_text(encoding="utf-8") if file.exists() else "# Screens\n\n"
    above = text.split(MARK)[0]
    keys = [page.key for page in PAGES] + [alone.key for alone in ALONE]
    rows = [_row(folder, key) for key in keys if (folder / key).is_dir()]
    table = "\n".join(["| page | filled | empty | pictures |", "| --- | --- | --- | --- |", *rows])
    file.write_text(f"{above}{MARK}{EXPLAINED}{table}\n", encoding="utf-8")
