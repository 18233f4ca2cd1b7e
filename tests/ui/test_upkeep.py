"""Nothing of Qt is taken apart on another thread than the window's, whatever a worker lets go of last."""

import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import operations


class _Watched(QObject):
    pass


def test_that_what_hung_on_a_piece_of_work_goes_on_the_window_s_thread(qapp: QApplication, qtbot: QtBot) -> None:
    ended: list[str] = []
    arrived: list[int] = []
    for number in range(50):
        part = _Watched(qapp)
        weakref.finalize(part, lambda: ended.append(threading.current_thread().name))
        operations.run(lambda part=part, n=number: n, on_done=arrived.append, owner=part)
        del part
    qtbot.waitUntil(lambda: len(arrived) == 50, timeout=20_000)
    for part in qapp.findChildren(_Watched):
        part.setParent(None)
    del part
    operations.shutdown()
    assert arrived == list(range(50))
    assert set(ended) <= {threading.main_thread().name}
