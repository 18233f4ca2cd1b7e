"""A seat that only listens: URL; says "ready", and on Enter what it heard and when, as JSON."""

import json
import sys
import threading
import time

from crm_desktop.live import ChangeWatch
from db.session import Database


def main(url: str) -> None:
    watch, heard, ended = ChangeWatch(Database.open(url)), list[tuple[str, float]](), threading.Event()
    watch.wait(0)

    def listen() -> None:
        while not ended.is_set():
            for change in watch.wait(0.5):
                heard.append((change.label, time.time()))

    thread = threading.Thread(target=listen)
    thread.start()
    print("ready", flush=True)
    sys.stdin.readline()
    ended.set()
    thread.join()
    watch.close()
    print(json.dumps(heard))


if __name__ == "__main__":
    main(sys.argv[1])
