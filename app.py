"""Starts everything: the window, or one headless command. The only file that knows all floors."""

import io
import os
import sys


def main(words: list[str]) -> int:
    """The exit code of the contract: 0 done, 2 wrong call, 3 known refusal, 4 database or device away."""
    if words and words[0] in ("-h", "--help"):
        from crm_desktop.commands.dispatch import help_text

        print(help_text())
        return 0
    if words and words[0] == "tour":
        from ui.tour import run_tour

        return run_tour(words[1:])
    if words and not words[0].startswith("--"):
        return _command(words)
    from ui.start import start_window

    return start_window(words)


def _command(words: list[str]) -> int:
    """Answers are UTF-8 wherever they go; a reader that has had enough, as `head` has, is no fault."""
    from crm_desktop.commands.dispatch import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        code = run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to write has no reader either
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
