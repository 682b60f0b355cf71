"""The files themselves: programs open them, hostile text breaks none, the same data give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from invented_items import DAY, LETTERS, commitment, decision, done, due, moved, passage, some_views, view
from lxml import etree, html

from kamer.findings import Commitment, CommitmentKind, Findings, Strength
from kamer.items import Act, Change, Ruling, Status
from tracking import ItemView
from ui.outputs.agenda import left_out, to_ics
from ui.outputs.everything import to_csv, to_json
from ui.outputs.excel import to_xlsx
from ui.outputs.feed import to_atom
from ui.outputs.lists import budget_annex, committee_list, half_year_list
from ui.outputs.one_item import item_report
from ui.outputs.page import body_html, to_html
from ui.outputs.plain import to_text
from ui.outputs.report import Report
from ui.outputs.word import to_docx

HOSTILE = (
    '=HYPERLINK("http://boos.example";"klik") <script>alert("x")</script> ]]> &amp; \x00\x0b\x1b[31m '
    "\ud800 \ufffe _x0041_ {{7*7}} vet\u202eomgekeerd\n\nBEGIN:VCALENDAR\r\nEND:VEVENT; \\n, :"
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def hostile_views() -> list[ItemView]:
    item = commitment("x", HOSTILE, due(HOSTILE, date(2026, 12, 1)), actor=HOSTILE)
    return [view(replace(item, proposers=(HOSTILE,), ministry="=EZ<b>", dossiers=("\x00<90871>",)))]


def hostile_letters() -> dict[str, Any]:
    return {key: replace(letter, title=HOSTILE, number=None) for key, letter in LETTERS.items()}


def address(item: str) -> str:
    return f"https://nakoming.example/?item={item}"


def nothing_found(key: str) -> Findings | None:
    return None


def ics(views: Sequence[ItemView], day: date = DAY) -> bytes:
    return to_ics(views, LETTERS, day, "Termijnen", address)


def atom(views: Sequence[ItemView], day: date = DAY, title: str = "Feed") -> bytes:
    return to_atom(views, LETTERS, day, title, address, feed_address="https://nakoming.example/feed.atom")


MAKERS: dict[str, Callable[[Sequence[ItemView], Any], bytes]] = {
    "docx": lambda views, letters: to_docx(committee_list(views, letters, DAY, "")),
    "annex": lambda views, letters: to_docx(budget_annex(views, letters, DAY, "")),
    "xlsx": lambda views, letters: to_xlsx(committee_list(views, letters, DAY, "")),
    "half": lambda views, letters: to_xlsx(half_year_list(views, letters, DAY, "")),
    "item": lambda views, letters: to_docx(item_report(views[0], letters)),
    "html": lambda views, letters: to_html(item_report(views[0], letters), address),
    "text": lambda views, letters: to_text(half_year_list(views, letters, DAY, "")),
    "ics": lambda views, letters: to_ics(views, letters, DAY, HOSTILE, address),
    "atom": lambda views, letters: to_atom(views, letters, DAY, HOSTILE, address),
    "csv": lambda views, letters: to_csv(views, letters, nothing_found),
    "json": lambda views, letters: to_json(views, letters, DAY, "", nothing_found),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_data_and_day_give_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    first = MAKERS[name](some_views(), LETTERS)
    moment = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(moment))
    assert MAKERS[name](some_views(), LETTERS) == first


@pytest.mark.parametrize("name", MAKERS)
def test_hostile_text_breaks_no_file(name: str) -> None:
    content = MAKERS[name](hostile_views(), hostile_letters())
    if name in ("docx", "annex", "item", "xlsx", "half"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.namelist():
                if member.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(member))
    elif name == "atom":
        etree.fromstring(content)
    else:
        content.decode("utf-8")
    assert b"\x00" not in content or name in ("docx", "annex", "item", "xlsx", "half")


def open_docx(content: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(content))


def test_word_shows_the_list_on_its_side_with_heads_that_repeat_and_page_numbers() -> None:
    document = open_docx(MAKERS["docx"](some_views(), LETTERS))
    [section] = document.sections
    assert section.page_width > section.page_height
    assert len(document.tables) == 3
    for table in document.tables:
        head, *rows = (row._tr for row in table.rows)
        assert head.find(f"{WORD}trPr/{WORD}tblHeader") is not None
        assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
    codes = [f.get(f"{WORD}instr") for f in section.footer._element.iter(f"{WORD}fldSimple")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert document.core_properties.title == "Lijst van openstaande moties en toezeggingen"
    languages = {node.get(f"{WORD}val") for node in document.styles.element.iter(f"{WORD}lang")}
    assert languages == {"nl-NL"}


def test_word_tables_fit_between_the_margins() -> None:
    for name in ("docx", "annex", "item"):
        document = open_docx(MAKERS[name](some_views(), LETTERS))
        [section] = document.sections
        room = section.page_width - section.left_margin - section.right_margin
        for table in document.tables:
            widths = [int(column.get(f"{WORD}w")) for column in table._tbl.iter(f"{WORD}gridCol")]
            assert sum(widths) * 635 <= room + 635 * len(widths)


def test_word_shows_hostile_text_literally() -> None:
    document = open_docx(MAKERS["docx"](hostile_views(), hostile_letters()))
    [table] = document.tables
    shown = table.rows[1].cells[3].text
    assert shown.startswith('=HYPERLINK("http://boos.example";"klik") <script>alert("x")</script> ]]> &amp;')
    assert "\u202e" not in shown


def open_xlsx(content: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


def test_excel_has_a_sheet_a_kind_with_filters_dates_and_a_head_in_print() -> None:
    book = open_xlsx(MAKERS["xlsx"](some_views(), LETTERS))
    assert book.sheetnames == ["Moties", "Toezeggingen"]
    sheet = book["Toezeggingen"]
    head = [cell.value for cell in sheet[4]]
    assert head[:3] == ["Ministerie", "Nr.", "Datum"] and head[-2:] == ["Uiterste dag", "Kenmerk"]
    assert sheet.print_title_rows == "$4:$4" and sheet.freeze_panes == "A5"
    assert sheet.page_setup.orientation == "landscape" and sheet.auto_filter.ref == "A4:K8"
    assert sheet["C5"].is_date and sheet["B5"].data_type == "n"
    assert sheet.oddFooter.right.text == "Pagina &P van &N"


def test_excel_rows_are_as_tall_as_their_text_and_columns_as_wide_as_a_date() -> None:
    sheet = open_xlsx(MAKERS["xlsx"](some_views(), LETTERS))["Toezeggingen"]
    assert sheet.column_dimensions["C"].width >= len("31-12-2026") + 1
    for row in range(5, sheet.max_row + 1):
        longest = max(
            len(str(cell.value or "")) / sheet.column_dimensions[cell.column_letter].width
            for cell in sheet[row]
        )
        assert sheet.row_dimensions[row].height >= 13 * longest


def test_excel_takes_no_text_for_a_formula_or_an_escape() -> None:
    book = open_xlsx(MAKERS["xlsx"](hostile_views(), hostile_letters()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    [shown] = [c for c in cells if c.row > 4 and str(c.value).startswith("=HYPERLINK") and c.column == 5]
    assert shown.quotePrefix
    assert "_x005F_x0041_" in shown.value


def test_an_empty_list_is_a_good_workbook() -> None:
    assert open_xlsx(to_xlsx(committee_list([], LETTERS, DAY, ""))).sheetnames == ["Moties", "Toezeggingen"]
    assert len(open_xlsx(to_xlsx(budget_annex([], LETTERS, DAY, ""))).sheetnames) == 4


def test_the_page_escapes_everything_and_needs_nothing_else() -> None:
    content = MAKERS["html"](hostile_views(), hostile_letters()).decode("utf-8")
    tree = html.fromstring(content)
    assert tree.get("lang") == "nl"
    assert not tree.xpath("//script | //img | //link | //*[@onclick] | //iframe")
    assert '<script>alert("x")</script>' in tree.xpath("string(//blockquote)")
    assert tree.xpath("//meta[@http-equiv]/@content") == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "@page" in content


def test_a_preview_shows_so_many_rows_and_says_that_there_are_more() -> None:
    report = committee_list(some_views(), LETTERS, DAY, "")
    cut = html.fromstring(str(body_html(report, None, most=2)))
    assert len(cut.xpath("//tbody/tr")) == 2
    assert "De rest staat in het bestand" in cut.text_content()
    whole = html.fromstring(f"<div>{body_html(report, lambda item: f'opvolging?item={item}')}</div>")
    assert len(whole.xpath("//tbody/tr")) == 5
    assert whole.xpath("//a/@href")[0] == "opvolging?item=e5"


def test_plain_text_is_no_wider_than_mail_and_names_its_cells() -> None:
    text = to_text(half_year_list(some_views(), LETTERS, DAY, "")).decode("utf-8")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "  Vindplaats: Kamerbrief van 12 maart 2026 (Kamerstuk 90 871, nr. 12), blz." in text


def events(content: bytes) -> dict[str, Any]:
    from icalendar import Calendar

    calendar: Any = Calendar.from_ical(content)
    return {str(event["url"]).rpartition("=")[2]: event for event in calendar.walk("VEVENT")}


def test_every_day_is_in_the_calendar_for_a_whole_day() -> None:
    found = events(ics(some_views()))
    assert set(found) == {"a1", "b2", "c3", "e5"}
    event = found["a1"]
    assert event["dtstart"].dt == date(2026, 6, 30) and event["dtend"].dt == date(2026, 7, 1)
    assert event["status"] == "CONFIRMED" and event["summary"].startswith("EZK: Ik meet")
    assert "Kamerstuk 90 871, nr. 12" in event["description"]


def test_an_estimated_day_is_marked() -> None:
    event = events(ics(some_views()))["e5"]
    assert event["status"] == "TENTATIVE" and event["summary"].startswith("± ")
    assert "Let op: deze dag is een schatting." in event["description"]


def test_what_is_kept_is_taken_out_of_calendars_that_had_it() -> None:
    event = events(ics(some_views()))["c3"]
    assert event["status"] == "CANCELLED" and event["summary"].startswith("[Voldaan]")


def test_an_update_moves_the_event_under_the_same_id() -> None:
    first = due("in het najaar", date(2026, 11, 30))
    item = commitment("b2", "Ik stuur het plan.", first)
    later = commitment("b2", "Ik stuur het plan.", first, later=[moved("in maart 2027", date(2027, 3, 31))])
    before = events(ics([view(item, date(2026, 8, 1))], date(2026, 8, 1)))["b2"]
    after = events(ics([view(later)]))["b2"]
    assert before["uid"] == after["uid"]
    assert (before["dtstart"].dt, after["dtstart"].dt) == (date(2026, 11, 30), date(2027, 3, 31))
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt
    assert after["dtstamp"].dt > before["dtstamp"].dt


def test_what_people_do_raises_the_sequence_too() -> None:
    item = commitment("b2", "Ik stuur het plan.", due("in 2027", date(2027, 12, 31)))
    before, after = view(item), view(item, DAY, decision("b2", Status.OPEN))
    ruled = replace(before, rulings=(Ruling(1, "b2", Act.CORRECT, Change(), "Datum.", "R.", MOMENT),))
    numbers = [int(events(ics([shown]))["b2"]["sequence"]) for shown in (before, after, ruled)]
    assert numbers[0] < numbers[1] and numbers[0] < numbers[2]


def test_a_deadline_that_lost_its_day_is_cancelled() -> None:
    item = commitment(
        "b2", "Ik stuur het plan.", due("in het najaar", date(2026, 11, 30)), later=[moved("later", None)]
    )
    event = events(ics([view(item)]))["b2"]
    assert event["status"] == "CANCELLED" and event["dtstart"].dt == date(2026, 11, 30)


def test_what_has_no_day_is_left_out_with_the_reason() -> None:
    missing = {gone.item: gone.reason for gone in left_out(some_views())}
    assert missing == {
        "d4": "De termijn “te zijner tijd” geeft geen dag.",
        "motie-90871-10": "Er is geen termijn genoemd.",
    }
    assert "Niet opgenomen: 2 zonder dag." in ics(some_views()).decode("utf-8").replace("\r\n ", "")


def test_text_cannot_step_out_of_its_event() -> None:
    found = events(to_ics(hostile_views(), hostile_letters(), DAY, HOSTILE, address))
    assert list(found) == ["x"]
    assert "BEGIN:VCALENDAR END:VEVENT" in str(found["x"]["summary"]) or len(found["x"]["summary"]) <= 141


# The content model of RFC 4287, section 4, as far as a feed of ours uses it.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <optional><attribute name="xml:lang"/></optional>
    <interleave>
      <oneOrMore><ref name="person"/></oneOrMore>
      <element name="id"><ref name="uri"/></element>
      <element name="title"><text/></element>
      <ref name="updated"/>
      <optional><element name="generator"><text/></element></optional>
      <zeroOrMore><ref name="link"/></zeroOrMore>
      <zeroOrMore><ref name="entry"/></zeroOrMore>
    </interleave>
  </element></start>
  <define name="entry"><element name="entry"><interleave>
    <element name="id"><ref name="uri"/></element>
    <element name="title"><text/></element>
    <ref name="updated"/>
    <optional><element name="published"><ref name="moment"/></element></optional>
    <oneOrMore><ref name="link"/></oneOrMore>
    <zeroOrMore><element name="category">
      <attribute name="term"/><optional><attribute name="scheme"><ref name="uri"/></attribute></optional>
    </element></zeroOrMore>
    <optional><element name="summary">
      <attribute name="type"><value>text</value></attribute><text/>
    </element></optional>
    <optional><element name="content">
      <attribute name="type"><value>html</value></attribute><text/>
    </element></optional>
  </interleave></element></define>
  <define name="person"><element name="author"><element name="name"><text/></element></element></define>
  <define name="link"><element name="link">
    <attribute name="href"><ref name="uri"/></attribute>
    <optional><attribute name="rel"/></optional><optional><attribute name="type"/></optional>
  </element></define>
  <define name="updated"><element name="updated"><ref name="moment"/></element></define>
  <define name="moment"><data type="dateTime"><param name="pattern">.+T.+Z</param></data></define>
  <define name="uri"><data type="anyURI"><param name="minLength">1</param></data></define>
</grammar>
"""


