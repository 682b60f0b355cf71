"""The drawn timeline of deadlines: a month a column, an item a block, a colour for how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kamer.glossary import dutch, dutch_date
from kamer.items import Timeliness
from tracking import ItemView
from ui.addresses import item_address
from ui.badges import due_day
from ui.markup import Html, element, join
from ui.measuring import Rate

if TYPE_CHECKING:
    import altair

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTHS_AROUND = 12
TALLEST = 24  # blocks in one column; a taller one ends in a "+"
LOOKS = {  # name: colour, shape, class in the style sheet
    "Verstreken, geen latere brief": ("#a3202b", "square", "silent"),
    "Verstreken": ("#d98a90", "square", "late"),
    "Binnen 30 dagen": ("#b86a00", "diamond", "soon"),
    "Op tijd": ("#1b4f8a", "circle", "ahead"),
    "Afgerond": ("#7fae91", "circle", "settled"),
}
# in this order: what has one figure only stands in the middle of its line
RATE_COLOURS = {"Precisie": "#1b4f8a", "Juist": "#2f7d4f", "Recall": "#b86a00"}
Point = dict[str, str | int | float]


def month_number(day: date) -> int:
    """Months since the year 0: neighbouring months have neighbouring numbers."""
    return day.year * 12 + day.month - 1


def month_label(number: int, first: int) -> str:
    """A month as the axis names it: "jan 2027", "feb"; the first one always with its year."""
    name = MONTHS[number % 12]
    return f"{name} {number // 12}" if number % 12 == 0 or number == first else name


def due_points(views: Iterable[ItemView], today: date) -> list[Point]:
    """A block for each item whose last day lies within a year of `today`, stacked within its month."""
    dated = [(day, view) for view in views if (day := due_day(view.item)) is not None]
    near = [(d, v) for d, v in dated if abs(month_number(d) - month_number(today)) <= MONTHS_AROUND]
    heights: Counter[int] = Counter()
    points = []
    for day, view in sorted(near, key=lambda pair: (pair[0], pair[1].item.id)):
        month = month_number(day)
        heights[month] += 1
        points.append(point(view, day, heights[month]))
    return points


def point(view: ItemView, day: date, height: int) -> Point:
    """One block with what its tooltip says and where it leads."""
    title = " ".join(view.item.title.split())
    return {
        "maand": month_number(day),
        "hoogte": height,
        "stand": look_of(view),
        "Termijn": dutch_date(day),
        "Status": dutch(view.standing.status),
        "Omschrijving": title if len(title) < 160 else title[:157] + "…",
        "adres": item_address(view.item.id),
    }


def look_of(view: ItemView) -> str:
    """The name of the look of one item: a key of LOOKS."""
    looks = {
        Timeliness.OVERDUE: "Verstreken",
        Timeliness.DUE_SOON: "Binnen 30 dagen",
        Timeliness.SETTLED: "Afgerond",
    }
    return (
        "Verstreken, geen latere brief"
        if view.standing.silent
        else looks.get(view.standing.timeliness, "Op tijd")
    )


def due_chart(points: Sequence[Point], today: date) -> altair.LayerChart:
    """The chart of `due_points`, with the month of `today` set off."""
    import altair

    middle = month_number(today)
    months = list(range(middle - MONTHS_AROUND, middle + MONTHS_AROUND + 1))
    labels = " : ".join(f"datum.value == {n} ? '{month_label(n, months[0])}'" for n in months) + " : ''"
    axis = altair.Axis(
        values=months, labelExpr=labels, title=None, grid=False, labelAngle=0, labelOverlap=False
    )
    scale = altair.Scale(domain=[months[0] - 0.6, months[-1] + 0.6], nice=False, zero=False)
    tall = min(max(int(p["hoogte"]) for p in points), TALLEST)
    rise = altair.Scale(domain=[0.4, max(tall, 5) + 0.8], clamp=True)
    base = altair.Chart(rows(points))
    blocks = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=altair.X("maand:Q", axis=axis, scale=scale),
        y=altair.Y("hoogte:Q", axis=None, scale=rise),
        color=altair.Color("stand:N", scale=colours(), legend=None),
        shape=altair.Shape("stand:N", scale=shapes(), legend=None),
        tooltip=["Termijn:N", "Status:N", "Omschrijving:N"],
        href="adres:N",
    )
    now = altair.Chart(rows([{"van": middle - 0.5, "tot": middle + 0.5}]))
    band = now.mark_rect(color="#fdf1d0").encode(x=altair.X("van:Q", scale=scale), x2="tot:Q")
    chart = altair.layer(band, blocks).properties(height=60 + 15 * max(tall, 5), background="#ffffff")
    return with_type(chart)


def rate_rows(rates: Iterable[tuple[str, str, Rate]]) -> list[Point]:
    """Shares as points of a chart: of what, which figure, the share and its bounds, in percent."""
    return [
        {
            "Wat": words,
            "Maat": name,
            "Deel": round(100 * (rate.value or 0.0), 1),
            "van": round(100 * rate.interval[0], 1),
            "tot": round(100 * rate.interval[1], 1),
            "Aantal": f"{rate.right} van {rate.of}",
        }
        for words, name, rate in rates
    ]


def rate_chart(points: Sequence[Point]) -> altair.LayerChart:
    """A line a figure: a dot at the share, a bar from one bound to the other, from 0 to 100 percent."""
    import altair

    names = list(dict.fromkeys(str(point["Wat"]) for point in points))
    across = altair.Axis(
        title=None,
        grid=True,
        gridColor="#e3e8ee",
        values=list(range(0, 101, 10)),
        labelExpr="datum.value + '%'",
    )
    down = altair.Axis(title=None, labelLimit=320, ticks=False, domain=False)
    row = altair.Y("Wat:N", sort=names, axis=down)
    aside = altair.YOffset("Maat:N", scale=altair.Scale(domain=list(RATE_COLOURS)))
    measures = altair.Scale(domain=list(RATE_COLOURS), range=list(RATE_COLOURS.values()))
    colour = altair.Color("Maat:N", scale=measures, legend=altair.Legend(title=None, orient="top"))
    base = altair.Chart(rows(points)).encode(y=row, yOffset=aside, color=colour)
    span = altair.X("van:Q", axis=across, scale=altair.Scale(domain=[0, 100]))
    told = ["Wat:N", "Maat:N", altair.Tooltip("Deel:Q", format=".1f"), "Aantal:N"]
    bars = base.mark_rule(strokeWidth=4, opacity=0.35).encode(x=span, x2="tot:Q", tooltip=told)
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(x=altair.X("Deel:Q"), tooltip=told)
    chart = altair.layer(bars, dots).properties(height=34 * len(names) + 40, background="#ffffff")
    return with_type(chart)


def rows(values: Sequence[Mapping[str, str | float]]) -> Any:
    """Records as data of the chart library, which types neither its data nor its layers."""
    import altair

    return altair.Data(values=[dict(value) for value in values])  # type: ignore[no-untyped-call]


def chart_legend() -> Html:
    """What the colours and shapes mean; beside the chart, where it also wraps on a narrow screen."""
    keys = (
        element("span", class_=f"nk-key nk-key-{shape} nk-key-{name}", aria_hidden="true") + words
        for words, (_, shape, name) in LOOKS.items()
    )
    return element("ul", join(element("li", key) for key in keys), class_="nk-legend")


def colours() -> altair.Scale:
    """The colour of each look."""
    import altair

    return altair.Scale(domain=list(LOOKS), range=[colour for colour, *_ in LOOKS.values()])


def shapes() -> altair.Scale:
    """The shape of each look, so that colour is not alone."""
    import altair

    return altair.Scale(domain=list(LOOKS), range=[shape for _, shape, _ in LOOKS.values()])


def with_type(chart: Any) -> altair.LayerChart:
    """The chart in the app's type, without the (English) menu of the chart library."""
    made: altair.LayerChart = (
        chart.configure_view(stroke=None)
        .configure_axis(
            labelFont="Source Sans", labelFontSize=12, labelColor="#4b5967", domainColor="#aab6c2"
        )
        .properties(usermeta={"embedOptions": {"actions": False}})
    )
    return made
