"""The digest by mail, to a real SMTP server on this machine: with TLS, with a login, and what is refused."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from ui.watch.mail import MailError, Security, Server, make_mail, send_mail

MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FROM, TO = "nakoming@kamer.example", "r.griffier@kamer.example"
TEXT, HTML = "Eén punt – vóór de zomer.\n".encode(), "<p>Eén punt – vóór de zomer.</p>".encode()


class Inbox:
    """Keeps what the server takes; refuses one receiver."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.sessions: list[Session] = []

    async def handle_RCPT(  # noqa: N802  # the server's name for it
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("vol@"):
            return "550 De postbus is vol"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        self.mails.append(message_from_bytes(content, policy=SMTP))  # type: ignore[arg-type]
        self.sessions.append(session)
        return "250 OK"


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(inbox: Inbox, **options: Any) -> Controller:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    return controller


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def plain(inbox: Inbox) -> Iterator[Controller]:
    controller = start(inbox)
    yield controller
    controller.stop()


def mail(receiver: str = TO) -> EmailMessage:
    return make_mail("Nakoming: 1 stil", TEXT, HTML, FROM, receiver, MOMENT)


def test_a_mail_arrives_whole(inbox: Inbox, plain: Controller) -> None:
    send_mail(mail(), Server("127.0.0.1", plain.port, Security.NONE))
    [got] = inbox.mails
    assert (got["Subject"], got["From"], got["To"]) == ("Nakoming: 1 stil", FROM, TO)
    assert got["Date"].datetime == MOMENT and got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@kamer.example>")
    text, html = got.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == TEXT.decode("utf-8")  # type: ignore[attr-defined]
    assert html.get_content().strip() == HTML.decode("utf-8")  # type: ignore[attr-defined]


def test_nothing_is_sent_where_tls_is_asked_for_and_not_had(inbox: Inbox, plain: Controller) -> None:
    with pytest.raises(MailError, match="biedt niet wat gevraagd is"):
        send_mail(mail(), Server("127.0.0.1", plain.port, Security.STARTTLS))
    assert inbox.mails == []


def test_a_receiver_that_is_refused_is_told(plain: Controller) -> None:
    with pytest.raises(MailError, match=r"weigert de ontvanger. \(mailserver 127.0.0.1:\d+\)"):
        send_mail(mail("vol@kamer.example"), Server("127.0.0.1", plain.port, Security.NONE))


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(MailError, match="niet te bereiken"):
        send_mail(mail(), Server("127.0.0.1", free_port(), Security.NONE))


@pytest.mark.parametrize("address", ["", "griffier", "a@b@c", "a b@c.example", "a@b.example\r\nBcc: x"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(MailError, match="is geen e-mailadres"):
        mail(address)


def test_a_subject_cannot_add_a_header() -> None:
    made = make_mail("Nakoming\r\nBcc: boef@elders.example", TEXT, HTML, FROM, TO, MOMENT)
    assert made["Bcc"] is None and made["Subject"] == "Nakoming Bcc: boef@elders.example"


def test_the_same_mail_has_the_same_id() -> None:
    assert mail()["Message-ID"] == mail()["Message-ID"] != mail("s@kamer.example")["Message-ID"]


def check(server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) in [
        (b"griffie", word.encode()) for word in PASSWORDS
    ]
    return AuthResult(success=good, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost that nobody signed but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no certificate can be made")
    folder = tmp_path_factory.mktemp("certificate")
    public, private = folder / "public.pem", folder / "private.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(
        [*command, *names, "-keyout", str(private), "-out", str(public)], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context


PASSWORDS = ["geheim", "gehéím"]


@pytest.fixture
def secured(inbox: Inbox, certificate: tuple[Path, ssl.SSLContext]) -> Iterator[Controller]:
    """A server that wants STARTTLS and then a login."""
    controller = start(
        inbox, tls_context=certificate[1], require_starttls=True, auth_required=True, authenticator=check
    )
    yield controller
    controller.stop()


@pytest.mark.parametrize("password", PASSWORDS)
def test_a_login_goes_over_starttls(
    inbox: Inbox,
    secured: Controller,
    certificate: tuple[Path, Any],
    monkeypatch: pytest.MonkeyPatch,
    password: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    send_mail(mail(), Server("localhost", secured.port, Security.STARTTLS, "griffie", password))
    [session] = inbox.sessions
    assert session.ssl is not None and session.authenticated


@pytest.mark.parametrize("password", ["fout", "fóút"])
def test_a_wrong_password_is_told(
    inbox: Inbox,
    secured: Controller,
    certificate: tuple[Path, Any],
    monkeypatch: pytest.MonkeyPatch,
    password: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with pytest.raises(MailError, match="weigert de naam of het wachtwoord"):
        send_mail(mail(), Server("localhost", secured.port, Security.STARTTLS, "griffie", password))
    assert inbox.mails == []


def test_a_certificate_that_nobody_vouches_for_is_refused(inbox: Inbox, secured: Controller) -> None:
    with pytest.raises(MailError, match="certificaat van de mailserver is niet te vertrouwen"):
        send_mail(mail(), Server("localhost", secured.port, Security.STARTTLS, "griffie", "gehéím"))
    assert inbox.mails == []


def test_tls_from_the_start(
    inbox: Inbox, certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    controller = start(inbox, ssl_context=certificate[1])
    try:
        send_mail(mail(), Server("127.0.0.1", controller.port, Security.TLS))
    finally:
        controller.stop()
    assert len(inbox.mails) == 1


def test_a_password_does_not_travel_in_the_open() -> None:
    with pytest.raises(MailError, match="niet onversleuteld"):
        send_mail(mail(), Server("mail.kamer.example", 25, Security.NONE, "griffie", "geheim"))
