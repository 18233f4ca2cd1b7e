"""The stored words. What is stored is the value; what may follow what is in rules.py, how it reads is in ui."""

from enum import StrEnum


class Topic(StrEnum):
    """What a change row is about; screens refresh by these."""

    SUBMISSIONS = "submissions"
    INQUIRIES = "inquiries"
    OFFERS = "offers"
    ORDERS = "orders"
    STOCK = "stock"
    DOCUMENTS = "documents"
    CUSTOMERS = "customers"
    PRODUCTS = "products"
    PRINT_JOBS = "print_jobs"
    MESSAGES = "messages"
    EXPENSES = "expenses"
    SETTINGS = "settings"
    STAFF = "staff"


class Role(StrEnum):
    CLERK = "clerk"
    WAREHOUSE = "warehouse"
    OWNER = "owner"
    ADMIN = "admin"
    RECEIVER = "receiver"
    INTERPRETER = "interpreter"
    STATION = "station"


class Permission(StrEnum):
    """Named by what is done; which role holds which is data (role_permissions)."""

    RECEIVE_SUBMISSIONS = "receive_submissions"
    INTERPRET_SUBMISSIONS = "interpret_submissions"
    SEE_SALES = "see_sales"
    SEE_COSTS = "see_costs"
    HANDLE_INQUIRIES = "handle_inquiries"
    EDIT_CUSTOMERS = "edit_customers"
    EDIT_PRODUCTS = "edit_products"
    EDIT_ORDERS = "edit_orders"
    RESERVE_STOCK = "reserve_stock"
    MOVE_STOCK = "move_stock"
    ISSUE_DOCUMENTS = "issue_documents"
    PRINT = "print"
    WORK_PRINT_QUEUE = "work_print_queue"
    BOOK_EXPENSES = "book_expenses"
    SEE_REPORTS = "see_reports"
    SET_UP = "set_up"
    MANAGE_STAFF = "manage_staff"


class Channel(StrEnum):
    """How it arrived."""

    FORM = "form"
    MAIL = "mail"
    SHOP = "shop"
    FILE = "file"
    PHONE = "phone"
    COUNTER = "counter"


class Outcome(StrEnum):
    """What a submission became (contract.md)."""

    INQUIRY = "inquiry"
    ORDER = "order"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    QUARANTINED = "quarantined"


class SourceKind(StrEnum):
    """A place that is asked for what came in, since it does not bring it."""

    MAILBOX = "mailbox"
    FOLDER = "folder"
    DROPBOX = "dropbox"
    SHOP = "shop"


class CustomerKind(StrEnum):
    PERSON = "person"
    COMPANY = "company"
    CASH = "cash"


class CustomerKey(StrEnum):
    """By what a customer is recognised for certain."""

    NIP = "nip"
    EMAIL = "email"
    PHONE = "phone"
    EXTERNAL = "external"


class ContactStatus(StrEnum):
    NEW = "new"
    IN_TALKS = "in_talks"
    OFFER_SENT = "offer_sent"
    ORDERED = "ordered"
    IN_PREPARATION = "in_preparation"
    SENT = "sent"
    COMPLETED = "completed"
    RETURNED = "returned"
    LOST = "lost"
    DORMANT = "dormant"


class FunnelStage(StrEnum):
    RECEIVED = "received"
    ANSWERED = "answered"
    OFFERED = "offered"
    ORDERED = "ordered"
    ISSUED = "issued"
    COMPLETED = "completed"


class LostReason(StrEnum):
    PRICE = "price"
    NO_STOCK = "no_stock"
    TOO_LATE = "too_late"
    NO_CONTACT = "no_contact"
    COMPETITOR = "competitor"
    NOT_OFFERED = "not_offered"
    CANCELLED = "cancelled"
    OTHER = "other"


