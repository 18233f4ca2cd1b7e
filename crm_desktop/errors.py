"""The two families of errors: known ones are told to the person, everything else is a bug and is reported."""

from typing import Any, ClassVar


class KnownError(Exception):
    """A refusal that a person can understand and act on.

    `code` is stable (contract.md, exit 3); its sentence stands in resources/words/<language>/errors.toml under the
    code and takes `details` as its values. `details` holds what JSON can hold.
    """

    code: ClassVar[str] = "refused"
    exit_code: ClassVar[int] = 3

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code, details)
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value!r}" for key, value in self.details.items())
        return f"{self.code}({told})"


class WrongCall(KnownError):
    """The call itself is wrong: a missing argument, a value that cannot be read. `problem` says which, in the words of
    whoever wrote the program; with a `rule` a person is told by its sentence."""

    code = "wrong_call"
    exit_code = 2


class NotThereYet(KnownError):
    """A command of the contract that this version does not have."""

    code = "not_there_yet"
    exit_code = 2


class NotFound(KnownError):
    """`kind` (order, customer …) and `key` name what was looked for."""

    code = "not_found"


class StaleRecord(KnownError):
    """The record was changed since it was read; `kind`, `key`, `mine` and `theirs` (versions)."""

    code = "stale_record"


class NotAllowed(KnownError):
    """The actor's role does not hold `permission`."""

    code = "not_allowed"


class SeatMayNot(KnownError):
    """The office server does not let this seat's role do it; `reason` in the server's own words."""

    code = "seat_may_not"


class IllegalMove(KnownError):
    """The process table has no move `step` from `status`; `order` is the number."""

    code = "illegal_move"


class Shortage(KnownError):
    """Not enough stock: `shortages` is a list of {product, name, wanted, available, warehouse} (quantities as text)."""

    code = "shortage"


class FaultyFile(KnownError):
    """All faults of a file at once: `faults` is a list of {row, column, value, message}."""

    code = "faulty_file"


class AlreadyImported(KnownError):
    """The same bytes were imported before; `when` and `what`."""

    code = "already_imported"


class InvalidValue(KnownError):
    """A value broke a rule of its field: `field`, `value`, `rule`."""

    code = "invalid_value"


class OfferClosed(KnownError):
    """`offer` was accepted, turned down, or replaced by a later version."""

    code = "offer_closed"


class OfferExpired(KnownError):
    """`offer` held until the day `until`."""

    code = "offer_expired"


class Cancelled(KnownError):
    """The person stopped the work; nothing was saved."""

    code = "cancelled"


class Erased(KnownError):
    """What was asked for has been erased on request (RODO)."""

    code = "erased"


class CommandReused(KnownError):
    """A command id was used before for another kind of command."""

    code = "command_reused"


class Away(KnownError):
    """A database or a device does not answer; trying again later may help."""

    code = "away"
    exit_code = 4


class DatabaseAway(Away):
    code = "database_away"


class DiskFull(Away):
    """The database has no room to write; `reason` is what it said. Nothing of what was begun is there."""

    code = "disk_full"


class DatabaseNewer(KnownError):
    """The database was written by a newer program; `theirs` and `ours` are schema revisions."""

    code = "database_newer"


class DatabaseOlder(KnownError):
    """The database needs `db upgrade` first; `theirs` and `ours` are schema revisions."""

    code = "database_older"


class ProgramTooOld(Away):
    """A newer program brought the database up while this one was open: it reads, and writes nothing any more.

    Services keep what they have and try again, as when the database is away; `theirs` and `ours` are revisions.
    """

    code = "program_too_old"


class SeatsAtWork(KnownError):
    """Others did not end what they were writing within `seconds`; the upgrade changed nothing."""

    code = "seats_at_work"


class NotWritten(KnownError):
    """A file cannot be written where it was wished: `file`, `reason`."""

    code = "not_written"


class NotRead(KnownError):
    """A file cannot be read: `file`, `reason`."""

    code = "not_read"


class NotEmpty(KnownError):
    """The sample company is only loaded where there are no orders yet."""

    code = "not_empty"
