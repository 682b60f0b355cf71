"""The lists as clerks make them: what stands on them, in which order and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from invented_items import DAY, LETTERS, commitment, decision, done, due, motion, moved, some_views, view

from kamer.findings import Deadline, DeadlineBasis
from kamer.items import Appreciation, Ballot, Official, Status
from tracking import ItemView
from ui.outputs.lists import budget_annex, committee_list, half_year_list, months_later
from ui.outputs.one_item import item_report
from ui.outputs.report import Facts, Heading, Report, Table, Words, on_paper
from ui.outputs.wording import place_of, standing_in_list, standing_of, term_of, what_of, who_of


def headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def filled(report: Report) -> list[Table]:
    return [table for table in report.tables if table.rows]


def items(table: Table) -> list[str | None]:
    return [row.item for row in table.rows]


def test_the_committees_list_is_grouped_by_ministry_and_kind_and_numbered_through() -> None:
    report = committee_list(some_views(), LETTERS, DAY, "")
    assert headings(report) == [
        "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
        "Toezeggingen (1)",
        "Ministerie van Economische Zaken en Klimaat",
        "Moties (1)",
        "Toezeggingen (3)",
    ]
    assert [row.cells[0] for table in filled(report) for row in table.rows] == ["1", "2", "3", "4", "5"]
    assert report.lead == ("Stand op 20 november 2026.", "1 motie en 4 toezeggingen.")


def test_the_committees_list_has_the_columns_of_the_clerks_and_an_empty_one_for_remarks() -> None:
    [table, *_] = filled(committee_list(some_views(), LETTERS, DAY, ""))
    columns, rows = on_paper(table)
    assert [column.title for column in columns] == [
        *("Nr.", "Datum", "Bewindspersoon / ministerie", "Omschrijving"),
        *("Vindplaats", "Termijn", "Stand van zaken", "Opmerkingen"),
    ]
    assert all(row[-1] == "" for row in rows)
    assert sum(column.width for column in columns) < 27.2  # A4 on its side, less the margins


def test_what_is_settled_stands_on_it_only_where_asked() -> None:
    shown = {i for t in filled(committee_list(some_views(), LETTERS, DAY, "")) for i in items(t)}
    assert shown == {"a1", "b2", "d4", "e5", "motie-90871-10"}
    every = committee_list(some_views(), LETTERS, DAY, "status voldaan", all_statuses=True)
    assert {"c3", "motie-90871-11"} <= {i for t in filled(every) for i in items(t)}
    assert every.title == "Lijst van moties en toezeggingen"
    assert "Beperkt tot: status voldaan." in every.lead


def test_an_empty_list_says_so() -> None:
    report = committee_list([], LETTERS, DAY, "")
    assert report.lead[-1] == "Geen moties en geen toezeggingen."
    assert any(isinstance(b, Words) and b.text.startswith("Er zijn geen moties") for b in report.blocks)


def test_the_annex_has_four_tables_with_three_columns() -> None:
    report = budget_annex(some_views(), LETTERS, DAY, "")
    tables = list(report.tables)
    assert [table.title for table in tables] == [
        *("Moties: afgerond", "Moties: onderhanden"),
        *("Toezeggingen: afgerond", "Toezeggingen: onderhanden"),
    ]
    for table in tables:
        assert [c.title for c in on_paper(table)[0]] == ["Omschrijving", "Vindplaats", "Stand van zaken"]
    assert [items(table) for table in tables[:3]] == [["motie-90871-11"], ["motie-90871-10"], ["c3"]]


def test_the_annex_leaves_out_what_was_settled_earlier() -> None:
    report = budget_annex(some_views(), LETTERS, DAY, "", settled_since=date(2026, 9, 2))
    assert [len(table.rows) for table in report.tables] == [0, 1, 0, 4]
    report = budget_annex(some_views(), LETTERS, DAY, "", settled_since=date(2026, 9, 1))
    assert [len(table.rows) for table in report.tables] == [1, 1, 1, 4]


def voted(result: Ballot | Appreciation, day: date) -> Official:
    return Official(result, day, "Open data van de Tweede Kamer")


def test_a_motion_that_was_voted_down_is_not_in_the_annex() -> None:
    held, down = voted(Ballot.HELD, date(2026, 3, 10)), voted(Ballot.REJECTED, date(2026, 3, 17))
    taken = voted(Ballot.ADOPTED, date(2026, 3, 17))
    for votes, rows in (((held, down), 0), ((down, held), 0), ((held, taken), 1), ((), 1)):
        asked = replace(motion("90871-10", "stille kades", ["Bos"]), official=votes)
        report = budget_annex([view(asked)], LETTERS, DAY, "")
        assert sum(len(table.rows) for table in report.tables) == rows


def test_the_vote_stands_with_the_motion_and_the_judgement_in_its_file() -> None:
    votes = (voted(Appreciation.DISCOURAGED, date(2026, 3, 12)), voted(Ballot.ADOPTED, date(2026, 3, 17)))
    asked = replace(motion("90871-10", "stille kades", ["Bos"]), official=votes)
    assert place_of(asked, LETTERS).splitlines()[-1] == "aangenomen op 17 maart 2026"
    report = item_report(view(asked), LETTERS)
    facts = dict(row for block in report.blocks if isinstance(block, Facts) for row in block.rows)
    assert facts["Stemming"] == "aangenomen op 17 maart 2026"
    assert facts["Oordeel van het kabinet"] == "ontraden op 12 maart 2026"


def test_a_yearly_duty_tells_which_times_were_kept() -> None:
    yearly = Deadline("jaarlijks", None, date(2026, 6, 30), DeadlineBasis.RECURRING)
    item = commitment("x", "Ik bericht u jaarlijks over het geluid.", yearly, later=[done(date(2026, 6, 15))])
    report = item_report(view(item, date(2027, 11, 20)), LETTERS)
    [table] = [table for table in report.tables if table.title == "Elke keer"]
    assert [row.cells[:2] for row in table.rows] == [
        (date(2026, 6, 30), "ja"),
        (date(2027, 6, 30), "niet gezien"),
        (date(2028, 6, 30), "nog te gaan"),
    ]


def test_the_commission_owes_parliament_no_answer() -> None:
    views = [view(commitment("x", "We will report.", due("2027", date(2026, 12, 31)), ministry="EC"))]
    assert all(not table.rows for table in budget_annex(views, LETTERS, DAY, "").tables)
    report = half_year_list(views, LETTERS, DAY, "")
    assert not filled(report)
    assert any(isinstance(b, Words) and "Europese Commissie" in b.text for b in report.blocks)


def test_the_half_yearly_list_has_what_is_overdue_and_what_comes_with_room_for_the_prognosis() -> None:
    report = half_year_list(some_views(), LETTERS, DAY, "")
    late, ahead = (
        [table for table in filled(report) if table.title == title]
        for title in ("Termijn verstreken", "Komend halfjaar")
    )
    assert [items(table) for table in late] == [["a1"]]
    assert [items(table) for table in ahead] == [["e5"], ["b2"]]
    assert headings(report)[0] == "Termijn verstreken op 20 november 2026 (1)"
    assert headings(report)[2] == "Termijn loopt af van 20 november 2026 tot en met 20 mei 2027 (2)"
    columns, rows = on_paper(late[0])
    assert (columns[-1].title, rows[0][-1]) == ("Prognose", "")
    assert any(
        isinstance(b, Words)
        and b.text == "Niet op deze lijst: 2 openstaande punten zonder termijn met een dag."
        for b in report.blocks
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 20), 6, date(2027, 5, 20)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_half_a_year_later(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_the_term_tells_where_it_came_from() -> None:
    later = [moved("in het voorjaar van 2027", date(2027, 5, 31)), moved("medio 2028", None)]
    item = commitment("x", "Ik kom met een plan.", due("in 2026", date(2026, 12, 31)), later=later)
    assert term_of(item).splitlines() == [
        "“medio 2028” (geen dag genoemd)",
        "eerst: 31-12-2026 (“in 2026”)",
        "daarna: 31-05-2027 (“in het voorjaar van 2027”)",
    ]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (commitment("x", "Ik kom erop terug."), "Geen termijn genoemd"),
        (commitment("x", "Ja.", due("spoedig", None)), "“spoedig” (geen dag genoemd)"),
        (
            commitment("x", "Ja.", due("medio mei", date(2027, 5, 20), estimated=True)),
            "20-05-2027 (geschat; “medio mei”)",
        ),
        (
            commitment("x", "Ja.", later=[moved("in maart 2027", date(2027, 3, 31))]),
            "31-03-2027 (“in maart 2027”)\nverschoven; de eerdere termijn staat niet in de brief",
        ),
    ],
)
def test_terms(item: object, words: str) -> None:
    assert term_of(item) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proposers", "title", "words"),
    [
        (["Bos"], "stille kades", "Motie van het lid Bos: stille kades"),
        (["Bos", "De Wit"], "stille kades", "Motie van de leden Bos en De Wit: stille kades"),
        (["Bos", "De Wit", "Vos"], "stille kades", "Motie van het lid Bos c.s.: stille kades"),
        ([], "stille kades", "Motie: stille kades"),
        (["Bos"], "Nader gewijzigde motie van het lid Bos", "Nader gewijzigde motie van het lid Bos"),
    ],
)
def test_a_motion_by_its_proposers(proposers: list[str], title: str, words: str) -> None:
    assert what_of(motion("90871-10", title, proposers)) == words


def test_where_an_item_is_found() -> None:
    assert place_of(motion("90871-10", "x", ["Bos"]), LETTERS).splitlines() == [
        "Kamerstuk 90 871, nr. 10",
        "genoemd in: Kamerbrief van 12 maart 2026 (Kamerstuk 90 871, nr. 12), blz. 2",
    ]
    place = place_of(commitment("c3", "Ja.", document="ah-tk-20252026-9041"), LETTERS)
    paper = "Antwoord op Kamervragen van 21 april 2026"
    number = "Aanhangsel van de Handelingen 2025–2026, nr. 9041"
    assert place.splitlines() == [f"{paper} ({number}), blz. 2", "register: c3"]


def test_who_is_to_act() -> None:
    assert who_of(commitment("x", "Ja.", actor="kabinet")) == "Kabinet\n(EZK)"
    assert who_of(commitment("x", "Ja.", actor=None)) == "EZK"
    assert who_of(commitment("x", "Ja.", actor=None, ministry=None)) == "Onbekend"


def parts(shown: ItemView) -> str:
    return standing_in_list(shown)


def test_the_standing_has_its_reason() -> None:
    [silent, _, kept, vague, *_] = some_views()
    assert parts(silent) == (
        "Openstaand. Geen brief zegt dat dit is afgedaan. Termijn verstreken; geen latere brief gezien."
    )
    assert parts(kept) == "Voldaan. Volgens de brief is dit nagekomen."
    assert parts(vague) == "Openstaand. Geen brief zegt dat dit is afgedaan."
    assert len(standing_of(silent).splitlines()) == 1 + len(silent.standing.reasons)


def test_a_decision_stands_beside_the_claim() -> None:
    item = commitment("x", "Ik bericht u.", due("voor mei", date(2026, 4, 30)), later=[done()])
    words = parts(view(item, DAY, decision("x", Status.OPEN, "De brief zegt het, de bijlage ontbreekt.")))
    assert words.startswith("Openstaand. R. Griffier besloot op 1 oktober 2026")
    assert "De brief zegt het, de bijlage ontbreekt." in words
    assert "Volgens de brief is dit nagekomen." in words


def test_soon_and_overdue_with_a_later_letter() -> None:
    soon = commitment("x", "Ja.", due("eind november", date(2026, 11, 30)))
    assert "Termijn loopt over 10 dagen af." in parts(view(soon))
    late = commitment(
        "x", "Ja.", due("voor mei", date(2026, 4, 30)), later=[moved("in oktober", date(2026, 10, 31))]
    )
    assert "Termijn verstreken; geen latere brief gezien." in parts(view(late))


def test_the_file_of_one_item_has_its_whole_life() -> None:
    later = [moved("in maart 2027", date(2027, 3, 31))]
    item = commitment("b2", "Ik stuur het plan.", due("in 2026", date(2026, 12, 31)), later=later)
    report = item_report(view(item, DAY, decision("b2", Status.PARTLY)), LETTERS)
    assert headings(report) == [
        *("Stand van zaken", "Waarom deze stand", "Verloop van de termijn", "Tijdlijn", "Passages"),
        *("Verbanden met andere brieven", "Besluiten"),
    ]
    facts = dict(row for block in report.blocks if isinstance(block, Facts) for row in block.rows)
    assert (facts["Verschoven"], facts["Open"]) == ("1 keer", "253 dagen")
    assert facts["Status"] == "Deels voldaan"
    assert facts["Wat het ministerie meldt"].startswith("Openstaand.")
    assert facts["Wat mensen besloten"] == "Deels voldaan. Zie het debat. (R. Griffier, 01-10-2026)"
    assert facts["Tijdigheid op 20-11-2026"] == "Op tijd."
    quotes = [b.text for b in report.blocks if isinstance(b, Words) and b.style == "quote"]
    assert quotes[1:] == ["Ik stuur het plan.", "Ik verwacht dit in maart 2027."]
    assert not report.landscape
