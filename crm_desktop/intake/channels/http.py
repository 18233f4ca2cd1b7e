"""The intake as one thing to start and stop: HTTP, the storekeeper and the interpreter, in threads of this process."""

import asyncio
import threading
import time
from argparse import Namespace
from dataclasses import dataclass

from crm_desktop.intake.channels.application import Intake
from crm_desktop.intake.channels.guarding import MOST_CONNECTIONS, Impatient
from crm_desktop.intake.channels.storing import Storekeeper
from crm_desktop.intake.worker import Interpreter
from db.session import Database


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files: the certificate with its chain, and its key where that is a file of its own."""

    certificate: str
    key: str | None = None


def tls_of(arguments: Namespace) -> Tls | None:
    return Tls(arguments.tls_cert, arguments.tls_key) if arguments.tls_cert else None


class IntakeServer:
    """`port` 0 takes a free one; `per_minute` limits every address alike, None as usual; `tls` makes it HTTPS.

    `understands`: the database as the interpreter sees it, where that is another seat than who receives.

    Raises OSError where the port cannot be had or the certificate cannot be read.
    """

    def __init__(
        self,
        database: Database,
        *,
        understands: Database | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        per_minute: int | None = None,
        tls: Tls | None = None,
    ) -> None:
        import uvicorn

        self._storekeeper = Storekeeper(database)
        self._interpreter = Interpreter(understands or database, receiving=self._storekeeper.receiving)
        application = Intake(database, self._storekeeper, self._interpreter, per_minute=per_minute).application()
        config = uvicorn.Config(
            application,
            host=host,
            port=port,
            http=Impatient,
            ws="none",
            log_level="error",
            lifespan="off",
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=5,
            ssl_certfile=tls.certificate if tls else None,
            ssl_keyfile=tls.key if tls else None,
        )
        config.load()
        self.scheme = "https" if tls else "http"
        self._server = uvicorn.Server(config)
        try:
            self._socket = config.bind_socket()
        except OverflowError as fault:  # a port that can be none
            raise OSError(str(fault)) from fault
        self._thread = threading.Thread(target=self._serve, name="intake", daemon=True)
        self.host, self.port = host, int(self._socket.getsockname()[1])

    def _serve(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def start(self) -> None:
        """Answers requests when it returns."""
        self._storekeeper.start()
        self._interpreter.start()
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.01)

    def stop(self) -> None:
        """Lets requests in hand end, for five seconds."""
        self._server.should_exit = True
        self._thread.join()
        self._storekeeper.stop()
        self._interpreter.stop()
        self._socket.close()
