"""What the snapshot of a large company takes: `python -m bench.remembering URL` in a process of its own.

Prints JSON, in megabytes: `more`, the most that was held above what was held before, and `lines`, the integers alone.
"""

import json
import resource
import sys
from contextlib import closing
from pathlib import Path


def main(url: str) -> None:
    from crm_desktop.analytics.facts import FILLED, KINDS, TEXTS
    from crm_desktop.analytics.snapshot import Snapshot
    from crm_desktop.opening import open_company

    database = open_company(url)
    before = held_most()
    with closing(Snapshot.fill(database)) as snapshot:
        more = held_most() - before
        kinds = dict.fromkeys(TEXTS, "USMALLINT") | KINDS
        wide = sum({"BIGINT": 8, "USMALLINT": 2, "UTINYINT": 1}.get(kinds.get(name, ""), 4) for name in FILLED)
        print(json.dumps({"more": more, "lines": snapshot.lines * wide / 1024**2}))
    database.close()


def held_most() -> float:
    """The most memory that this process held at any moment so far; on Linux `ru_maxrss` begins with its parent's."""
    if sys.platform == "linux":
        told = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main(sys.argv[1])
