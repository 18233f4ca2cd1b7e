"""Places that are asked for what came in: mailboxes, folders, shops and drop boxes; each can be tried for real."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from crm_desktop import settings
from crm_desktop.errors import KnownError
from crm_desktop.intake.channels import dropbox, folder, mailbox, shops
from crm_desktop.intake.channels.asking import keep_secret
from crm_desktop.intake.polling import openers
from crm_desktop.intake.sources import SaveSource, Source, SourceAway, list_sources, save_source
from db.vocabulary import SourceKind
from ui import formats, prompts
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage
from ui.typed_days import example, stored_day, stored_day_shown
from ui.widgets.parts import button

ADDRESS = {
    SourceKind.MAILBOX: ("host", "port", "security", "login", "folder", "since", "after", "ca"),
    SourceKind.FOLDER: ("path",),
    SourceKind.DROPBOX: ("url", "thanks"),
    SourceKind.SHOP: ("shop", "url", "login", "key"),
}
EVERY = tuple(dict.fromkeys(key for keys in ADDRESS.values() for key in keys))
USUAL = {"security": "tls", "folder": "INBOX", "after": "leave", "shop": "woocommerce"}


def _of(*kinds: SourceKind) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: values.get("kind") in {kind.value for kind in kinds}


class SourcesPage(RecordsPage):
    """Passwords and keys go to this computer's keyring; the database knows addresses alone."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Where the program fetches e-mails, files and orders from. Passwords stay in this computer's keyring."
        )
        asks = [*self._first(), *self._mailbox(), *self._others()]
        super().__init__(seat, self.tr("Mailboxes and shops"), about, asks, add=self.tr("Add a source"))
        self._test = button(self.tr("Test"), name="test_connection", icon="broadcast")
        self._php = button(self.tr("Make the PHP file…"), name="make_dropbox")
        self.editor.add_act(self._php)
        self.editor.add_act(self._test)
        self._test.clicked.connect(self._on_test)
        self._php.clicked.connect(self._on_php)

    def _kinds(self) -> dict[str, str]:
        return {
            SourceKind.MAILBOX.value: self.tr("Mailbox (IMAP)"),
            SourceKind.FOLDER.value: self.tr("Folder"),
            SourceKind.DROPBOX.value: self.tr("Drop box on your hosting"),
            SourceKind.SHOP.value: self.tr("Shop"),
        }

    def _first(self) -> list[Ask]:
        kinds = tuple(self._kinds().items())
        return [
            Ask("name", self.tr("Name"), self.tr("Shown on what comes from it; cannot be changed later."), once=True),
            Ask(
                "kind",
                self.tr("Kind"),
                self.tr("Decides which fields follow; cannot be changed later."),
                Kind.CHOICE,
                kinds,
                once=True,
            ),
        ]

    def _mailbox(self) -> list[Ask]:
        mail = _of(SourceKind.MAILBOX)
        ways = (
            ("tls", self.tr("SSL/TLS")),
            ("starttls", self.tr("STARTTLS")),
            ("none", self.tr("None (this computer only)")),
        )
        after = (
            ("leave", self.tr("leave it as it is")),
            ("seen", self.tr("mark it as read")),
            ("delete", self.tr("delete it")),
        )
        secured = self.tr("How the connection is secured.")
        return [
            Ask("host", self.tr("Server"), self.tr("E.g. imap.firma.pl."), when=mail),
            Ask("port", self.tr("Port"), self.tr("Empty: 993 with TLS, 143 with STARTTLS."), when=mail),
            Ask(*("security", self.tr("Encryption"), secured, Kind.CHOICE, ways), when=mail),
            Ask("folder", self.tr("Folder"), self.tr("INBOX is where new e-mail arrives."), when=mail),
            Ask(
                "since",
                self.tr("E-mails since"),
                self.tr("E.g. {day}; empty: all.").format(day=example()),
                when=mail,
            ),
            Ask(
                "after",
                self.tr("Once an e-mail is stored"),
                self.tr("What happens to it on the server."),
                Kind.CHOICE,
                after,
                when=mail,
            ),
            Ask(
                "ca", self.tr("Own certificate"), self.tr("File with a certificate to trust; usually empty."), when=mail
            ),
        ]

    def _others(self) -> list[Ask]:
        shops = (
            ("woocommerce", "WooCommerce"),
            ("allegro", "Allegro"),
            ("baselinker", "BaseLinker"),
            ("prestashop", "PrestaShop"),
        )
        files, shop, box = _of(SourceKind.FOLDER), _of(SourceKind.SHOP), _of(SourceKind.DROPBOX)
        secret = login = _of(SourceKind.MAILBOX, SourceKind.SHOP)
        return [
            Ask("shop", self.tr("Shop"), self.tr("Which program it runs on."), Kind.CHOICE, shops, when=shop),
            Ask(
                "url",
                self.tr("Address"),
                self.tr("Starts with https://."),
                when=_of(SourceKind.SHOP, SourceKind.DROPBOX),
            ),
            Ask(
                "thanks",
                self.tr("Page after sending"),
                self.tr("Where visitors are taken; empty: a thank-you page."),
                when=box,
            ),
            Ask("login", self.tr("Login"), self.tr("For a mailbox its address, for a shop the API key."), when=login),
            Ask(
                "secret",
                self.tr("Password or secret"),
                self.tr("Kept in this computer's keyring. Empty: unchanged."),
                Kind.SECRET,
                when=secret,
            ),
            Ask(
                "key",
                self.tr("Webhook key"),
                self.tr("If the shop also sends here itself; otherwise empty."),
                when=shop,
            ),
            Ask("path", self.tr("Path"), self.tr("Full path of a folder where files arrive."), when=files),
            Ask("active", self.tr("Active"), self.tr("Off: kept, but not queried."), Kind.CHECK),
        ]

    def query(self, session: Any) -> Sequence[Source]:
        return list_sources(session)

    def entry_of(self, record: Source) -> Entry:
        told = {key: str(record.address.get(key, USUAL.get(key, ""))) for key in EVERY}
        told["since"] = stored_day_shown(told["since"])
        values: Values = told | {"name": record.name, "kind": record.kind.value, "active": record.active, "secret": ""}
        kind = self._kinds()[record.kind.value]
        state = self.tr("not responding") if record.fault else ""
        if not record.active:
            state = self.tr("off")
        said = f"{kind} · {state}" if state else kind
        return Entry(record.source_id, record.name, said, record.version, values, record)

    def new_values(self) -> Values:
        empty = dict.fromkeys(EVERY, "") | USUAL
        return empty | {"name": "", "kind": SourceKind.MAILBOX.value, "active": True, "secret": ""}

    def _address(self, values: Mapping[str, Any]) -> dict[str, Any]:
        told = {key: str(values[key]).strip() for key in ADDRESS[SourceKind(values["kind"])]}
        return told | {"since": stored_day(told["since"])} if told.get("since") else told

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        kind, name = SourceKind(values["kind"]), str(values["name"]).strip()
        return save_source, SaveSource(name, kind, self._address(values), bool(values["active"]), entry.version)

    def is_of(self, entry: Entry, values: Values) -> bool:
        return entry.title == str(values["name"]).strip()

    def on_save(self, values: Values) -> None:
        """An address that cannot be is refused here, before it is stored."""
        try:
            match SourceKind(values["kind"]):
                case SourceKind.MAILBOX:
                    mailbox.account_of(self._address(values))
                case SourceKind.FOLDER:
                    folder.path_of(self._address(values))
                case _:
                    pass
        except KnownError as refusal:
            self.editor.refuse(refusal, lambda: None)
            return
        super().on_save(values)

    def key_saved(self, result: int) -> int:
        return result

    def after_save(self, values: Mapping[str, Any]) -> None:
        secret = str(values["secret"])
        if not secret:
            return
        address, name = self._address(values), str(values["name"]).strip()
        if SourceKind(values["kind"]) is SourceKind.MAILBOX:
            account = mailbox.account_of(address)
            self.seat.try_out(lambda: mailbox.keep(account, secret), self._on_kept, owner=self)
        else:
            self.seat.try_out(lambda: keep_secret(name, secret), self._on_kept, owner=self)

    def _on_kept(self, kept: bool) -> None:
        if not kept:
            said = self.tr("This computer has no keyring: services take passwords from the environment (README).")
            self.editor.told.say(said, good=False)

    def on_shown(self, entry: Entry | None) -> None:
        known = entry is not None and entry.key > 0
        record = entry.record if entry else None
        self._test.setEnabled(entry is not None)
        self._php.setVisible(known and record is not None and record.kind is SourceKind.DROPBOX)
        if record is not None and record.fault:
            self.editor.told.say(self.tr("The last check failed: {fault}").format(fault=record.fault), good=False)

    def _on_test(self) -> None:
        values = self.editor.form.values()
        self.editor.form.clear_faults()
        try:
            work = self._trial(values)
        except KnownError as refusal:
            self.editor.refuse(refusal, lambda: None)
            return
        if work is None:
            self.editor.told.say(self.tr("Save it first, then it can be tested."), good=False)
            return
        self._test.setEnabled(False)
        self.editor.told.say(self.tr("Contacting {name}…").format(name=values["name"] or values["host"]), good=True)
        self.seat.try_out(
            work,
            lambda said: self.editor.told.say(said, good=True),
            owner=self,
            on_error=self.editor.told.refuse,
            on_end=lambda: self._test.setEnabled(True),
        )

    def _trial(self, values: Mapping[str, Any]) -> Callable[[], str] | None:
        """What is done to try it, answering a sentence; None where it must be saved first."""
        address, secret = self._address(values), str(values["secret"])
        match SourceKind(values["kind"]):
            case SourceKind.MAILBOX:
                account = mailbox.account_of(address)
                said = self.tr("The mailbox responds: {count} e-mails in {folder}.")

                def look() -> str:
                    found = mailbox.try_mailbox(account, secret or mailbox.password_of(account))
                    return said.format(count=formats.count(found.mails), folder=account.folder)

                return look
            case SourceKind.FOLDER:
                folder.path_of(address)
                waits = self.tr("The folder is there: {count} files are waiting.")
                return lambda: waits.format(count=formats.count(folder.try_folder(address)))
        record = self.current.record if self.current else None
        return None if record is None or self.editor.touched else self._asked(record)

    def _asked(self, source: Source) -> Callable[[], str]:
        """A shop or a drop box is asked by what is saved, its secret from the keyring; nothing is taken in."""
        database = self.seat.database
        waits = self.tr("The drop box responds: {count} waiting.")
        came = self.tr("The shop responds: {count} orders changed since yesterday.")

        def ask() -> str:
            channel = openers()[source.kind](database, source)
            try:
                if isinstance(channel, dropbox.DropBox):
                    return waits.format(count=formats.count(channel.test().waiting))
                assert isinstance(channel, shops.Shop)  # no other kind is asked by what is saved
                return came.format(count=formats.count(channel.test()))
            except OSError as fault:
                raise SourceAway(name=source.name, reason=str(fault)) from fault
            finally:
                channel.close()

        return ask

    def _on_php(self) -> None:
        """One file with a new key; the key into the keyring."""
        record = self.current.record if self.current else None
        file = prompts.person().where_to_save(self, "skrzynka.php", "PHP (*.php)") if record else None
        if record is None or file is None:
            return
        database, thanks = self.seat.database, str(record.address.get("thanks", ""))

        def work() -> tuple[Path, str]:
            key = dropbox.new_key()
            with database.read() as session:
                text = dropbox.script(settings.load(session), key, thanks=thanks)
            file.write_text(text, encoding="utf-8")
            return file, "" if keep_secret(record.name, key) else key

        self.seat.try_out(work, self._on_made, owner=self, on_error=self.editor.told.refuse)

    def _on_made(self, made: tuple[Path, str]) -> None:
        file, key = made
        said = self.tr("{file} is ready: copy it to your hosting, then press Test.").format(file=file.name)
        if key:
            said += "\n" + self.tr("This computer has no keyring; the key of the drop box: {key}").format(key=key)
        self.editor.told.say(said, good=not key)
