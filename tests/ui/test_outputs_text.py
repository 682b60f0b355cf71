"""Text from letters in files: nothing in it breaks one, and a spreadsheet makes no formula of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ui.outputs.sound import FORMULA, LONGEST_CELL, guard, one_line, sound, sound_cell

ANY = st.text(st.characters(codec=None), max_size=200)


@given(ANY)
def test_xml_holds_whatever_is_made_sound(text: str) -> None:
    node = etree.Element("p")
    node.text = sound(text)
    assert etree.fromstring(etree.tostring(node)).text in (sound(text), None)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp"))))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert sound(text) == text


@given(ANY)
def test_making_sound_twice_changes_nothing_more(text: str) -> None:
    assert sound(sound(text)) == sound(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een\x00twee", "eentwee"),
        ("bladzijde\x0ctwee", "bladzijde\ntwee"),
        ("regel\r\nregel\rregel", "regel\nregel\nregel"),
        ("half \ud83d teken", "half \ufffd teken"),
        ("geen\ufffe\uffff teken", "geen teken"),
        ("om\u202egekeerd\u202c", "omgekeerd"),
        ("vóór de zomer – 1° 😀", "vóór de zomer – 1° 😀"),
        ("tab\tblijft", "tab\tblijft"),
    ],
)
def test_what_sound_takes_out(text: str, expected: str) -> None:
    assert sound(text) == expected


@given(ANY)
def test_no_cell_of_csv_begins_as_a_formula(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([guard(text)])
    [row] = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert not row[0].startswith(FORMULA)


@pytest.mark.parametrize("text", ["=1+1", "+31 70", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guard(text).startswith("'")
    assert guard(text)[1:] == sound(text)


def test_a_cell_is_no_longer_than_excel_takes_and_holds_no_escape() -> None:
    assert len(sound_cell("a" * 50_000)) <= LONGEST_CELL
    assert sound_cell("_x0041_ en _x000D_") == "_x005F_x0041_ en _x005F_x000D_"


def test_one_line_is_one_line() -> None:
    assert one_line(" een\n twee\x0b\tdrie ") == "een twee drie"
