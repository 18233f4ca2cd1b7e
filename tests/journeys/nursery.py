"""Forks processes that have imported everything already, so that a test can kill many of them in little time.

A line of JSON on standard input, {"run": "app" | "orders", "words": […], "said": FILE}, is a child; its process id is
answered on standard output. What it says on either stream goes to FILE. It ends with its input.
"""

import importlib
import json
import os
import sys
import traceback

IMPORTED = (
    "app psycopg uvicorn.loops.auto uvicorn.lifespan.off pydantic crm_desktop.commands.dispatch"
    " crm_desktop.commands.intake crm_desktop.intake.channels.http tests.journeys.order_worker"
).split()


def child(order: dict[str, object]) -> int:
    words = [str(word) for word in order["words"]]  # type: ignore[attr-defined]  # a list, as the docstring says
    if order["run"] == "orders":
        from tests.journeys.order_worker import main as work

        return work(words)
    from app import main

    return main(words)


def run_child(order: dict[str, object]) -> None:
    said = os.open(str(order["said"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    code = 1
    try:
        code = child(order)
    except BaseException:  # noqa: BLE001 - a child never falls back into the nursery's loop
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main() -> None:
    for module in IMPORTED:
        importlib.import_module(module)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            run_child(json.loads(line))
        print(process, flush=True)


if __name__ == "__main__":
    main()