class OfferStatus(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"


class OrderStatus(StrEnum):
    DRAFT = "draft"
    PLACED = "placed"
    RESERVED = "reserved"
    PICKED = "picked"
    ISSUED = "issued"
    LABELLED = "labelled"
    HANDED_OVER = "handed_over"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class OrderStep(StrEnum):
    PLACE = "place"
    RESERVE = "reserve"
    PICK = "pick"
    ISSUE = "issue"
    LABEL = "label"
    HAND_OVER = "hand_over"
    COMPLETE = "complete"
    CANCEL = "cancel"
    REOPEN = "reopen"
    SEND_REST = "send_rest"
    DROP_REST = "drop_rest"
    CHECK = "check"


class PaymentState(StrEnum):
    """How much of an order is paid; told from the payments, never stored."""

    UNPAID = "unpaid"
    PARTLY = "partly_paid"
    PAID = "paid"
    TOO_MUCH = "overpaid"


class LineKind(StrEnum):
    """What a line of an order is: only goods, returns and adjustments count as revenue."""

    GOODS = "goods"
    SHIPPING = "shipping"
    RETURN = "return"
    ADJUSTMENT = "adjustment"


class PriceMode(StrEnum):
    NET = "net"
    GROSS = "gross"


class VatRate(StrEnum):
    """As written on Polish papers: zw exempt, np outside the tax, oo reverse charge."""

    V23 = "23"
    V8 = "8"
    V5 = "5"
    V0 = "0"
    EXEMPT = "zw"
    OUTSIDE = "np"
    REVERSE = "oo"


class WarehouseKind(StrEnum):
    SALE = "sale"
    QUARANTINE = "quarantine"
    DAMAGED = "damaged"
    TRANSIT = "transit"


class DocumentKind(StrEnum):
    """MMP is the receiving leg of an MM; WZKK, RWKK and MMKK change what goods cost and no quantity."""

    PZ = "PZ"
    WZ = "WZ"
    RW = "RW"
    PW = "PW"
    MM = "MM"
    INW = "INW"
    PZK = "PZK"
    WZK = "WZK"
    RWK = "RWK"
    PWK = "PWK"
    MMK = "MMK"
    MMP = "MMP"
    WZKK = "WZKK"
    RWKK = "RWKK"
    MMKK = "MMKK"


class SeriesKind(StrEnum):
    """What is numbered: the documents and the papers that are none."""

    PZ = "PZ"
    WZ = "WZ"
    RW = "RW"
    PW = "PW"
    MM = "MM"
    INW = "INW"
    PZK = "PZK"
    WZK = "WZK"
    RWK = "RWK"
    PWK = "PWK"
    MMK = "MMK"
    MMP = "MMP"
    WZKK = "WZKK"
    RWKK = "RWKK"
    MMKK = "MMKK"
    INQUIRY = "inquiry"
    OFFER = "offer"
    ORDER = "order"


class ReferenceKind(StrEnum):
    """What is learned of a document after it was issued; a party is told where the paper names none."""

    INVOICE = "invoice"
    KSEF = "ksef"
    TRACKING = "tracking"
    PARTY = "party"


class SeriesReset(StrEnum):
    DAILY = "daily"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    NEVER = "never"


class ReservationState(StrEnum):
    OPEN = "open"
    CONSUMED = "consumed"
    RELEASED = "released"
    EXPIRED = "expired"


class CostMethod(StrEnum):
    AVERAGE = "average"
    FIFO = "fifo"


class CountState(StrEnum):
    """Of a stock count."""

    OPEN = "open"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class JobState(StrEnum):
    """Of what leaves the house: a print job or a message (law 9)."""

    QUEUED = "queued"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class PrinterKind(StrEnum):
    TCP = "tcp"
    SYSTEM = "system"
    FILE = "file"
    USB = "usb"
    SERIAL = "serial"


class PrinterLanguage(StrEnum):
    ZPL = "zpl"
    TSPL = "tspl"
    ESCPOS = "escpos"
    PDF = "pdf"


class LabelField(StrEnum):
    """What may stand on an address label; stored in the settings."""

    LOGO = "logo"
    SENDER = "sender"
    RECIPIENT = "recipient"
    PHONE = "phone"
    ORDER = "order"
    BARCODE = "barcode"
    QR = "qr"
    NOTE = "note"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    WORDS = "words"


class JobKind(StrEnum):
    LABEL = "label"
    DOCUMENT = "document"
    TEST = "test"


class ExpenseKind(StrEnum):
    ADVERTISING = "advertising"
    FAIR = "fair"
    TRAVEL = "travel"
    SAMPLES = "samples"
    COURIER = "courier"
    TIME = "time"
    COMMISSION = "commission"
    OTHER = "other"


class TimelineKind(StrEnum):
    SUBMISSION = "submission"
    INQUIRY = "inquiry"
    REPLY = "reply"
    CALL = "call"
    NOTE = "note"
    OFFER = "offer"
    ORDER = "order"
    STEP = "step"
    DOCUMENT = "document"
    LABEL = "label"
    RETURN = "return"
    STATUS = "status"
    LOST = "lost"


class SearchKind(StrEnum):
    CUSTOMER = "customer"
    PRODUCT = "product"
    INQUIRY = "inquiry"
    ORDER = "order"
    DOCUMENT = "document"


class Origin(StrEnum):
    """History is imported and stands outside the stock ledger."""

    LIVE = "live"
    HISTORY = "history"
