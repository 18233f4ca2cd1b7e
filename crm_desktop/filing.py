"""Files that come in, leave or stand beside an order: kept by the SHA-256 of their bytes, each once."""

import hashlib

from sqlalchemy.orm import Session

from db.models.intake import FileRow
from db.statements import insert_new


def keep_bytes(session: Session, content: bytes) -> str:
    """The hash they are kept under. They are not looked for first: not every seat of an office server reads all."""
    digest = hashlib.sha256(content).hexdigest()
    insert_new(session, FileRow, [{"sha256": digest, "content": content, "size": len(content)}])
    return digest
