"""One e-mail to the company's mail server, and how far it got."""

import os
import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from crm_desktop.errors import Away, KnownError
from crm_desktop.harmless import without_control
from crm_desktop.leaving import Reached, Sent
from crm_desktop.messages.records import MailAccount, OutgoingMail, Security
from crm_desktop.settings import Settings

SECONDS = 30.0
PASSWORD_VARIABLE = "CRM_SMTP_PASSWORD"
KEYRING_SERVICE = "crm-desktop smtp"


def account_of(settings: Settings) -> MailAccount | None:
    """What the settings say; None where no mail server is set, or not wholly."""
    told = settings.smtp
    if not told.get("host") or not (told.get("sender") or settings.company.email):
        return None
    return MailAccount(
        host=told["host"],
        port=int(told.get("port") or 465),
        security=Security(told.get("security") or Security.TLS),
        login=told.get("login", ""),
        sender=told.get("sender") or settings.company.email,
        name=settings.company.name,
    )


def password_of(account: MailAccount) -> str:
    """From CRM_SMTP_PASSWORD (services), else from the system's keyring (workstations); "" where neither has it."""
    told = os.environ.get(PASSWORD_VARIABLE)
    if told is not None:
        return told
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, f"{account.login}@{account.host}") or ""
    except KeyringError:
        return ""


def keep(account: MailAccount, password: str) -> bool:
    """Into the keyring; False where there is none to use."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(KEYRING_SERVICE, f"{account.login}@{account.host}", password)
    except (KeyringError, OSError):
        return False
    return True


class MailServerAway(Away):
    """The server at `host`, `port` does not answer; `reason` in the system's words."""

    code = "mail_server_away"


class MailServerRefused(KnownError):
    """The server at `host` answers and does not take mail from `login`; `reason` in its own words."""

    code = "mail_server_refused"


def try_account(account: MailAccount, password: str) -> None:
    """Connects, signs in and lets the server promise to take a mail to the sender; none is sent.

    Raises MailServerAway, MailServerRefused.
    """
    try:
        server = _opened(account, password)
    except (smtplib.SMTPException, UnicodeError, OverflowError) as fault:
        raise MailServerRefused(host=account.host, login=account.login, reason=_told(fault)) from fault
    except OSError as fault:
        raise MailServerAway(host=account.host, port=account.port, reason=_told(fault)) from fault
    try:
        for code, said in (server.mail(account.sender), server.rcpt(account.sender)):
            if code >= 400:
                raise MailServerRefused(
                    host=account.host, login=account.login, reason=f"{code} {said.decode('latin-1')}"
                )
        server.rset()
    except (OSError, smtplib.SMTPException) as fault:
        raise MailServerAway(host=account.host, port=account.port, reason=_told(fault)) from fault
    finally:
        server.close()


def compose(account: MailAccount, mail: OutgoingMail) -> EmailMessage:
    """A plain text message; line ends in a subject cannot begin another header. Raises ValueError or
    MessageError for an address that is none."""
    message = EmailMessage()
    message["From"] = Address(display_name=account.name, addr_spec=account.sender)
    message["To"] = Address(addr_spec=mail.recipient.strip())
    message["Subject"] = " ".join(without_control(mail.subject).split())
    message["Date"] = format_datetime(mail.queued_at)
    message["Message-ID"] = mail.message_id
    if mail.in_reply_to:
        message["In-Reply-To"] = message["References"] = mail.in_reply_to
    if mail.automatic:  # RFC 3834, and what Exchange heeds
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
    message.set_content(without_control(mail.body), charset="utf-8")
    for file in mail.files:
        kind, _, of = file.content_type.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=of or "octet-stream", filename=file.name)
    return message


def send(account: MailAccount, password: str, mail: OutgoingMail) -> Sent:
    """Never raises for what a server or a network does. Known to be taken only by the server's own word."""
    try:
        message = compose(account, mail)
    except (ValueError, IndexError, MessageError) as fault:
        return Sent(Reached.REFUSED, 0, f"{mail.recipient}: {fault}")
    raw = message.as_bytes(policy=message.policy.clone(linesep="\r\n", max_line_length=78))
    try:
        server = _opened(account, password)
    except (OSError, smtplib.SMTPException, UnicodeError, OverflowError) as fault:  # a password that is no ASCII
        return Sent(Reached.NOTHING, 0, _told(fault))
    try:
        return _handed_over(server, account.sender, mail.recipient.strip(), raw)
    finally:
        server.close()


def _opened(account: MailAccount, password: str) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if account.security is Security.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(account.host, account.port, timeout=SECONDS, context=trust)
    else:
        server = smtplib.SMTP(account.host, account.port, timeout=SECONDS)
    try:
        if account.security is Security.STARTTLS:
            server.starttls(context=trust)
        server.ehlo_or_helo_if_needed()
        if account.login:
            server.login(account.login, password)
    except BaseException:
        server.close()
        raise
    return server


def _handed_over(server: smtplib.SMTP, sender: str, recipient: str, raw: bytes) -> Sent:
    try:
        for code, said in (server.mail(sender), server.rcpt(recipient)):
            if code >= 400:
                return Sent(Reached.REFUSED if code >= 500 else Reached.NOTHING, 0, f"{code} {said.decode('latin-1')}")
    except (OSError, smtplib.SMTPException) as fault:
        return Sent(Reached.NOTHING, 0, _told(fault))
    try:
        code, said = server.data(raw)
    except smtplib.SMTPDataError as fault:  # refused before the text was sent
        return Sent(Reached.REFUSED if fault.smtp_code >= 500 else Reached.NOTHING, 0, _told(fault))
    except (OSError, smtplib.SMTPException) as fault:
        return Sent(Reached.UNCERTAIN, len(raw), _told(fault))
    if code == 250:
        return Sent(Reached.ALL, len(raw))
    return Sent(Reached.REFUSED if code >= 500 else Reached.NOTHING, len(raw), f"{code} {said.decode('latin-1')}")


def _told(fault: BaseException) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        said = fault.smtp_error
        return f"{fault.smtp_code} {said.decode('latin-1') if isinstance(said, bytes) else said}"
    return str(fault) or type(fault).__name__
