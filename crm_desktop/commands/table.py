"""Every command of the contract in one table: where it lives, whether it is there yet. Imports nothing heavy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """`module` under crm_desktop.commands; "" for what this version does not have yet."""

    group: str
    verb: str
    module: str
    does: str

    @property
    def words(self) -> str:
        return f"{self.group} {self.verb}".strip()


def _group(group: str, module: str, verbs: str, does: str, *, later: str = "") -> tuple[Entry, ...]:
    """`verbs` are there, `later` ones say so; "-" is a command without a verb."""
    there = [Entry(group, "" if verb == "-" else verb, module, does) for verb in verbs.split()]
    return (*there, *(Entry(group, "" if verb == "-" else verb, "", does) for verb in later.split()))


TABLE: tuple[Entry, ...] = (
    *_group("db", "database", "upgrade check verify backup restore copy", "the database itself"),
    *_group("db", "init_server", "init-server", "the database itself"),
    *_group("demo", "demo", "load", "the sample company, deterministic"),
    *_group("intake", "intake", "serve read list show raw retry", "what comes in"),
    *_group("intake", "polling", "poll", "what comes in"),
    *_group("intake", "sources", "source dropbox", "what is polled, set up and tested"),
    *_group("import", "importing", "products customers stock sales pipeline expenses", "XLSX or CSV in"),
    *_group("mailbox", "mailboxes", "add list test", "mailboxes that intake poll reads"),
    *_group("folder", "mailboxes", "add list test", "folders that intake poll reads"),
    *_group("inquiry", "inquiry", "add list show answer assign follow-up offer order lose reopen", "inquiries"),
    *_group("offer", "offer", "pdf send accept", "offers"),
    *_group("order", "order", "list place show advance pick cancel", "orders"),
    *_group("order", "order_goods", "ship return", "goods of an order that leave or come back"),
    *_group("stock", "stock", "show card reorder", "stock"),
    *_group("stock", "shelves", "shelves shelve", "shelves: what lies on each, goods put on one"),
    *_group("stock", "lots", "expiring lot", "lots: what is soon out of date, where one went"),
    *_group("stock", "stock_moves", "receive issue move count", "stock that moves, each by its document"),
    *_group("document", "documents", "list show pdf refer", "warehouse documents"),
    *_group("document", "correcting", "correct", "a document by another that points to it"),
    *_group("document", "handing_on", "export", "WZ with lines for the invoicing program: EPP, CSV, XLSX"),
    *_group("document", "jpk", "jpk-mag", "JPK_MAG of a period and warehouse"),
    *_group("label", "printing", "render print", "address labels"),
    *_group("courier", "courier", "list file label", "files for couriers' programs, and their own labels"),
    *_group("printer", "printing", "add list test", "printers"),
    *_group("print-station", "printing", "run", "sends what is queued"),
    *_group("print-job", "printing", "list retry resolve", "the durable queue"),
    *_group("customer", "customer", "list show merge unmerge export erase", "customers"),
    *_group("product", "product", "list show", "products"),
    *_group("expense", "worth", "add", "expenses on selling"),
    *_group("campaign", "worth", "add list", "campaigns"),
    *_group("user", "user", "add list role away services", "employees, roles, accounts of the services"),
    *_group("report", "report", "-", "figures, the same as on screen"),
    *_group("export", "export", "report list", "what is on screen, as a file"),
    *_group("tour", "tour", "-", "the main job for real, leaving papers, labels and pictures"),
    *_group("outbox", "outbox", "run list retry resolve", "sends queued e-mails; those that need a person"),
    *_group("serve-all", "serving", "-", "everything the office server does, in one process"),
)


def find(words: list[str]) -> tuple[Entry | None, list[str]]:
    """The entry that the first words name, and the words behind it."""
    for entry in TABLE:
        if entry.verb and words[:2] == [entry.group, entry.verb]:
            return entry, words[2:]
        if not entry.verb and words[:1] == [entry.group]:
            return entry, words[1:]
    return None, words


def groups() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in TABLE:
        found.setdefault(entry.group, []).append(entry)
    return found