@pytest.mark.parametrize("views", [some_views(), hostile_views(), []], ids=["some", "hostile", "none"])
def test_the_feed_is_valid_atom(views: list[ItemView]) -> None:
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    feed = etree.fromstring(atom(views))
    assert schema.validate(feed), schema.error_log
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def entries(content: bytes) -> dict[str, str]:
    feed = etree.fromstring(content)
    return {
        e.findtext(f"{ATOM}title") or "": e.findtext(f"{ATOM}id") or "" for e in feed.iter(f"{ATOM}entry")
    }


def test_the_feed_tells_what_is_new_what_moved_and_what_went_silent() -> None:
    told = entries(atom(some_views()))
    assert "Nieuw: Ik meet het geluid voor 1 juli 2026." in told
    assert "Termijn verschoven: Ik stuur het plan in het najaar." in told
    assert "Termijn verstreken, geen latere brief gezien: Ik meet het geluid voor 1 juli 2026." in told
    assert not any(title.startswith("Termijn verstreken") and "kranen" in title for title in told)


def test_an_entry_keeps_its_id_and_each_selection_is_a_feed_of_its_own() -> None:
    early, late = entries(atom(some_views(date(2026, 10, 1)), date(2026, 10, 1))), entries(atom(some_views()))
    shared = early.keys() & late.keys()
    assert shared and all(early[title] == late[title] for title in shared)
    first, second = (etree.fromstring(atom([], title=title)).findtext(f"{ATOM}id") for title in ("a", "b"))
    assert first != second


