"""What tests ask of the intake, and nobody else."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.intake import SubmissionQueueRow


def waiting(session: Session) -> int:
    """How many submissions are stored and not yet understood."""
    return session.scalar(select(func.count()).select_from(SubmissionQueueRow)) or 0
