"""Keeps the window's words in both languages: collects them, compiles them, and fails when one is missing.

python tools/translations.py            collect new strings into the .ts files, then compile
python tools/translations.py release    compile only (.ts -> .qm)
python tools/translations.py check      fail on a string that is new, unfinished or unused, or whose {places} differ
"""

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(PySide6.__file__).resolve().parent
PLACES = re.compile(r"\{\w*\}|%n|%L?\d")
LANGUAGES = {"pl": "pl_PL", "en": "en_GB"}


def sources() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))


def _tool(name: str, *arguments: str) -> None:
    found = next((TOOLS / candidate for candidate in (name, f"{name}.exe") if (TOOLS / candidate).exists()), None)
    if found is None:
        raise SystemExit(f"{name} is not with PySide6 in {TOOLS}")
    done = subprocess.run([str(found), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")


def collect(folder: Path = FOLDER) -> None:
    """Brings the .ts files to what the code says now; English holds the plural forms alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, code in LANGUAGES.items():
        plurals = ["-pluralonly"] if language == "en" else []
        file = str(folder / f"crm_{language}.ts")
        _tool("lupdate", *sources(), "-no-obsolete", "-locations", "none", *plurals, "-source-language", "en_GB",
              "-target-language", code, "-ts", file)  # fmt: skip


def release() -> None:
    """Compiles what is newer than its .qm."""
    for language in LANGUAGES:
        source, made = FOLDER / f"crm_{language}.ts", FOLDER / f"crm_{language}.qm"
        if source.exists() and (not made.exists() or made.stat().st_mtime < source.stat().st_mtime):
            fresh = made.with_suffix(".new")
            _tool("lrelease", str(source), "-qm", str(fresh))
            fresh.replace(made)  # an open window reads the file it began with


def faults(file: Path) -> Iterator[str]:
    """What is wrong in one .ts file, a line each."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            source, translation = message.findtext("source", ""), message.find("translation")
            where = f"{file.name}: {name}: {source!r}"
            if translation is None or translation.get("type") == "unfinished":
                yield f"{where} has no finished translation"
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            for form in forms:
                if not form.strip():
                    yield f"{where} has an empty form"
                elif sorted(PLACES.findall(form)) != sorted(PLACES.findall(source)):
                    yield f"{where} has other places than {form!r}"


def keys(file: Path) -> set[tuple[str, str]]:
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
    }


def check() -> list[str]:
    """Every fault of both languages; an empty list is a complete translation."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as fresh:
        collect(Path(fresh))
        for language in LANGUAGES:
            kept, now = FOLDER / f"crm_{language}.ts", Path(fresh) / f"crm_{language}.ts"
            found += [f"{kept.name}: {name}: {text!r} is not collected" for name, text in keys(now) - keys(kept)]
            found += [f"{kept.name}: {name}: {text!r} is used nowhere" for name, text in keys(kept) - keys(now)]
            found += faults(kept)
    return sorted(found)


def main(words: list[str]) -> int:
    match words:
        case []:
            collect()
            release()
        case ["release"]:
            release()
        case ["check"]:
            found = check()
            print("\n".join(found) or "every string of the window is said in Polish and English")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
