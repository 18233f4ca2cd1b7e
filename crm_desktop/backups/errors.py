"""What can be wrong with a backup or its place."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from crm_desktop.errors import Away, KnownError
from crm_desktop.work import known
from db.backup import Busy, NotABackup
from db.errors import is_passing


class FileThere(KnownError):
    """`file` is there already and is not written over."""

    code = "file_there"


class PlaceRefused(KnownError):
    """`file` cannot be written or read; `reason` is what the system said."""

    code = "place_refused"


class BackupMissing(KnownError):
    code = "backup_missing"


class BackupForeign(KnownError):
    """`file` was not made by this program."""

    code = "backup_foreign"


class BackupDamaged(KnownError):
    """`file` is not as it was written."""

    code = "backup_damaged"


class TargetOccupied(KnownError):
    """`target` holds a company already."""

    code = "target_occupied"


class TargetBusy(Away):
    """Others did not let go of the database in time."""

    code = "target_busy"


class SameDatabase(KnownError):
    """What is copied from is what is copied to."""

    code = "same_database"


_KINDS = {"missing": BackupMissing, "foreign": BackupForeign, "damaged": BackupDamaged}


@contextmanager
def told(file: str) -> Iterator[None]:
    """The floor below's refusals as known errors about `file`."""
    try:
        yield
    except NotABackup as fault:
        raise _KINDS[str(fault)](file=file) from fault
    except Busy as fault:
        raise TargetBusy() from fault
    except OSError as fault:
        raise PlaceRefused(file=file, reason=fault.strerror or str(fault)) from fault
    except DBAPIError as fault:
        if is_passing(fault):
            raise TargetBusy() from fault
        refusal = known(fault)
        if refusal is None:
            raise
        raise refusal from fault
