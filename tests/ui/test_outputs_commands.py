"""`export`, `watch` and `digest` as a user meets them: files, stdout, messages in Dutch, exit statuses."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from icalendar import Calendar
from lxml import etree

from ui.commands import app
from ui.commands.dutch import run

Run = Callable[..., tuple[int, bytes, str]]
DAY = ("--as-of", "2026-10-01")


@pytest.fixture
def nakoming(
    register: Any, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The command line on the invented register, in this process."""
    monkeypatch.setenv("NAKOMING_DATA", str(register.workplace.data))
    for name in ("HOST", "PORT", "TLS", "USER", "PASSWORD", "FROM", "TO"):
        monkeypatch.delenv(f"NAKOMING_SMTP_{name}", raising=False)

    def called(*words: str | Path) -> tuple[int, bytes, str]:
        monkeypatch.setattr(sys, "argv", ["nakoming", *map(str, words)])
        status = run(app)
        out, err = capsysbinary.readouterr()
        return status, out, err.decode("utf-8")

    return called


@pytest.mark.parametrize(
    ("words", "file", "begins"),
    [
        (("commissielijst",), "lijst.docx", b"PK"),
        (("commissielijst",), "lijst.xlsx", b"PK"),
        (("commissielijst", "--status", "voldaan"), "lijst.html", b"<!DOCTYPE html>"),
        (("begrotingsbijlage", "--settled-since", "1-1-2026"), "bijlage.docx", b"PK"),
        (("begrotingsbijlage",), "bijlage.xlsx", b"PK"),
        (("halfjaarlijst", "--ministry", "EZK"), "half.docx", b"PK"),
        (("halfjaarlijst",), "half.xlsx", b"PK"),
        (("agenda", "--kind", "commitment"), "termijnen.ics", b"BEGIN:VCALENDAR"),
        (("feed", "--dossier", "90871"), "feed.atom", b"<?xml"),
        (("feed",), "feed.xml", b"<?xml"),
        (("alles",), "alles.csv", b"\xef\xbb\xbf"),
        (("alles", "--before", "2026-12-31"), "alles.json", b"{"),
    ],
)
def test_every_kind_comes_as_the_file_that_its_name_asks_for(
    nakoming: Run, tmp_path: Path, words: tuple[str, ...], file: str, begins: bytes
) -> None:
    status, out, err = nakoming("export", *words, "-o", tmp_path / file, *DAY)
    assert (status, out) == (0, b"")
    assert f"Geschreven: {tmp_path / file}" in err
    assert (tmp_path / file).read_bytes().startswith(begins)


def test_one_item_by_its_number_or_the_start_of_it(nakoming: Run, register: Any, tmp_path: Path) -> None:
    for number in (register.promise.id[:8], "90871-10"):
        assert nakoming("export", "item", number, "-o", tmp_path / "punt.docx", *DAY)[0] == 0
    status, out, _ = nakoming("export", "item", register.promise.id, "--format", "html", *DAY)
    assert status == 0 and "Voldaan" in out.decode("utf-8")


def test_without_a_file_text_goes_to_stdout(nakoming: Run) -> None:
    calendar: Any = Calendar.from_ical(nakoming("export", "agenda", *DAY)[1])
    assert len(calendar.walk("VEVENT")) == 2
    assert etree.fromstring(nakoming("export", "feed", "-o", "-", *DAY)[1]).tag.endswith("feed")
    told = json.loads(nakoming("export", "alles", "--format", "json", *DAY)[1])
    assert len(told["items"]) == 3 and all(item["mentions"] for item in told["items"])
    rows = csv.reader(
        io.StringIO(nakoming("export", "alles", "--separator", ";", *DAY)[1].decode("utf-8-sig")),
        delimiter=";",
    )
    assert next(rows)[0] == "kenmerk"


def test_a_word_file_can_be_piped(nakoming: Run) -> None:
    content = nakoming("export", "commissielijst", "-o", "-", *DAY)[1]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_the_filters_limit_what_is_in_it(nakoming: Run) -> None:
    def ids(*words: str) -> int:
        return len(json.loads(nakoming("export", "alles", "--format", "json", *words, *DAY)[1])["items"])

    assert ids("--kind", "motion") == 1
    assert ids("--status", "openstaand") == 1
    assert ids("--text", "toezichthouder") == 1
    assert ids("--ministry", "Defensie") == 0
    assert ids("--dossier", "90871") == 3 and ids("--dossier", "12345") == 0
    assert ids("--after", "1-12-2026") == 0 and ids("--after", "30-11-2026") == 1
    assert ids("--silent") == 0
    assert ids("--my-ministry", "EZK") == 3 and ids("--my-ministry", "KGG") == 3
    assert ids("--committee", "EZ") == 3 and ids("--committee", "Defensie") == 0


