"""The text of a PDF page as runs: what is shown, where it stands, and how large.

pypdf parses the file and knows its fonts; walking the operators here, instead of asking pypdf for text,
keeps what a letter's layout says: a raised "1" is a footnote mark, small print below is its note.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject, StreamObject

from ingest.readers.fonts import Fonts, Typeface
from ingest.readers.operators import find_operations

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MAX_FORMS = 12
# No page of a letter takes more steps; a file that draws without end stops here.
MAX_STEPS = 1_500_000


@dataclass(frozen=True, slots=True)
class Run:
    """Characters shown in one go: from `left` to `right` on the baseline `base` (points from the foot)."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False


@dataclass(slots=True)
class TextState:
    """The part of the graphics state that text depends on; `q` keeps a copy of it."""

    matrix: Matrix = UNIT
    font: Typeface | None = None
    size: float = 1.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    leading: float = 0.0


def times(a: Matrix, b: Matrix) -> Matrix:
    """The matrix that applies `a` first and `b` then."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


class Interpreter:
    """Walks the operators of one page and collects its runs.

    `ways` counts the characters that run to the right, up, to the left and down; only the first are kept
    as runs. `pictures` is the area that images cover, `fills` how often something is drawn.
    """

    def __init__(self, fonts: Fonts, upright: Matrix) -> None:
        self.fonts = fonts
        self.state, self.stack = TextState(upright), list[TextState]()
        self.text, self.line = UNIT, UNIT
        self.resources = DictionaryObject()
        self.runs: list[Run] = []
        self.rules: list[float] = []
        self.path: list[tuple[float, float, float]] = []
        self.pen: tuple[float, float] = (0.0, 0.0)
        self.depth = self.steps = self.fills = 0
        self.ways, self.pictures = [0, 0, 0, 0], 0.0

    def page(self, page: PageObject) -> list[Run]:
        """The runs of a page, in the order in which they are shown."""
        contents = page.get_contents()
        if contents is None:
            return []
        self.resources = resources_of(page)
        self.walk(contents.get_data())
        return self.runs

    def walk(self, data: bytes) -> None:
        """Follow all operators of a content stream.

        Raises:
            LimitReachedError: when the page draws more than any page needs (forms that show one another).
        """
        for operands, operator in find_operations(data):
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise LimitReachedError("more operators than any page needs")
            step = STEPS.get(operator)
            if step is not None and len(operands) >= step[0]:
                step[1](self, operands)

    def save(self, _: Any) -> None:
        """The operator q: keep the state for later."""
        self.stack.append(copy(self.state))

    def restore(self, _: Any) -> None:
        """The operator Q: back to the state kept last."""
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Any) -> None:
        """The operator cm: move, turn or scale all that follows."""
        self.state.matrix = times(matrix_of(operands), self.state.matrix)

    def begin(self, _: Any) -> None:
        """The operator BT: a text object starts at the origin."""
        self.text = self.line = UNIT

    def set_font(self, operands: Any) -> None:
        """The operator Tf: font and size."""
        self.state.font, self.state.size = self.fonts.of(self.resources, operands[0]), float(operands[1])

    def set_number(self, field: str, operands: Any, factor: float = 1.0) -> None:
        """The operators Tc, Tw, Tz, Ts and TL: one number of the text state."""
        setattr(self.state, field, float(operands[0]) * factor)

    def place(self, operands: Any) -> None:
        """The operator Tm: where the text stands."""
        self.text = self.line = matrix_of(operands)

    def move(self, operands: Any) -> None:
        """The operator Td: to the next line, so far away."""
        self.text = self.line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line)

    def move_leading(self, operands: Any) -> None:
        """The operator TD: as Td, and remember how far."""
        self.state.leading = -float(operands[1])
        self.move(operands)

    def next_line(self, _: Any) -> None:
        """The operator T*: to the next line."""
        self.move((0.0, -self.state.leading))

    def show(self, operands: Any) -> None:
        """The operator Tj: show a string."""
        self.show_all([operands[0]])

    def show_next(self, operands: Any) -> None:
        """The single quote: next line, then show."""
        self.next_line(operands)
        self.show_all([operands[-1]])

    def show_array(self, operands: Any) -> None:
        """The operator TJ: show strings with movements between them."""
        if isinstance(operands[0], list):
            self.show_all(operands[0])

    def show_all(self, pieces: list[Any]) -> None:
        """Show strings with the movements between them; a wide movement is the space between words."""
        start, shown, gap, state = self.text, list[str](), 0.0, self.state
        for piece in pieces:
            if isinstance(piece, bytes):
                text, width = self.decoded(piece)
                apart = gap > 0.16 * state.size and shown
                if apart and not shown[-1].endswith(" ") and not text.startswith(" "):
                    shown.append(" ")
                shown.append(text)
                self.advance(width)
                gap = 0.0
            elif isinstance(piece, float):
                move = -piece / 1000 * state.size * state.scale
                gap += move
                self.advance(move)
        self.keep("".join(shown), start)

    def advance(self, width: float) -> None:
        """Move the pen to the right, in text space."""
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, width * a + e, width * b + f)

    def decoded(self, raw: bytes) -> tuple[str, float]:
        """The characters of a string and its width in text space."""
        state = self.state
        if state.font is None:
            return "", 0.0
        text, width, count = state.font.decoded(raw)
        width = width / 1000 * state.size
        width += state.spacing * count + state.word_spacing * raw.count(b" ")
        return text, width * state.scale

    def keep(self, text: str, start: Matrix) -> None:
        """Keep what was shown as a run, unless it is blank or stands on its side."""
        placed, ended = times(start, self.state.matrix), times(self.text, self.state.matrix)
        size = abs(self.state.size) * (placed[2] ** 2 + placed[3] ** 2) ** 0.5
        way = way_of(placed[0], placed[1])
        if not text or way is None or size < 0.5:
            return
        self.ways[way] += len(text.strip())
        if way:
            return
        base = placed[5] + self.state.rise * placed[3]
        bold = bool(self.state.font and self.state.font.bold)
        self.runs.append(Run(text, placed[4], max(ended[4], placed[4]), base, size, bold))

    def move_pen(self, operands: Any) -> None:
        """The operator m: put the pen down."""
        self.pen = self.placed(operands[0], operands[1])

    def draw_line(self, operands: Any) -> None:
        """The operator l: draw a line."""
        to = self.placed(operands[0], operands[1])
        if abs(to[1] - self.pen[1]) < 1:
            self.path.append((min(self.pen[0], to[0]), max(self.pen[0], to[0]), to[1]))
        self.pen = to

    def draw_box(self, operands: Any) -> None:
        """The operator re: draw a rectangle."""
        x, y, width, height = (float(operand) for operand in operands[:4])
        for level in (y, y + height):
            left, right = self.placed(x, level), self.placed(x + width, level)
            self.path.append((min(left[0], right[0]), max(left[0], right[0]), left[1]))

    def placed(self, x: Any, y: Any) -> tuple[float, float]:
        """A point on the page."""
        matrix = times((1, 0, 0, 1, float(x), float(y)), self.state.matrix)
        return matrix[4], matrix[5]

    def paint(self, _: Any) -> None:
        """S, f, B and their kin: what was drawn is seen; lines of some length are rules."""
        self.fills += 1
        self.rules += [level for left, right, level in self.path if right - left > 30]
        self.path = []

    def drop(self, _: Any) -> None:
        """n: what was drawn only clips."""
        self.path = []

    def picture(self, _: Any) -> None:
        """An image covers the unit square, wherever that stands."""
        a, b, c, d, _e, _f = self.state.matrix
        self.pictures += abs(a * d - b * c)

    def form(self, operands: Any) -> None:
        """Do: the text of a form is text of the page; images have none."""
        objects = self.resources.get("/XObject")
        found = objects.get_object().get(operands[0]) if objects is not None else None
        stream = found.get_object() if found is not None else None
        if not isinstance(stream, StreamObject) or self.depth >= MAX_FORMS:
            return
        if stream.get("/Subtype") == "/Image":
            self.picture(operands)
        if stream.get("/Subtype") != "/Form":
            return
        kept = (copy(self.state), self.stack, self.text, self.line, self.resources)
        matrix = stream.get("/Matrix")
        if matrix:
            self.state.matrix = times(matrix_of(matrix), self.state.matrix)
        self.stack, self.depth = [], self.depth + 1
        if "/Resources" in stream:
            own: Any = stream["/Resources"].get_object()
            self.resources = own
        self.walk(stream.get_data())
        self.depth -= 1
        self.state, self.stack, self.text, self.line, self.resources = kept


def way_of(across: float, along: float) -> int | None:
    """Which way text runs: 0 to the right, 1 up, 2 to the left, 3 down; None for aslant."""
    if abs(along) <= 0.1 * (abs(across) + 1e-9):
        return None if across == 0 else 0 if across > 0 else 2
    if abs(across) <= 0.1 * abs(along):
        return 1 if along > 0 else 3
    return None


def matrix_of(operands: Any) -> Matrix:
    """Six operands as a matrix."""
    a, b, c, d, e, f = (float(operand) for operand in operands[:6])
    return (a, b, c, d, e, f)


def resources_of(page: PageObject) -> DictionaryObject:
    """The resources of a page, its own or inherited."""
    inherited: Any = page.get("/Resources")
    found = inherited.get_object() if inherited is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


# Operator: how many operands it needs, and what it does.
STEPS: dict[bytes, tuple[int, Any]] = {
    b"q": (0, Interpreter.save),
    b"Q": (0, Interpreter.restore),
    b"cm": (6, Interpreter.transform),
    b"BT": (0, Interpreter.begin),
    b"Tf": (2, Interpreter.set_font),
    b"Tc": (1, lambda self, o: self.set_number("spacing", o)),
    b"Tw": (1, lambda self, o: self.set_number("word_spacing", o)),
    b"Tz": (1, lambda self, o: self.set_number("scale", o, 0.01)),
    b"Ts": (1, lambda self, o: self.set_number("rise", o)),
    b"TL": (1, lambda self, o: self.set_number("leading", o)),
    b"Tm": (6, Interpreter.place),
    b"Td": (2, Interpreter.move),
    b"TD": (2, Interpreter.move_leading),
    b"T*": (0, Interpreter.next_line),
    b"Tj": (1, Interpreter.show),
    b"TJ": (1, Interpreter.show_array),
    b"'": (1, Interpreter.show_next),
    b'"': (3, Interpreter.show_next),
    b"Do": (1, Interpreter.form),
    b"EI": (0, Interpreter.picture),
    b"m": (2, Interpreter.move_pen),
    b"l": (2, Interpreter.draw_line),
    b"re": (4, Interpreter.draw_box),
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), (0, Interpreter.paint)),
    b"n": (0, Interpreter.drop),
}
