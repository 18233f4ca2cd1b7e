"""`python -m bench.senders PORT COUNT`: 32 visitors post forms, 200 a second together; prints each answer's seconds.

Sent by the clock, not when the one before was answered: a slow answer does not spare the next.
"""

import asyncio
import json
import sys
import time
from urllib.parse import urlencode

CLIENTS, A_SECOND = 32, 200


def _request(number: int) -> bytes:
    fields = {"name": f"Żaneta Gęś {number}", "email": f"z{number}@przyklad.pl", "message": f"Ile kosztuje {number}?"}
    body = urlencode(fields).encode()
    head = f"POST /in/kontakt HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + body


async def _client(port: int, numbers: range, starts: float, found: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        due = starts + number / A_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        writer.write(_request(number))
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))
        found.append(time.perf_counter() - due)
    writer.close()


async def _all(port: int, count: int) -> list[float]:
    found: list[float] = []
    starts = time.perf_counter() + 0.5
    await asyncio.gather(*(_client(port, range(n, count, CLIENTS), starts, found) for n in range(CLIENTS)))
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_all(int(sys.argv[1]), int(sys.argv[2])))))
