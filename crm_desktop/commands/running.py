"""Services that run all day in one process, until it is told to end."""

import signal
import socket
from collections.abc import Callable, Sequence
from typing import Protocol

TOLD = (signal.SIGTERM, signal.SIGINT)


class Service(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


def until_told(services: Sequence[Service], begun: Callable[[], None] = lambda: None) -> None:
    """Until SIGTERM or Ctrl+C; what is in hand is ended first. `begun` is called when all have started.

    The signal comes as a byte on a socket: a lock would not wake for one that another thread took,
    nor for one that came just before it was waited for.
    """
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        for number in TOLD:
            signal.signal(number, lambda *_: None)
        try:
            for service in services:
                service.start()
            begun()
            while reader.recv(1)[0] not in TOLD:
                pass
        finally:
            signal.set_wakeup_fd(before)
    for service in reversed(services):
        service.stop()
