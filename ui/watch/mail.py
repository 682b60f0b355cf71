"""A digest by mail: plain text with HTML beside it, over SMTP (RFC 5321) with TLS where it can be had."""

from __future__ import annotations

import datetime as dt
import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from hashlib import sha256

from ui.outputs.sound import one_line

SECONDS = 30
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"starttls": 587, "tls": 465, "geen": 25}


class MailError(Exception):
    """A mail cannot be made or sent; the message is Dutch, for the user."""


class Security(StrEnum):
    """How the connection is secured."""

    STARTTLS = "starttls"  # agreed upon after it is made (RFC 3207)
    TLS = "tls"  # from the start (RFC 8314)
    NONE = "geen"


@dataclass(frozen=True, slots=True)
class Server:
    """The server that takes mail, and how to speak to it."""

    host: str
    port: int | None = None
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = None

    @property
    def port_used(self) -> int:
        """The port given, or the usual one."""
        return self.port or PORTS[self.security.value]


def make_mail(
    subject: str, text: bytes, html: bytes, sender: str, receiver: str, moment: dt.datetime
) -> EmailMessage:
    """A mail with plain text and HTML.

    Args:
        subject: what it is about; taken into one line.
        text: the plain text in UTF-8.
        html: the same as HTML.
        sender: who it is from, an address.
        receiver: who it is for, an address.
        moment: when it is sent.

    Raises:
        MailError: where an address is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(subject)
    mail["From"], mail["To"] = parse_address(sender), parse_address(receiver)
    mail["Date"] = format_datetime(moment)
    name = sha256(b"\0".join((text, receiver.encode(), moment.isoformat().encode()))).hexdigest()[:32]
    mail["Message-ID"] = f"<{name}@{parse_address(sender).domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # so that no absence notice answers it (RFC 3834)
    mail["Content-Language"] = "nl"
    mail.set_content(text.decode("utf-8"))
    mail.add_alternative(html.decode("utf-8"), subtype="html")
    return mail


def parse_address(text: str) -> Address:
    """An address as typed.

    Raises:
        MailError: where it is none.
    """
    wrong = f"‘{one_line(text)}’ is geen e-mailadres."
    if text.count("@") != 1:
        raise MailError(wrong)
    try:
        address = Address(addr_spec=text.strip())
    except (ValueError, LookupError) as error:
        raise MailError(wrong) from error
    if not address.username or not address.domain:
        raise MailError(wrong)
    return address


def send_mail(mail: EmailMessage, server: Server) -> None:
    """Hand a mail to the server.

    A password travels only over TLS, or to this machine; where TLS was asked for and is not had, nothing
    is sent.

    Raises:
        MailError: where the server cannot be reached, is not trusted, or refuses the mail or the login.
    """
    if server.user and server.security is Security.NONE and server.host not in LOOPBACK:
        raise MailError(
            "Een wachtwoord gaat niet onversleuteld over het net. Kies --smtp-tls starttls of --smtp-tls tls."
        )
    where = f"{server.host}:{server.port_used}"
    try:
        with connect(server) as connection:
            if server.user:
                log_in(connection, server.user, server.password or "")
            connection.send_message(mail)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise MailError(f"{explain(error)} (mailserver {where})") from error


def log_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; smtplib sends only ASCII, so other letters go as the standard has them (RFC 4616, UTF-8)."""
    if user.isascii() and password.isascii():
        connection.login(user, password)
        return
    connection.ehlo_or_helo_if_needed()
    told = b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, answer = connection.docmd("AUTH", f"PLAIN {told}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def connect(server: Server) -> smtplib.SMTP:
    """A connection with the server, secured as was asked."""
    trust = ssl.create_default_context()
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(server.host, server.port_used, timeout=SECONDS, context=trust)
    connection = smtplib.SMTP(server.host, server.port_used, timeout=SECONDS)
    if server.security is Security.STARTTLS:
        try:
            connection.starttls(context=trust)
        except BaseException:
            connection.close()
            raise
    return connection


def explain(error: Exception) -> str:
    """What went wrong, in Dutch, with what to do."""
    if isinstance(error, ssl.SSLError):
        return "Het certificaat van de mailserver is niet te vertrouwen; er is niets verstuurd."
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "De mailserver biedt niet wat gevraagd is (TLS of inloggen); er is niets verstuurd."
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "De mailserver weigert de naam of het wachtwoord."
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "De mailserver weigert de ontvanger."
    if isinstance(error, smtplib.SMTPSenderRefused):
        return "De mailserver weigert de afzender."
    if isinstance(error, smtplib.SMTPException):
        return f"De mailserver weigert de post: {one_line(str(error))}."
    words = error.strerror if isinstance(error, OSError) else None
    return f"De mailserver is niet te bereiken: {words or one_line(str(error))}."
