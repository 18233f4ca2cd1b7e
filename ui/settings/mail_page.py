"""Through which server the company's mail leaves; tried for real."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm_desktop.errors import InvalidValue
from crm_desktop.messages.records import MailAccount
from crm_desktop.messages.smtp import account_of, keep, password_of, try_account
from crm_desktop.settings import Settings
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.card_page import CardPage
from ui.widgets.parts import button

PORTS = {"tls": 465, "starttls": 587, "none": 25}
STORED = ("host", "security", "login", "sender")


class MailPage(CardPage):
    """The password goes to this computer's keyring, never into the database."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Replies, offers and notifications are sent through this server. Nothing is sent until you press Save."
        )
        super().__init__(seat, self.tr("Outgoing mail"), about, self._asks())
        self._test = button(self.tr("Test"), name="test_connection", icon="broadcast")
        self._test.clicked.connect(self._on_test)
        self.editor.add_act(self._test)

    def _asks(self) -> list[Ask]:
        ways = (
            ("tls", self.tr("SSL/TLS")),
            ("starttls", self.tr("STARTTLS")),
            ("none", self.tr("None (this computer only)")),
        )
        return [
            Ask("host", self.tr("Server"), self.tr("E.g. smtp.firma.pl; empty: no e-mail is sent.")),
            Ask(
                "port", self.tr("Port"), self.tr("465 with TLS, 587 with STARTTLS."), Kind.NUMBER, least=1, most=65_535
            ),
            Ask("security", self.tr("Encryption"), self.tr("How the connection is secured."), Kind.CHOICE, ways),
            Ask("login", self.tr("Login"), self.tr("Often the whole e-mail address.")),
            Ask("sender", self.tr("Sender"), self.tr("Empty: the company's e-mail.")),
            Ask(
                "password",
                self.tr("Password"),
                self.tr("Kept in this computer's keyring. Empty: unchanged."),
                Kind.SECRET,
            ),
        ]

    def values_of(self, settings: Settings) -> Values:
        told = settings.smtp
        found: Values = {key: told.get(key, "") for key in STORED}
        found["security"] = found["security"] or "tls"
        return found | {"port": int(told.get("port") or PORTS[found["security"]]), "password": ""}

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        told = {key: str(values[key]).strip() for key in STORED} | {"port": str(values["port"])}
        return replace(settings, smtp=told if told["host"] else {})

    def _account(self, values: Mapping[str, Any]) -> MailAccount | None:
        return account_of(self.applied(self.card.settings, values)) if self.card else None

    def after_save(self, values: Mapping[str, Any]) -> None:
        account = self._account(values)
        if account is not None and values["password"] and not keep(account, str(values["password"])):
            self.seat.call(lambda: None, lambda _none: self._no_keyring(), owner=self)

    def _no_keyring(self) -> None:
        said = self.tr("This computer has no keyring. Services take the password from CRM_SMTP_PASSWORD.")
        self.editor.told.say(said, good=False)

    def _on_test(self) -> None:
        values = self.editor.form.values()
        account = self._account(values)
        self.editor.form.clear_faults()
        if account is None:
            refusal = InvalidValue(field="sender" if values["host"] else "host", value="", rule="required")
            self.editor.refuse(refusal, lambda: None)
            self.editor.save.setEnabled(self.editor.touched)
            return
        self._test.setEnabled(False)
        self.editor.told.say(self.tr("Contacting {host}…").format(host=account.host), good=True)
        said = self.tr("{host} responds, lets {login} in and accepts e-mail.").format(
            host=account.host, login=account.login or account.sender
        )
        self.seat.try_out(
            lambda: try_account(account, str(values["password"]) or password_of(account)),
            lambda _none: self.editor.told.say(said, good=True),
            owner=self,
            on_error=self.editor.told.refuse,
            on_end=lambda: self._test.setEnabled(True),
        )
