"""Ten thousand hostile requests over real sockets, of every kind at once: whoever is honest among them is served."""

import random
import socket
import threading

import pytest

from tests.db.door import Door

REQUESTS, ATTACKERS, SEED = 10_000, 8, 20261127
HEAD = "POST /in/kontakt HTTP/1.1\r\nHost: x\r\n"
GOOD = "name=Jan&email=jan@x.pl&message=Ile"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def hostile(dice: random.Random) -> bytes:
    """Nothing that may be stored: a wrong path, a wrong method, a lie about length, a head too long, noise."""
    noise = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 200)))
    path = dice.choice(
        ["/in/../../etc/passwd", "/in/%2e%2e%2f", "/in/" + "a" * 500, "/form/%00", "//", "/in/ż", "/.git"]
    )
    head = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    kinds = (
        head.encode(),
        f"{HEAD}Content-Length: -1\r\n\r\n{GOOD}".encode(),
        f"{HEAD}Content-Length: 99999999999\r\n\r\n".encode(),
        f"{HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{GOOD}".encode(),
        f"{HEAD}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n".encode(),
        f"{HEAD}X-A: {'b' * 70_000}\r\n\r\n".encode(),
        HEAD.encode() + b"X-" + noise.replace(b"\r", b"").replace(b"\n", b"") + b"\r\n\r\n",
        noise + b"\r\n\r\n",
        f"TRACE / HTTP/1.1\r\nHost: {'x' * 300}\r\nConnection: close\r\n\r\n".encode(),
        f"{HEAD}Content-Length: 0\r\nConnection: close\r\n\r\n".encode(),
    )
    return dice.choice(kinds)


def attack(port: int, dice: random.Random, count: int, heard: list[bytes]) -> None:
    for _ in range(count):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
                line.sendall(hostile(dice))
                line.shutdown(socket.SHUT_WR)
                heard.append(line.recv(64))
        except OSError:
            heard.append(b"")


def test_that_ten_thousand_hostile_requests_store_nothing_and_keep_nobody_out(door: Door) -> None:
    heard: list[bytes] = []
    dice = random.Random(SEED)
    attackers = [
        threading.Thread(
            target=attack, args=(door.server.port, random.Random(dice.random()), REQUESTS // ATTACKERS, heard)
        )
        for _ in range(ATTACKERS)
    ]
    for one in attackers:
        one.start()
    taken = []
    while any(one.is_alive() for one in attackers):
        answer = door.post(f"{GOOD}+{len(taken)}")
        if answer.status_code == 200:
            taken.append(int(answer.json()["submission"]))
        else:
            assert answer.status_code in (429, 503)  # told to come again
    for one in attackers:
        one.join()
    assert len(heard) == REQUESTS
    answers = {said[9:12] for said in heard if said.startswith(b"HTTP/1.1 ")}
    assert answers <= {b"400", b"404", b"405", b"408", b"413", b"429", b"431", b"503"}
    assert {b"400", b"404", b"413"} <= answers
    assert taken
    assert door.count() == len(set(taken))
    assert door.outcome(door.take("name=Ewa&email=ewa@x.pl&message=Na+koniec")) == "inquiry"
