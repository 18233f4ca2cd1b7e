"""Printers on TCP 9100 but for the paper: they take what they are sent, or misbehave as real ones do."""

import contextlib
import random
import socket
import struct
import threading
import time
from enum import Enum


class Manner(Enum):
    """How a printer takes a job."""

    PRINTS = "reads all and closes"
    BREAKS_OFF = "reads a little and resets the connection"
    STALLS = "accepts and never reads"
    SLOW = "reads a little at a time, and all of it"
    HALF_OPEN = "reads all and never closes"
    WAITS = "accepts, and prints when it is told to go on"


class Printer:
    """`jobs` is what came whole; `port` is free until `switch_on`."""

    def __init__(self, manner: Manner = Manner.PRINTS, *, on: bool = True) -> None:
        self.manner = manner
        self.jobs: list[bytes] = []
        self.attempts = 0
        self._told = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self._held: list[socket.socket] = []
        self._listening: socket.socket | None = None
        self._thread: threading.Thread | None = None
        if on:
            self.switch_on()

    def switch_on(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self._thread = threading.Thread(target=self._serve, args=(self._listening,), daemon=True)
        self._thread.start()

    def _serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.attempts += 1
            self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        match self.manner:
            case Manner.PRINTS:
                self._print(connection)
            case Manner.WAITS:
                self._told.wait(20)
                self._print(connection)
            case Manner.SLOW:
                self._print(connection, at_once=20_000, pause=0.01)
            case Manner.HALF_OPEN:
                self._print(connection, close=False)
            case Manner.BREAKS_OFF:
                connection.recv(100)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()
            case Manner.STALLS:
                self._held.append(connection)

    def _print(
        self, connection: socket.socket, *, at_once: int = 65536, pause: float = 0.0, close: bool = True
    ) -> None:
        parts = []
        while part := connection.recv(at_once):
            parts.append(part)
            time.sleep(pause)
        self.jobs.append(b"".join(parts))
        if close:
            connection.close()
        else:
            self._held.append(connection)

    def go_on(self) -> None:
        self._told.set()

    def close(self) -> None:
        self._told.set()
        for connection in self._held:
            connection.close()
        if self._listening is not None and self._thread is not None:
            with contextlib.suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            self._thread.join()


class Listening:
    """A socket that takes one connection after another, each by `take`; `port` is where."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def take(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                self.take(connection)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)


class Answering(Listening):
    """A printer on TCP that answers questions, told as question -> answer; "" answers nothing."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        super().__init__()

    def take(self, connection: socket.socket) -> None:
        came = b""
        with contextlib.suppress(OSError):
            while part := connection.recv(65536):
                came += part
                for question, answer in self._answers.items():
                    if answer and part.startswith(question):
                        connection.sendall(answer)
        self.jobs.append(came)


class Moody(Listening):
    """A printer of moods: mostly it prints; now and then it refuses, breaks off, or stalls before it gives up.

    `jobs` is what came whole and was printed; after `behave` it prints all.
    """

    def __init__(self, seed: int, *, stall_seconds: float = 0.5) -> None:
        self._dice, self._stall = random.Random(seed), stall_seconds
        self._good = threading.Event()
        super().__init__()

    def take(self, connection: socket.socket) -> None:
        mood = 1.0 if self._good.is_set() else self._dice.random()
        if mood < 0.05:
            self._reset(connection)
        elif mood < 0.1:
            connection.recv(200)
            self._reset(connection)
        elif mood < 0.13:
            time.sleep(self._stall)
            self._reset(connection)
        else:
            self._print(connection)

    def _print(self, connection: socket.socket) -> None:
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        content = b"".join(parts)
        if content.rstrip().endswith(b"^XZ"):  # a sender that died leaves half a label: nothing comes out
            self.jobs.append(content)

    @staticmethod
    def _reset(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def behave(self) -> None:
        self._good.set()

    def close(self) -> None:
        self._good.set()
        super().close()
