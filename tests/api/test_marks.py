"""The text cut at the boundaries of statements."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marks import DEEPEST, Segment, in_order, segments
from kg.model import Document, Span, Statement
from tests.api.samples import FACTORY, STATEMENTS, statement

TEXT = Document(text="0123456789 👩‍🚀 é\r\n<b>&amp;</b> abcdefghij")


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Statements anywhere in the text, overlapping as they please, some within others."""
    made: list[Statement] = []
    for _ in range(draw(st.integers(0, 6))):
        cuts = sorted(draw(st.sets(st.integers(0, len(TEXT.text)), min_size=6, max_size=10)))
        spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
        order = draw(st.permutations(spans))
        places = (TEXT.passage(order[0]), TEXT.passage(order[1]), TEXT.passage(*order[2:]))
        within = draw(st.sampled_from([None, *made]))
        made.append(statement(TEXT, None, places, within=within))
    return in_order(list({one.id: one for one in made}.values()))


@given(statements())
def test_pieces_are_the_text(found: list[Statement]) -> None:
    pieces = segments(TEXT.text, found)
    assert "".join(piece.text for piece in pieces) == TEXT.text
    assert all(TEXT.text[piece.start : piece.end] == piece.text for piece in pieces)


@given(statements())
def test_each_character_has_the_marks_of_the_statements_that_cover_it(found: list[Statement]) -> None:
    pieces = segments(TEXT.text, found)
    for index, one in enumerate(found):
        for role, passage in (("source", one.source_words), ("cue", one.cue), ("content", one.content)):
            assert passage is not None
            marked = {place for piece in pieces if has(piece, index, role) for place in range(piece.start, piece.end)}
            assert marked == {place for span in passage.spans for place in range(span.start, span.end)}


@given(statements())
def test_each_statement_begins_once(found: list[Statement]) -> None:
    begun = [index for piece in segments(TEXT.text, found) for index in piece.begins]
    assert sorted(begun) == list(range(len(found)))


def has(piece: Segment, index: int, role: str) -> bool:
    return any(mark.statement == index and mark.role == role for mark in piece.marks)


def test_nested_statement_is_marked_a_level_deeper() -> None:
    pieces = segments(FACTORY.text, in_order(STATEMENTS))
    change = next(piece for piece in pieces if piece.text == "“epochal change”")
    assert change.classes == "in0 in1"
    assert change.statements == (0, 1)


def test_words_with_two_roles_have_both() -> None:
    pieces = segments(FACTORY.text, in_order(STATEMENTS))
    assert next(piece for piece in pieces if piece.text == "Kim Jong-un").classes == "in0 source"
    officials = next(piece for piece in pieces if piece.text.startswith("The officials"))
    assert len(officials.begins) == 2


def test_statements_within_each_other_in_a_circle_end() -> None:
    """Data from outside may hold them, and a page must still come."""
    one, two = STATEMENTS[:2]
    circle = [replace(one, within=two.id), replace(two, within=one.id)]
    assert max(mark.level for piece in segments(FACTORY.text, circle) for mark in piece.marks) <= DEEPEST


def test_text_without_statements_is_one_piece() -> None:
    assert [piece.text for piece in segments("quiet", [])] == ["quiet"]
    assert segments("", []) == []
