"""Whatever words, marks and abbreviations stand beside one another, an article is read to its end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Metadata
from kg.pipeline import extract, extractor

_OF_SOURCES = """
the a an another one two his its Mr. Gov. Sen. Adm. Lt. Col. St. Dr. former acting deputy vice prime minister
mayor president spokesman spokeswoman chief officer general ministry police army company union bank agency
newspaper officials sources people report statement Ada Bo Vik Lund Lund’s Lunds’ Berg al-Vik de van B. Jr. Jr
Sr. U.S. U.N. Norland Oslo Norwegian Reuters BBC KCNA Times Herald Council of for from and or in with who which
34, 31-year-old mother-of-two No. 10 ( ) , ‘ ’ “ ” - — ' " . / & $5 he she it they I we both
"""
_SOURCE = st.lists(st.sampled_from(_OF_SOURCES.split()), min_size=1, max_size=7).map(" ".join)
_SENTENCES = (
    "“It rained,” said {}.",
    "“It rained,” said {}",
    "{} said that it rained on Monday.",
    "According to {}, it rained.",
    "“It rained,” {} told {}. “It was cold.”",
    "{} denied that {} had left, citing {}.",
    "{}, {}, declined to comment.",
    "It rained, said {}, who quoted {} as saying that it would.",
    "“I saw {},” he said.",
    "{} was asked by {} to leave",
    "{}",
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    sentences = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4))
    filled = [each.format(*(draw(_SOURCE) for _ in range(each.count("{}")))) for each in sentences]
    text = draw(st.sampled_from((" ", "\n\n"))).join(filled)
    return text.replace(" ,", ",").replace("( ", "(").replace(" )", ")")


@pytest.mark.parametrize("name", ["rules", "combined"])
@settings(max_examples=300)
@given(text=_texts())
def test_any_text_is_read_to_its_end(name: str, text: str) -> None:
    document = Document(text=text, metadata=Metadata(publisher="Lund Dispatch", title=text[:60].strip() or None))
    for statement in extract(document, by=extractor(name)).statements:
        assert statement.source.name
        for passage in (statement.source_words, statement.cue, statement.content):
            assert passage is None or passage.is_exact(text)
