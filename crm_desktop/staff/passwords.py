"""Passwords of people: only a salted argon2 hash is ever stored."""

from crm_desktop.errors import InvalidValue

SHORTEST = 8


def hashed(password: str) -> str:
    """To be stored. Slow on purpose (tens of milliseconds): outside any transaction. Raises InvalidValue."""
    from argon2 import PasswordHasher  # only where someone has or gets a password

    if len(password) < SHORTEST:
        raise InvalidValue(field="password", value="", rule="too_short")
    return PasswordHasher().hash(password)


def is_right(stored: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return PasswordHasher().verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False
