"""Timelines as SVG: what they say, and that no name breaks them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.timelines import Line, Timelines, Unit
from kg.views.timelines import Figure, figure, figures_svg, panel_svg, part_in_words
from tests.views.samples import HOSTILE, SVG, read_svg

STARTS = (date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1))


def drawn(*names: str, left_out: int = 0) -> Figure:
    """Return a figure with a line of each name: none in the first month, ever more in the second, four in the last."""
    lines = tuple(
        Line(id=f"s{number}", counts=(0, number % 4, 4), left_out=left_out) for number, _ in enumerate(names, start=1)
    )
    found = Timelines(unit=Unit.MONTH, starts=STARTS, lines=lines, total=len(lines) + 2)
    return figure("by", "Who relayed it", found, {f"s{number}": name for number, name in enumerate(names, start=1)})


def test_panels_have_one_scale_and_tell_their_numbers() -> None:
    made = drawn("Post", "Times", left_out=1)
    heights = [[bar.height for bar in panel.bars] for panel in made.panels]
    assert heights[0][1] == heights[1][1] == 62
    assert heights[1][0] == 2 * heights[0][0]
    assert made.panels[0].told == "May 2024: 1; Jun 2024: 4; not drawn: 1"
    assert made.caption == (
        "Showing 2 of 4. Statements by month of publication; the highest bar is 4 statements."
        " 2 without a date, or too old, are not drawn."
    )
    assert (made.first, made.last) == ("Apr 2024", "Jun 2024")


def test_panel_tells_itself_to_who_can_not_see_it() -> None:
    made = drawn("Post")
    read = read_svg(panel_svg(made, made.panels[0]))
    assert read.attrib["role"] == "img"
    assert read.attrib["aria-label"] == "Post: May 2024: 1; Jun 2024: 4"
    assert [child.text for child in read if child.tag in ("title", "desc")] == ["Post", "May 2024: 1; Jun 2024: 4"]
    assert [bar[0].text for bar in read.iter("rect")] == ["May 2024: 1", "Jun 2024: 4"]


def test_file_has_every_name_as_text() -> None:
    read = read_svg(figures_svg("Ada", [drawn("Post", "Times"), drawn("Radio")]))
    texts = [text.text for text in read.iter(f"{SVG}text")]
    assert {"Ada", "Post", "Times", "Radio", "Who relayed it"} <= set(texts)
    assert len(list(read.iter(f"{SVG}rect"))) == 1 + 6
    places = [(panel.get("x"), panel.get("y")) for panel in read.iter(f"{SVG}svg") if panel.get("x")]
    assert len(places) == len(set(places)) == 3


def test_nothing_dated_is_a_figure_without_bars() -> None:
    line = Line(id="x", counts=(), left_out=3)
    made = figure("by", "When", Timelines(unit=Unit.MONTH, starts=(), lines=(line,), total=1), {})
    assert made.panels[0].told == "none in articles with a date; not drawn: 3"
    assert read_svg(figures_svg("X", [made])).tag == f"{SVG}svg"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(name: str) -> None:
    made = drawn(name)
    read = read_svg(figures_svg(name, [made]))
    titles = {title.text for title in read.iter(f"{SVG}title")}
    assert " ".join(name.split()) in titles
    tags = {element.tag.removeprefix(SVG) for element in read.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "path"}
    assert not any(name.startswith(("on", "href", "style")) for element in read.iter() for name in element.attrib)
    assert "<script" not in panel_svg(made, made.panels[0])


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_name_gives_a_file_that_can_be_read(name: str) -> None:
    assert read_svg(figures_svg(name, [drawn(name)])).tag == f"{SVG}svg"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit.DAY, "13 May 2024"),
        (Unit.WEEK, "week of 13 May 2024"),
        (Unit.MONTH, "May 2024"),
        (Unit.QUARTER, "Q2 2024"),
        (Unit.YEAR, "2024"),
    ],
)
def test_parts_of_time_in_words(unit: Unit, words: str) -> None:
    assert part_in_words(date(2024, 5, 13), unit) == words
