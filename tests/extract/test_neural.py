"""The trained extractor with the model that ships."""

import gc
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.base import NameClass
from kg.extract.neural import NeuralExtractor
from kg.model import Act, Attribution, Polarity, Quotation, Span

ARTICLE = """Harbour bridge to close for a year

The mayor of Tidewick said on Tuesday that the old harbour bridge would close in June.

“We have no other choice,” Marta Lindqvist told reporters. “The steel is tired.”

According to the port authority, 4,000 lorries cross the bridge every day.

Shop owners on the north bank warned that the closure could ruin them.

A spokesman for the builder denied that the work had begun too late.
"""


@pytest.fixture(scope="module")
def extractor() -> NeuralExtractor:
    return NeuralExtractor()


def _passages(found: Sequence[Attribution]) -> list[str]:
    return [p.text for a in found for p in (a.source, a.cue, a.content) if p]


def _is_exact(text: str, found: Sequence[Attribution]) -> bool:
    return all(p.is_exact(text) for a in found for p in (a.source, a.cue, a.content, a.said) if p)


def test_plain_statements_are_found_with_their_speakers(extractor: NeuralExtractor) -> None:
    found = extractor.extract(ARTICLE)
    pairs = [(a.source.text if a.source else None, a.cue.text if a.cue else None) for a in found]
    assert ("The mayor of Tidewick", "said") in pairs
    assert ("Marta Lindqvist", "told") in pairs
    assert ("the port authority", "According to") in pairs
    assert ("Shop owners on the north bank", "warned") in pairs
    assert len(found) <= 8
    assert _is_exact(ARTICLE, found)


def test_labels_come_from_the_cue_and_the_marks(extractor: NeuralExtractor) -> None:
    by_cue = {a.cue.text: a for a in extractor.extract(ARTICLE) if a.cue}
    assert by_cue["denied"].act is Act.DENY
    assert by_cue["denied"].polarity is Polarity.NEGATIVE
    assert by_cue["warned"].act is Act.WARN
    assert by_cue["told"].quotation is Quotation.DIRECT
    assert by_cue["said"].said is not None
    assert by_cue["said"].said.text == "on Tuesday"


def test_keys_count_in_the_order_of_the_text(extractor: NeuralExtractor) -> None:
    found = extractor.extract(ARTICLE)
    assert [a.key for a in found] == list(range(len(found)))
    starts = [min(s.start for p in (a.source, a.cue, a.content) if p for s in p.spans) for a in found]
    assert starts == sorted(starts)


def test_the_same_text_always_gives_the_same_statements(extractor: NeuralExtractor) -> None:
    assert extractor.extract(ARTICLE) == extractor.extract(ARTICLE) == NeuralExtractor().extract(ARTICLE)


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\ufeff", "\u200b\u200b", "”", "." * 2_000])
def test_a_text_without_words_has_no_statements(extractor: NeuralExtractor, text: str) -> None:
    assert extractor.extract(text) == ()


def test_paragraphs_to_skip_are_not_read(extractor: NeuralExtractor) -> None:
    start = ARTICLE.index("Shop owners")
    skip = Span(start, ARTICLE.index("\n", start))
    found = extractor.extract(ARTICLE, skip=[skip])
    assert not any("Shop owners" in words for words in _passages(found))
    assert any("Marta" in words for words in _passages(found))


HOSTILE = [
    "\U0001f4a3\U0001f9d1\u200d\U0001f680 ",
    "\ud800\udfff ",
    "e\u0301\u0301\u0301 ",
    "\x00\x1b\x7f ",
    "ﷺ İSTANBUL ",
    "\u202e ",
    "a" * 5_000 + " ",
]


@pytest.mark.parametrize("prefix", HOSTILE)
def test_hostile_characters_leave_the_places_exact(extractor: NeuralExtractor, prefix: str) -> None:
    text = prefix + "The minister said that the road is closed.\n\n" + ARTICLE
    found = extractor.extract(text)
    assert _is_exact(text, found)
    assert any(words == "Marta Lindqvist" for words in _passages(found))


WORDS = ["“", "”", "'", "said", " ", "\n", "he", ".", "The mayor", "\u0000", "ß", "Ꭶ", "\ud83d", "-"]


@settings(max_examples=25)
@given(words=st.lists(st.sampled_from(WORDS)))
def test_any_text_gives_exact_places(words: list[str]) -> None:
    text = "".join(words)
    assert _is_exact(text, _shared().extract(text))


_LOADED: list[NeuralExtractor] = []


def _shared() -> NeuralExtractor:
    if not _LOADED:
        _LOADED.append(NeuralExtractor())
    return _LOADED[0]


def test_a_paragraph_longer_than_a_window_is_read_to_its_end(extractor: NeuralExtractor) -> None:
    text = "It rained over the hills and the river rose again. " * 200 + "The mayor said that the bridge would close."
    found = extractor.extract(text)
    assert any(a.source and a.source.text == "The mayor" and a.source.spans[0].start > 10_000 for a in found)


def test_a_long_text_is_read_in_flat_memory(extractor: NeuralExtractor) -> None:
    """Four times the text must not take four times the memory: readings are drawn one by one."""

    def peak(text: str) -> int:
        gc.collect()
        tracemalloc.start()
        for _ in extractor.readings(text):
            pass
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    short = ARTICLE * 160
    assert peak(short * 2) < 1.3 * peak(short) + 200_000


def test_confidences_are_chances_and_differ(extractor: NeuralExtractor) -> None:
    chances = [a.confidence for a in extractor.extract(ARTICLE)]
    assert all(0 < c < 1 for c in chances)
    assert len(set(chances)) > 1
    assert max(chances) > 0.8


def test_names_are_recognised_where_they_stand(extractor: NeuralExtractor) -> None:
    found = {ARTICLE[n.span.start : n.span.end]: n for n in extractor.read(ARTICLE).names}
    assert found["Marta Lindqvist"].kind is NameClass.PERSON
    assert found["Marta Lindqvist"].probability > 0.8


def test_a_pronoun_means_a_name_before_it_also_one_that_was_read_long_ago(extractor: NeuralExtractor) -> None:
    """Names of one chunk of windows go on to be meant in the next."""
    rain = "rain fell on the roofs of the town, on the grey river and on the road to the hills.\n\n" * 900
    near = "Marta Lindqvist runs the town.\n\nShe said on Tuesday that it rained.\n"
    far = f"Marta Lindqvist runs the town.\n\n{rain}She said on Tuesday that it rained.\n"
    for text in (near, far):
        meant = extractor.read(text).meant[text.index("She said")]
        assert [text[span.start : span.end] for span, _ in meant.names][:1] == ["Marta Lindqvist"]
        assert 0 < sum(chance for _, chance in meant.names) + meant.none <= 1.0001
