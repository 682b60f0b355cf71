"""A page of a PDF with the way its text runs made upright: runs, rules, pictures."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf import PageObject

from ingest.readers.fonts import Fonts
from ingest.readers.glyphs import Interpreter, Matrix, Run


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its runs, the heights of its drawn horizontal lines (from the top), and its own height.

    `pictures` is the share of the page that images cover, `fills` how often something is drawn on it.
    `turned` says that most of its text stands on its side when the page is shown, and was turned to read
    it: places on this sheet are not places on the page.
    """

    runs: list[Run]
    rules: list[float]
    height: float
    pictures: float = 0.0
    fills: int = 0
    turned: bool = False


EMPTY = Sheet([], [], 842.0)


def read_sheet(page: PageObject, fonts: Fonts) -> Sheet:
    """The runs and rules of a page, as it is shown, or turned so that most of its text is upright.

    A wide table often stands on its side on an upright page.
    """
    shown = quarters_of(page)
    sheet, ways = sheet_of(page, fonts, shown)
    most = max(range(4), key=lambda way: ways[way])
    if ways[most] <= ways[0]:
        return sheet
    return sheet_of(page, fonts, (shown + most) % 4, turned=True)[0]


def quarters_of(page: PageObject) -> int:
    """How many quarters of a turn clockwise a page is shown."""
    turn = page.get("/Rotate", 0)
    turn = turn.get_object() if hasattr(turn, "get_object") else turn
    return int(turn) // 90 % 4 if isinstance(turn, (int, float)) else 0


def sheet_of(
    page: PageObject, fonts: Fonts, quarters: int, *, turned: bool = False
) -> tuple[Sheet, list[int]]:
    """The page turned clockwise by so many quarters, and how many characters run each way then."""
    box = page.mediabox
    width, height = float(box.width), float(box.height)
    upright = turn_of(quarters, float(box.left), float(box.bottom), width, height)
    interpreter = Interpreter(fonts, upright)
    runs = interpreter.page(page)
    top = width if quarters % 2 else height
    rules = sorted(top - level for level in interpreter.rules)
    covered = min(1.0, interpreter.pictures / max(width * height, 1.0))
    return Sheet(runs, rules, top, covered, interpreter.fills, turned), interpreter.ways


def turn_of(quarters: int, left: float, foot: float, width: float, height: float) -> Matrix:
    """The matrix that turns a page clockwise and puts its lower left corner at the origin."""
    return (
        (1.0, 0.0, 0.0, 1.0, -left, -foot),
        (0.0, -1.0, 1.0, 0.0, -foot, left + width),
        (-1.0, 0.0, 0.0, -1.0, left + width, foot + height),
        (0.0, 1.0, -1.0, 0.0, foot + height, -left),
    )[quarters]
