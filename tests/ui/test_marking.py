import html
import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from kamer.span import Span
from ui.marking import Mark, Pin, anchor, mark_text, mark_words
from ui.markup import element

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=80)
KINDS = st.sampled_from(["commitment", "motion", "reference", "asked"])


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[Pin]]:
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    bounds = draw(st.lists(st.tuples(place, place, KINDS, st.text(max_size=8)), max_size=6))
    marks = [
        Mark(Span(min(a, b), max(a, b)), kind, label, "opvolging?item=x" if label else None, label or None)
        for a, b, kind, label in bounds
    ]
    pins = [Pin(at, element("sup", data_label="3")) for at in draw(st.lists(place, max_size=4))]
    return text, marks, pins


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(marked())
@example(("<script>alert(1)</script>", [Mark(Span(2, 9), "motion", "<b>")], []))
@example((":red[x] **y** $z$ [a](javascript:b)", [Mark(Span(0, 35), "asked", '"')], []))
def test_tags_stripped_and_unescaped_gives_the_text(case: tuple[str, list[Mark], list[Pin]]) -> None:
    text, marks, pins = case
    assert plain(mark_text(text, marks, pins)) == text


@given(marked(), st.data())
def test_a_window_gives_its_part_of_the_text(
    case: tuple[str, list[Mark], list[Pin]], data: st.DataObject
) -> None:
    text, marks, pins = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert plain(mark_text(text, marks, pins, Span(start, end))) == text[start:end]


class Balance(HTMLParser):
    """Raises AssertionError where tags are not closed in order, or one appears that we never write."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"mark", "a", "sup", "span"}
        assert not any(name.startswith("on") for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(marked())
def test_the_markup_is_balanced_and_holds_no_other_tags(case: tuple[str, list[Mark], list[Pin]]) -> None:
    parser = Balance()
    parser.feed(mark_text(*case))
    parser.close()
    assert parser.open == []


@given(marked())
def test_every_character_bears_just_the_marks_that_cover_it(case: tuple[str, list[Mark], list[Pin]]) -> None:
    text, marks, _ = case
    covered = {i for mark in marks for i in range(mark.span.start, mark.span.end)}
    drawn = mark_text(text, marks)
    inside = "".join(html.unescape(part) for part in re.findall(r"<mark[^>]*>(.*?)</mark>", drawn, re.DOTALL))
    assert inside == "".join(text[i] for i in sorted(covered))


def test_overlapping_marks_share_a_stretch_and_label_once() -> None:
    drawn = mark_text(
        "abcdef", [Mark(Span(0, 4), "commitment", "toezegging"), Mark(Span(2, 6), "motion", "motie")]
    )
    assert re.findall(r'class="([^"]*)"', drawn) == [
        "nk-mark nk-commitment",
        "nk-mark nk-commitment nk-motion",
        "nk-mark nk-motion",
    ]
    assert drawn.count('data-label="toezegging"') == 1
    assert drawn.count('data-label="motie"') == 1


def test_the_shortest_mark_says_where_a_stretch_leads() -> None:
    outer = Mark(Span(0, 9), "commitment", "", "opvolging?item=ver")
    inner = Mark(Span(3, 5), "reference", "", "documenten?document=dicht")
    drawn = mark_text("123456789", [outer, inner])
    assert re.findall(r'href="([^"]*)"', drawn) == [outer.address, inner.address, outer.address]


def test_pins_stand_at_their_offset() -> None:
    assert mark_text("ab", [], [anchor(1, "passage")]) == 'a<span id="passage" class="nk-anchor"></span>b'
    assert mark_text("ab", [], [anchor(2, "x")]).endswith("</span>")
    assert mark_text("", [], [anchor(0, "x")]).count("<span") == 1


def test_matched_words_are_marked_and_spans_outside_are_left_out() -> None:
    assert mark_words("voor de zomer", [Span(8, 13)]) == ('voor de <mark class="nk-mark nk-hit">zomer</mark>')
    assert "<mark" not in mark_words("kort", [Span(2, 40)])
