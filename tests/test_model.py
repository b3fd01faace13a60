"""Values check themselves, and ids come from content."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SpanError
from kg.ids import digest, slug
from kg.model import (
    Act,
    Attribution,
    Certainty,
    Document,
    Kind,
    Metadata,
    Passage,
    Polarity,
    Quotation,
    Run,
    Source,
    Span,
    statement_id,
)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_span_is_neither_empty_nor_reversed_nor_negative(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="0 <= start < end"):
        Span(start, end)


def test_a_passage_holds_the_exact_words_in_order() -> None:
    text = "Markets, he added, were calm."
    passage = Passage.of(text, [Span(19, 28), Span(0, 7)])
    assert passage.pieces == ("Markets", "were calm")
    assert passage.text == "Markets … were calm"
    assert passage.is_exact(text)
    assert not passage.is_exact(text.replace("calm", "wild"))


def test_a_passage_outside_its_text_or_overlapping_is_refused() -> None:
    with pytest.raises(SpanError, match="ends outside the text of 5 characters"):
        Passage.of("short", [Span(2, 9)])
    with pytest.raises(SpanError, match="overlaps"):
        Passage.of("long enough", [Span(0, 5), Span(4, 8)])
    with pytest.raises(SpanError, match="can't hold"):
        Passage(spans=(Span(0, 3),), pieces=("four",))
    with pytest.raises(SpanError, match="each needs the other"):
        Passage(spans=(), pieces=())


@given(st.text(min_size=1), st.data())
def test_every_passage_of_a_text_is_exact(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Passage.of(text, [Span(start, end)]).is_exact(text)


def test_an_attribution_points_at_something_and_its_confidence_is_a_share() -> None:
    common = {
        "key": 0, "source": None, "quotation": Quotation.INDIRECT, "act": Act.ASSERT,
        "polarity": Polarity.POSITIVE, "certainty": Certainty.CERTAIN,
    }  # fmt: skip
    with pytest.raises(SpanError, match="needs a cue or a content"):
        Attribution(cue=None, content=None, confidence=0.5, **common)  # type: ignore[arg-type]
    words = Passage.of("said", [Span(0, 4)])
    with pytest.raises(ValueError, match="between 0 and 1"):
        Attribution(cue=words, content=None, confidence=1.5, **common)  # type: ignore[arg-type]


def test_the_id_of_a_document_changes_with_text_publisher_and_url_only() -> None:
    document = Document(text="A.", metadata=Metadata(publisher="P", url="https://p.example/1"))
    dated = Document(text="A.", metadata=Metadata(publisher="P", url="https://p.example/1", published=date(2024, 5, 1)))
    assert dated.id == document.id
    others = [
        Document(text="B.", metadata=document.metadata),
        Document(text="A.", metadata=Metadata(publisher="Q", url="https://p.example/1")),
        Document(text="A.", metadata=Metadata(publisher="P")),
    ]
    assert len({document.id, *(other.id for other in others)}) == 4


def test_ids_hash_arrays_and_not_joined_strings() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", None) != digest("a", "None")
    assert digest({"x": 1, "y": 2}) == digest({"y": 2, "x": 1})


@given(st.text())
def test_a_slug_is_plain_ascii(name: str) -> None:
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in slug(name))


def test_a_named_source_is_the_same_everywhere_and_an_unnamed_one_only_itself() -> None:
    agency = Source.of_name("Korean Central News Agency", Kind.MEDIA, ["KCNA"])
    assert agency.id == Source.of_name("Korean Central News Agency", Kind.UNKNOWN).id
    assert agency.id.startswith("korean-central-news-agency-")
    officials = Source.unnamed("s1", "Officials in Seoul", Kind.GROUP)
    assert (officials.id, officials.name, officials.named) == ("unnamed/s1", "officials in seoul", False)
    assert officials.id != Source.unnamed("s2", "Officials in Seoul", Kind.GROUP).id
    assert Source.of_name("김정은", Kind.PERSON).id != Source.of_name("신원식", Kind.PERSON).id


def test_a_statement_is_told_apart_by_its_places() -> None:
    text = "A said B. A said B."
    first, second = Passage.of(text, [Span(0, 1)]), Passage.of(text, [Span(10, 11)])
    assert statement_id("d", first, None) != statement_id("d", second, None)
    assert statement_id("d", first, None) != statement_id("d", None, first)


def test_a_run_is_the_same_for_the_same_software_on_the_same_document() -> None:
    document = Document(text="A.")
    runs = [
        Run(document=document, software="whosaid-1", ended=datetime(2024, 1, day, tzinfo=UTC), statements=())
        for day in (1, 2)
    ]
    assert runs[0].id == runs[1].id
