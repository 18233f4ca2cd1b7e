"""Starts everything: the window, or one headless command. The only file that knows all floors."""

import sys

WINDOW_FLAGS = {"--demo", "--self-test", "--gallery"}


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
        from crm_desktop.commands.dispatch import run

        return run(words)
    from ui.start import start_window

    return start_window(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
