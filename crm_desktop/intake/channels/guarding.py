"""What a stranger may take of the intake: how often, how large, how slowly, and how much at once."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

LARGEST_BODY = 25 * 1024 * 1024
MOST_HELD = 256 * 1024 * 1024
"""Bytes of all bodies that are being received together."""
HEAD_SECONDS = 15.0
PART_SECONDS = 20.0
BODY_SECONDS = 300.0
MOST_CONNECTIONS = 512


class Refused(Exception):
    """A post that is not taken: the HTTP status, and the sentence with it."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(status, told)
        self.status = status
        self.told = told


class RateLimit:
    """A bucket an address, refilled evenly; the least recently seen are forgotten."""

    def __init__(self, per_minute: int, *, own: int | None = None) -> None:
        """`own` is the rate of this computer itself: its web server speaks for all visitors."""
        self._per_minute = per_minute
        self._own = per_minute if own is None else own
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> float:
        """0 when one more is welcome."""
        bucket, most = self._bucket(address)
        rate, now = most / 60, time.monotonic()
        left, seen = self._buckets.pop(bucket, (float(most), now))
        left = min(float(most), left + (now - seen) * rate)
        welcome = left >= 1
        self._buckets[bucket] = (left - 1 if welcome else left, now)
        while len(self._buckets) > 10_000:
            self._buckets.popitem(last=False)
        return 0.0 if welcome else (1 - left) / rate

    def _bucket(self, address: str) -> tuple[str, int]:
        """One household has one IPv6 network, not one address."""
        try:
            ip = ip_address(address)
        except ValueError:
            return address[:60], self._per_minute
        if ip.is_loopback:
            return "own", self._own
        if isinstance(ip, IPv6Address):
            return str(IPv6Address(int(ip) >> 64 << 64)), self._per_minute
        return str(ip), self._per_minute


class Bodies:
    """Reads bodies, none too large or too slow, all together within the memory they may take."""

    def __init__(self) -> None:
        self._held = 0

    async def read(self, request: Request) -> bytes:
        """Raises Refused, and starlette's ClientDisconnect when the sender left before the end."""
        declared = request.headers.get("content-length", "")
        if declared.isdigit() and int(declared[:20]) > LARGEST_BODY:
            raise Refused(413, "too large")
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for part in _in_time(request.stream()):
                    self._held += len(part)
                    body += part
                    if len(body) > LARGEST_BODY:
                        raise Refused(413, "too large")
                    if self._held > MOST_HELD:
                        raise Refused(503, "try again")
        except TimeoutError as fault:
            raise Refused(408, "too slow") from fault
        finally:
            self._held -= len(body)
        return bytes(body)


async def _in_time(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    while True:
        try:
            async with asyncio.timeout(PART_SECONDS):
                part = await anext(parts)
        except StopAsyncIteration:
            return
        yield part


class Impatient(H11Protocol):
    """Closes a connection that takes too long to say what it wants (uvicorn itself waits for ever)."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """The clock runs from the first byte of a head to its last, however slowly bytes trickle in."""
        if self._in_hand():
            self._forget()
        elif self._patience is None and not self.transport.is_closing():
            self._patience = self.loop.call_later(HEAD_SECONDS, self._lose_patience)

    def _in_hand(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _forget(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _lose_patience(self) -> None:
        self._patience = None
        if not self._in_hand():
            self.transport.close()