def test_what_the_calendar_lacks_is_told(nakoming: Run) -> None:
    assert "1 punt staat niet in de agenda" not in nakoming("export", "agenda", *DAY)[2]
    assert nakoming("export", "agenda", "--kind", "motion", *DAY)[2] == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("commissielijst", "-o", "lijst.pdf"),
            "‘commissielijst’ bestaat niet als ‘pdf’, wel als DOCX, XLSX of HTML.",
        ),
        (("agenda", "--format", "docx"), "‘agenda’ bestaat niet als ‘docx’, wel als ICS."),
        (("item",), "noem het nummer van het punt"),
        (("item", "zzz"), "Er is geen punt met nummer ‘zzz’."),
        (("feed", "zzz"), "‘zzz’ hoort hier niet"),
        (("feed", "--address", "javascript:alert(1)"), "is geen adres"),
        (("feed", "--feed-address", "[::1"), "is geen adres"),
        (("alles", "--separator", "|"), "deze waarde past niet"),
        (("toverlijst",), "deze waarde past niet"),
        (("agenda", "--status", "klaar"), "‘klaar’ is geen stand"),
        (("commissielijst", "-o", "weg/lijst.docx"), "kan niet worden geschreven: de map bestaat niet."),
        (("commissielijst", "-o", "/"), "kan niet worden geschreven"),
    ],
)
def test_wrong_use_is_told_in_dutch_with_status_2(
    nakoming: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = nakoming("export", *words)
    assert status == 2 and message in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_keeps_its_rights_and_a_pipe_stays_a_pipe(nakoming: Run, tmp_path: Path) -> None:
    import os
    import threading

    file, pipe = tmp_path / "feed.atom", tmp_path / "pijp.atom"
    file.touch()
    file.chmod(0o640)
    nakoming("export", "feed", "-o", file, *DAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert nakoming("export", "feed", "-o", pipe, *DAY)[0] == 0
    reader.join(timeout=120)
    assert got == [file.read_bytes()] and pipe.is_fifo()


MAIL = ("--send", "--to", "a@b.example", "--smtp-from", "c@d.example")
SINCE = ("--as-of", "2026-08-01")


def test_a_watch_is_added_listed_and_removed(nakoming: Run) -> None:
    who = ("--user", "R. Griffier")
    assert "U volgt nog niets." in nakoming("watch", "list", *who)[1].decode("utf-8")
    status, out, _ = nakoming("watch", "add", "Havens", *who, "--ministry", "EZK", "--days", "90", *SINCE)
    assert (status, out.decode("utf-8").strip()) == (0, "U volgt nu ‘Havens’: 3 punten.")
    listed = nakoming("watch", "list", *who)[1].decode("utf-8")
    assert "Havens" in listed and "ministerie Economische Zaken en Klimaat" in listed
    assert nakoming("watch", "add", "Havens", *who)[0] == 2
    assert nakoming("watch", "remove", "havens", *who)[0] == 0
    assert nakoming("watch", "remove", "havens", *who)[0] == 2


def test_the_digest_on_screen_is_a_look_and_as_a_file_it_counts(nakoming: Run, tmp_path: Path) -> None:
    who = ("--user", "S. Griffier")
    nakoming("watch", "add", "Havens", *who, *SINCE)
    for _ in range(2):
        status, out, _ = nakoming("digest", *who)
        assert status == 0 and "Andere stand (1)" in out.decode("utf-8")
    nakoming("digest", *who, "-o", tmp_path / "kijk.txt", "--keep")
    nakoming("digest", *who, "-o", tmp_path / "overzicht.html", "--address", "https://nakoming.example/")
    page = (tmp_path / "overzicht.html").read_text("utf-8")
    assert "Andere stand (1)" in page and 'href="https://nakoming.example/?item=' in page
    nakoming("digest", *who, "-o", tmp_path / "daarna.txt")
    assert "Andere stand" not in (tmp_path / "daarna.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--watch", "Kades"), "U volgt niets onder de naam ‘Kades’."),
        (("-o", "overzicht.pdf"), "moet eindigen op .html, .txt, .docx"),
        (("--send",), "de adressen van afzender en ontvanger"),
        (MAIL, "geef de mailserver op"),
        ((*MAIL, "--smtp-host", "h", "--smtp-tls", "x"), "Kies uit: starttls, tls, geen."),
    ],
)
def test_a_digest_that_cannot_be_made_is_told(nakoming: Run, words: tuple[str, ...], message: str) -> None:
    who = ("--user", "T. Griffier")
    nakoming("watch", "add", "Havens", *who, *SINCE)
    status, _, err = nakoming("digest", *who, *words)
    assert status == 2 and message in err


class Inbox:
    """Keeps what the server takes."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(envelope.content)
        return "250 OK"


def test_the_digest_goes_by_mail_and_counts_once_it_is_gone(
    nakoming: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ("--user", "U. Griffier")
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    nakoming("watch", "add", "Havens", *who, *SINCE)
    for name, value in (("HOST", "127.0.0.1"), ("PORT", str(port)), ("TLS", "geen"), ("FROM", "n@k.example")):
        monkeypatch.setenv(f"NAKOMING_SMTP_{name}", value)
    send = ("digest", *who, "--send", "--to", "r@k.example")
    status, _, err = nakoming(*send)
    assert status == 2 and "niet te bereiken" in err, "no server yet"
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        status, _, err = nakoming(*send)
        assert status == 0 and "Verstuurd aan r@k.example." in err
        [mail] = inbox.mails
        assert b"andere stand" in mail and b"r@k.example" in mail
        nakoming(*send)
        assert all(b"andere stand" not in later for later in inbox.mails[1:]), "that was told already"
    finally:
        controller.stop()
