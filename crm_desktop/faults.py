"""What went wrong on the way out, as a code and its facts, so that it is said in the language of whoever reads it."""

import json
from typing import Any

from crm_desktop.words import say, system_words

SYSTEM = "system"
_ROOM = "faults"


def fault(code: str, **facts: Any) -> str:
    """To be stored: the sentence stands in resources/words/<language>/faults.toml under the code."""
    return json.dumps({"code": code, **facts}, ensure_ascii=False, sort_keys=True)


def fault_of(problem: Exception, **facts: Any) -> str:
    """What the system said of a device or a file; what it has no code for is kept in its own words."""
    match problem:
        case ConnectionRefusedError():
            return fault("refused", **facts)
        case ConnectionResetError() | BrokenPipeError() | ConnectionAbortedError():
            return fault("reset" if facts.get("sent") is not None else "reset_at_once", **facts)
        case TimeoutError():
            return fault("silent" if facts.get("sent") is not None else "timeout", **facts)
        case FileNotFoundError() | PermissionError() | IsADirectoryError():
            return fault("file", **facts, said=problem.strerror or "")
    said = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return fault(SYSTEM, **facts, said=said)


def fault_sentence(stored: str, language: str) -> str:
    """A stored fault in `language`; what is no code (a server's own answer) stays as it was said."""
    if not stored.startswith("{"):
        return stored
    try:
        facts = json.loads(stored)
        if "said" in facts:
            facts["said"] = system_words(str(facts["said"]), language)
        return say(f"{_ROOM}.{facts['code']}", language, **facts)
    except (ValueError, KeyError, TypeError):
        return stored