def test_the_newest_is_first_and_the_feed_is_as_new_as_that() -> None:
    feed = etree.fromstring(atom(some_views()))
    days = [e.findtext(f"{ATOM}updated") for e in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]


def test_html_in_the_feed_is_escaped_twice() -> None:
    feed = etree.fromstring(atom(hostile_views()))
    [content] = {node.text for node in feed.iter(f"{ATOM}content")}
    fragment = html.fromstring(f"<div>{content}</div>")
    assert not fragment.xpath("//script")
    assert '<script>alert("x")</script>' in fragment.text_content()


def found(key: str) -> Findings | None:
    quote = passage("Ik meet het geluid voor 1 juli 2026.")
    promise = Commitment("a1", quote, CommitmentKind.INFORM, Strength.FIRM, confidence=0.75)
    return Findings(key, commitments=(promise,)) if key == quote.document else None


def lines(content: bytes, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_csv_has_a_line_for_each_passage_with_its_evidence() -> None:
    content = to_csv(some_views(), LETTERS, found)
    assert content.startswith(b"\xef\xbb\xbfkenmerk,soort,")
    rows = lines(content)
    [first] = [row for row in rows if row["kenmerk"] == "a1"]
    assert (first["citaat"], first["brief_nummer"]) == ("Ik meet het geluid voor 1 juli 2026.", "90871-12")
    assert (first["bladzijden"], first["regel"], first["zekerheid_vondst"]) == ("2", "inform-verb", "0.75")
    assert (first["termijn"], first["status"], first["stil"]) == ("2026-06-30", "Openstaand", "ja")
    second = [row for row in rows if row["kenmerk"] == "b2"]
    assert [row["verband_regel"] for row in second] == ["", "by-date"]


def test_csv_can_have_semicolons() -> None:
    content = to_csv(some_views(), LETTERS, nothing_found, separator=";")
    assert next(row["kenmerk"] for row in lines(content, ";")) == "a1"


def test_no_cell_of_the_csv_is_a_formula() -> None:
    for row in lines(to_csv(hostile_views(), hostile_letters(), nothing_found)):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())


