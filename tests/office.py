"""An office server for tests: what `db init-server` makes ready, and a seat of its own for everybody."""

import uuid
from dataclasses import dataclass

from sqlalchemy import make_url

from crm_desktop.commands.dispatch import run
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.seats import who_sits_here
from crm_desktop.staff.service import add_employee
from crm_desktop.work import execute
from db.rights import ROLES
from db.vocabulary import Role
from tests.company import Shop
from tests.postgres import PostgresServer


@dataclass
class Office:
    """`url` is the server's own administrator's; `logins` holds the first seat of each role."""

    url: str
    logins: dict[Role, str]

    @classmethod
    def make(cls, server: PostgresServer) -> "Office":
        name = f"office_{uuid.uuid4().hex[:8]}"
        logins = {role: _login(role) for role in ROLES}
        url = server.url(name)
        assert run(["db", "init-server", "--db", url, "--admin", logins[Role.ADMIN], "--json"]) == 0
        made = cls(url, logins)
        admin = made.shop(Role.ADMIN)
        for role, login in logins.items():
            if role is not Role.ADMIN:
                execute(admin.database, add_employee, AddEmployee(login, login, role), actor=admin.actor)
        admin.database.close()
        return made

    @property
    def name(self) -> str:
        return str(make_url(self.url).database)

    def more_seats(self, role: Role, count: int) -> list[str]:
        """Addresses of `count` new seats."""
        admin, made = self.shop(Role.ADMIN), [_login(role) for _ in range(count)]
        for login in made:
            execute(admin.database, add_employee, AddEmployee(login, login, role), actor=admin.actor)
        admin.database.close()
        return [self.address(login) for login in made]

    def address(self, login: str) -> str:
        return make_url(self.url).set(username=login).render_as_string(hide_password=False)

    def seat_url(self, role: Role) -> str:
        return self.address(self.logins[role])

    def shop(self, role: Role) -> Shop:
        """As the program does: who acts is who sits here."""
        database = open_company(self.seat_url(role))
        with database.read() as session:
            return Shop(database, actor_by_login(session, who_sits_here(session, None)))


def _login(role: Role) -> str:
    return f"{role.value}_{uuid.uuid4().hex[:8]}"
