"""The model and the rules together."""

import pytest

from kg.extract.combined import CombinedExtractor
from kg.model import Act, Attribution, Polarity

NESTED = (
    "A river council report says the dam at Ostrava Mill is safe.\n\n"
    "The regional radio said on Friday that the engineer Pavel Hruby had warned that the dam could fail.\n\n"
    "The owner of the mill declined to comment.\n"
)


@pytest.fixture(scope="module")
def extractor() -> CombinedExtractor:
    return CombinedExtractor()


def _by_cue(found: tuple[Attribution, ...]) -> dict[str, Attribution]:
    return {a.cue.text: a for a in found if a.cue}


def test_a_statement_inside_a_content_points_at_the_one_around_it(extractor: CombinedExtractor) -> None:
    by_cue = _by_cue(extractor.extract(NESTED))
    inner = by_cue["had warned"]
    assert inner.within == by_cue["said"].key
    assert inner.source is not None
    assert inner.source.text == "the engineer Pavel Hruby"
    assert inner.act is Act.WARN
    assert by_cue["said"].within is None


def test_silence_is_a_statement_without_a_content(extractor: CombinedExtractor) -> None:
    silent = [a for a in extractor.extract(NESTED) if a.act is Act.DECLINE]
    assert [a.source.text for a in silent if a.source] == ["The owner of the mill"]


def test_no_cue_is_taken_twice(extractor: CombinedExtractor) -> None:
    cues = [a.cue.spans for a in extractor.extract(NESTED) if a.cue]
    assert len(set(cues)) == len(cues)


def test_keys_count_in_the_order_of_the_text_and_places_are_exact(extractor: CombinedExtractor) -> None:
    found = extractor.extract(NESTED)
    assert [a.key for a in found] == list(range(len(found)))
    assert all(p.is_exact(NESTED) for a in found for p in (a.source, a.cue, a.content, a.said) if p)
    assert all(a.within is None or a.within < len(found) for a in found)


def test_nothing_gives_nothing(extractor: CombinedExtractor) -> None:
    assert extractor.extract("") == ()


def test_a_headline_does_not_speak_in_the_article(extractor: CombinedExtractor) -> None:
    text = "Le maire\n\nZoë Müller-Łuczak, the mayor of Besançon, said on Monday that it had rained.\n"
    assert [a.source.text for a in extractor.extract(text) if a.source] == ["Zoë Müller-Łuczak, the mayor of Besançon"]


QUOTED = (
    'A town hall spokesperson said: "The mayor began by praising the bridge.\n\n'
    '"The mayor repeated that the bridge must stay open and that safety came first.\n\n'
    '"We all agreed to keep in touch."\n'
)


def test_who_is_quoted_inside_a_quotation_speaks_within_it(extractor: CombinedExtractor) -> None:
    found = extractor.extract(QUOTED)
    outer = next(a for a in found if a.cue and a.cue.text == "said")
    inner = next(a for a in found if a.cue and a.cue.text == "repeated")
    assert outer.source is not None
    assert outer.source.text == "A town hall spokesperson"
    assert inner.source is not None
    assert inner.source.text == "The mayor"
    around = inner.within
    while around is not None and around != outer.key:
        around = found[around].within if found[around].within is not None else found[around].continues
    assert around == outer.key


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ada Lund was told on Monday that the mill had closed.", None),
        ("Residents have been informed that the water was safe.", None),
        ("Ada Lund was warned that the dam could fail.", None),
        ("Told that the mill had closed, Ada Lund wept.", None),
        ("Ada Lund, told that the mill had closed, wept.", None),
        ("Ada Lund was told by Bo Berg that the mill had closed.", "Bo Berg"),
        ("Told by Bo Berg that the mill had closed, Ada Lund wept.", "Bo Berg"),
        ("Ada Lund, said to be close to the king, left on Monday.", None),
        ("Mr Takk, warned by doctors to rest, flew to Paris.", "doctors"),
        ("Pressed on whether the mill would close, Ada Lund left.", None),
        ("The mayor, Ada Lund, said by phone from Oslo that it was over.", "The mayor, Ada Lund"),
        ("Ada Lund told reporters that the mill had closed.", "Ada Lund"),
        ("Ada Lund, the mayor, warned that the dam could fail.", "Ada Lund, the mayor"),
        ("Ada Lund was worried that the dam could fail.", "Ada Lund"),
        ("Ada Lund was quoted as saying that the mill had closed.", "Ada Lund"),
    ],
)
def test_who_is_told_does_not_speak(extractor: CombinedExtractor, text: str, source: str | None) -> None:
    (found,) = extractor.extract(text)
    assert (found.source.text if found.source else None) == source


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("The court ruled that the tax was lawful.", Act.ASSERT, Polarity.POSITIVE),
        ("The governor ruled out a new vote.", Act.DENY, Polarity.NEGATIVE),
        ("Ada Lund pleaded not guilty to two counts of fraud.", Act.DENY, Polarity.NEGATIVE),
        ("Ada Lund pleaded guilty to fraud.", Act.ASSERT, Polarity.POSITIVE),
        ("“Close the mill,” she pleaded.", Act.DEMAND, Polarity.POSITIVE),
        ("Ada Lund stopped short of saying that he had lied.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund avoided saying that he had lied.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund was unable to say whether the mill would close.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund would not be drawn on whether the mill would close.", Act.DECLINE, Polarity.NEGATIVE),
        ("The company had no immediate comment.", Act.DECLINE, Polarity.NEGATIVE),
        ("Ada Lund doubts that the mill will close.", Act.BELIEVE, Polarity.NEGATIVE),
        ("Ada Lund has no doubt that the mill will close.", Act.ASSERT, Polarity.POSITIVE),
        ("The union wants Mr Berg to resign.", Act.DEMAND, Polarity.POSITIVE),
        ("Ada Lund played down fears that the dam could fail.", Act.DENY, Polarity.NEGATIVE),
        ("Ada Lund retracted her claim that the mill had closed.", Act.DENY, Polarity.NEGATIVE),
    ],
)
def test_what_is_done_with_words(extractor: CombinedExtractor, text: str, act: Act, polarity: Polarity) -> None:
    found = next(each for each in extractor.extract(text) if each.within is None)
    assert (found.act, found.polarity) == (act, polarity)


@pytest.mark.parametrize("dateline", ["LUND, May 20 (Reuters) - ", "LUND, Sweden, May 20 (AP) — ", "LUND (Reuters) - "])
def test_a_dateline_is_no_part_of_what_is_said(extractor: CombinedExtractor, dateline: str) -> None:
    text = f"Rain\n\n{dateline}Repairs of the quay will cost 12 million euros, the transport ministry said on Monday.\n"
    (found,) = extractor.extract(text)
    assert found.content is not None
    assert found.content.text == "Repairs of the quay will cost 12 million euros"


@pytest.mark.parametrize(
    "text",
    [
        "Who said that the mill had closed?",
        "It is hard to tell who has said what.",
        "Nobody knows who said that the mill had closed.",
    ],
)
def test_who_asks_does_not_speak(extractor: CombinedExtractor, text: str) -> None:
    assert extractor.extract(text) == ()


def test_who_is_told_of_speaks(extractor: CombinedExtractor) -> None:
    (found,) = extractor.extract("People who said they had seen the fire were heard on Tuesday.")
    assert found.source is not None
    assert found.source.text == "People"
