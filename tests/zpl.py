"""Draws ZPL with a renderer that is not ours: the npm package zpl-renderer-js, which `make test` installs."""

import base64
import io
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

MODULES = Path(__file__).resolve().parent.parent / ".venv" / "node" / "node_modules"
DRAW = Path(__file__).with_name("data") / "draw_zpl.js"


def drawn(labels: Sequence[tuple[bytes, float, float, int]]) -> list[Image.Image]:
    """(ZPL, width mm, height mm, dots a mm) each -> its picture, black on white."""
    told = [{"zpl": zpl.decode("ascii"), "width": w, "height": h, "dpmm": d} for zpl, w, h, d in labels]
    done = subprocess.run(
        ["node", str(DRAW), str(MODULES)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return [Image.open(io.BytesIO(base64.b64decode(each))).convert("L") for each in json.loads(done.stdout)]
