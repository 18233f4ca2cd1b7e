"""A screen of one's own: a virtual X server with a small window manager, for real key events."""

import os
import shutil
import subprocess
import time
from pathlib import Path

SIZE = "1440x900x24"


class Screen:
    """`environment` is what a program needs to open its windows there."""

    def __init__(self) -> None:
        for tool in ("Xvfb", "openbox", "xdotool"):
            assert shutil.which(tool) is not None, f"`make test` installs {tool}"
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        self.environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        self.environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.3)

    def picture(self, file: Path) -> None:
        """The whole screen, when something went wrong; needs ImageMagick's `import`, else does nothing."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(file)], env=self.environment, check=False)

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=10)
