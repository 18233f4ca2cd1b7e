"""The intake as a stranger meets it: a port to post to, and what became of what was posted."""

import time
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import func, insert, select

from crm_desktop.intake.channels.http import IntakeServer
from crm_desktop.intake.queries import raw_bytes, show_submission
from crm_desktop.intake.records import RecordRead
from db.models.customers import CustomerRow
from db.models.intake import FormRow, SubmissionRow
from db.models.sales import InquiryRow
from db.session import Database
from db.vocabulary import Channel
from tests.intake import waiting

URLENCODED = "application/x-www-form-urlencoded"
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Seen:
    """An inquiry as the office sees it."""

    name: str
    email: str
    phone: str
    nip: str
    subject: str
    message: str


class Door:
    """One running intake over one database."""

    def __init__(self, database: Database, **options: Any) -> None:
        self.database = database
        self.server = IntakeServer(database, **options)
        self.server.start()
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.server.port}", trust_env=False, timeout=30)

    def close(self) -> None:
        self.client.close()
        self.server.stop()

    def post(
        self, body: bytes | str, kind: str = URLENCODED, *, key: str = "kontakt", **headers: str
    ) -> httpx.Response:
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/in/{key}", content=content, headers={"Content-Type": kind, **named})

    def take(self, body: bytes | str, kind: str = URLENCODED, **headers: str) -> int:
        """Posts, expects to be thanked, and answers the submission's key."""
        answer = self.post(body, kind, **headers)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["submission"])

    def readings(self, submission_id: int) -> list[RecordRead]:
        """What the running interpreter makes of it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            with self.database.read() as session:
                found = show_submission(session, submission_id)[1]
            if found:
                return found
            time.sleep(0.01)
        raise AssertionError(f"submission {submission_id} was not understood in {PATIENCE_SECONDS} s")

    def settle(self, seconds: float = 120) -> None:
        """Until nothing waits to be understood."""
        end = time.monotonic() + seconds
        while True:
            with self.database.read() as session:
                left = waiting(session)
            if not left:
                return
            assert time.monotonic() < end, f"{left} still wait"
            time.sleep(0.1)

    def outcome(self, submission_id: int) -> str:
        return self.readings(submission_id)[0].outcome.value

    def raw(self, submission_id: int) -> bytes:
        with self.database.read() as session:
            return raw_bytes(session, submission_id)

    def inquiry(self, number: str) -> Seen:
        with self.database.read() as session:
            row = session.execute(
                select(
                    CustomerRow.name,
                    CustomerRow.email,
                    CustomerRow.phone,
                    CustomerRow.nip,
                    InquiryRow.subject,
                    InquiryRow.message,
                )
                .join(InquiryRow, InquiryRow.customer_id == CustomerRow.id)
                .where(InquiryRow.number == number)
            ).one()
        return Seen(*row)

    def seen(self, body: bytes | str, kind: str = URLENCODED, **headers: str) -> Seen:
        """The inquiry that a post became."""
        reading = self.readings(self.take(body, kind, **headers))[0]
        assert reading.outcome.value == "inquiry", reading
        return self.inquiry(reading.number)

    def count(self, table: Any = SubmissionRow) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def form(self, key: str, *, active: bool = True, field_map: dict[str, str] | None = None, **options: Any) -> None:
        """A form as the office sets one up."""
        row = {"key": key, "name": key, "channel": Channel.FORM, "active": active}
        with self.database.write() as session:
            session.execute(insert(FormRow), {**row, "field_map": field_map or {}, "options": options})
            session.commit()