def test_json_has_everything_with_its_evidence() -> None:
    told = json.loads(to_json(some_views(), LETTERS, DAY, "ministerie X", found))
    assert (told["as_of"], told["limited_to"]) == ("2026-11-20", "ministerie X")
    [item] = [item for item in told["items"] if item["id"] == "a1"]
    [mention] = item["mentions"]
    assert mention["evidence"]["quote"] == "Ik meet het geluid voor 1 juli 2026."
    assert (mention["evidence"]["found_by"], mention["confidence"]) == ("inform-verb", 0.75)
    assert item["standing"]["reasons"] and item["standing"]["silent"] is True
    assert told["documents"]["kst-90871-12"]["number"] == "90871-12"


def test_a_report_in_every_form_has_the_same_lines() -> None:
    report: Report = budget_annex(some_views(), LETTERS, DAY, "")
    rows = sum(len(table.rows) for table in report.tables)
    assert rows == 7
    assert sum(len(table.rows) - 1 for table in open_docx(to_docx(report)).tables) == rows
    assert sum(sheet.max_row - 4 for sheet in open_xlsx(to_xlsx(report))) == rows
    assert len(html.fromstring(to_html(report)).xpath("//tbody/tr")) == rows


def test_an_item_that_is_done_is_not_left_out_of_the_calendar_for_its_vague_term() -> None:
    item = commitment("x", "Ja.", due("spoedig", None), later=[done()])
    assert left_out([view(item)]) == []
