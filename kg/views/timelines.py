"""Timelines as small multiples: one panel for each line, all over the same time and to the same scale.

They are drawn here, as SVG, so that a page needs no script for them. A page shows the panels one by one; the file to
keep has all of them, with every name as text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import Template
from markupsafe import Markup

from kg.graph.timelines import Line, Timelines, Unit
from kg.views.picture import shortened
from kg.views.standalone import environment, on_one_line

WIDE, HIGH, BASE, TOP, LEFT = 240, 92, 74, 12, 22
"""Pixels of a panel, and in it the height of the line that bars stand on, of the highest bar, and their left end."""
IN_A_ROW = 3
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The statements of one part of time: where it stands, how many there are, and when."""

    x: float
    y: float
    width: float
    height: float
    statements: int
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One line: the id and the name of what it is of, its bars, and the same in a sentence."""

    id: str
    name: str
    statements: int
    bars: tuple[Bar, ...]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Panels to one scale, with the words around them; `key` tells it from others on its page."""

    key: str
    title: str
    caption: str
    panels: tuple[Panel, ...]
    first: str
    last: str
    highest: int


def figure(key: str, title: str, found: Timelines, names: Mapping[str, str]) -> Figure:
    """Return timelines as a figure; `names` says what to call a line, whose id is used where it doesn't."""
    panels = tuple(_panel(line, found, names.get(line.id, line.id)) for line in found.lines)
    return Figure(
        key=key,
        title=title,
        caption=_caption(found),
        panels=panels,
        first=part_in_words(found.starts[0], found.unit) if found.starts else "",
        last=part_in_words(found.starts[-1], found.unit) if len(found.starts) > 1 else "",
        highest=found.highest,
    )


def panel_svg(shown: Figure, panel: Panel) -> Markup:
    """Return one panel without its name as an SVG element for a page."""
    return Markup(_template("panel").render(figure=shown, panel=panel))  # noqa: S704 -- a template that escapes


def figures_svg(title: str, figures: Sequence[Figure]) -> str:
    """Return figures as one SVG file, well-formed whatever the names are."""
    told = _template("timelines").render(
        title=on_one_line(title),
        heading=shortened(title, 68),
        figures=[(each, [(panel, shortened(panel.name, 30)) for panel in each.panels]) for each in figures],
        in_a_row=IN_A_ROW,
    )
    return _NOT_XML.sub("\ufffd", told)


def part_in_words(start: date, unit: Unit) -> str:
    """Return a part of time by its first day: "13 May 2024", "week of 13 May 2024", "May 2024", "Q2 2024", "2024"."""
    return {
        Unit.DAY: f"{start.day} {start:%b} {start.year}",
        Unit.WEEK: f"week of {start.day} {start:%b} {start.year}",
        Unit.MONTH: f"{start:%b} {start.year}",
        Unit.QUARTER: f"Q{(start.month + 2) // 3} {start.year}",
        Unit.YEAR: str(start.year),
    }[unit]


def _panel(line: Line, found: Timelines, name: str) -> Panel:
    step = (WIDE - LEFT) / max(len(found.starts), 1)
    gap = min(2.0, step / 5)
    bars = []
    for place, (start, count) in enumerate(zip(found.starts, line.counts, strict=True)):
        if count:
            height = (BASE - TOP) * count / found.highest
            bars.append(
                Bar(
                    x=round(LEFT + place * step + gap / 2, 1),
                    y=round(BASE - height, 1),
                    width=round(min(step - gap, 40), 1),
                    height=round(height, 1),
                    statements=count,
                    when=part_in_words(start, found.unit),
                )
            )
    told = "; ".join(f"{bar.when}: {bar.statements:,}" for bar in bars) or "none in articles with a date"
    if line.left_out:
        told += f"; not drawn: {line.left_out:,}"
    return Panel(id=line.id, name=on_one_line(name), statements=line.statements, bars=tuple(bars), told=told)


def _caption(found: Timelines) -> str:
    left_out = sum(line.left_out for line in found.lines)
    if not found.starts:
        return f"None of {left_out:,} statements has a date that could be drawn." if left_out else "No statements."
    statements = "1 statement" if found.highest == 1 else f"{found.highest:,} statements"
    shown = f"Showing {len(found.lines):,} of {found.total:,}. " if len(found.lines) < found.total else ""
    rest = f" {left_out:,} without a date, or too old, are not drawn." if left_out else ""
    return f"{shown}Statements by {found.unit} of publication; the highest bar is {statements}.{rest}"


def _template(name: str) -> Template:
    return environment().get_template(f"{name}.svg")
