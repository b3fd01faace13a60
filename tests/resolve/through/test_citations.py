"""Whom a medium cites in front of its own words said them."""

import pytest

from kg.extract.lexicon import lexicon
from kg.model import Act, Attribution, Certainty, Passage, Polarity, Quotation, Span
from kg.resolve.authority import authority
from kg.resolve.through.citations import put_right
from kg.resolve.through.media import Media

MEDIA = Media(lexicon(), authority())


def found(text: str, key: int, source: str | None, cue: str, content: str) -> Attribution:
    def passage(words: str) -> Passage:
        begin = text.index(words)
        return Passage.of(text, [Span(begin, begin + len(words))])

    return Attribution(
        key=key,
        source=passage(source) if source else None,
        cue=passage(cue),
        content=passage(content),
        quotation=Quotation.INDIRECT,
        act=Act.ASSERT,
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
        confidence=0.9,
    )


def test_who_is_cited_between_speaker_and_cue_says_it() -> None:
    text = "KCNA, citing the ministry, said that it rained."
    host = found(text, 0, "KCNA", "said", "that it rained")
    for source in ("KCNA", None):
        _, cited = put_right(text, [host, found(text, 1, source, "citing", "the ministry")], MEDIA)
        assert cited.source is not None
        assert (cited.source.text, cited.content, cited.within) == ("the ministry", host.content, 0)


def test_who_is_cited_in_front_of_the_speaker_says_it() -> None:
    text = "Citing a source close to the talks, Bloomberg reported that it rained."
    cited = found(text, 0, None, "Citing", "a source close to the talks")
    host = found(text, 1, "Bloomberg", "reported", "that it rained")
    first, second = put_right(text, [cited, host], MEDIA)
    assert first.source == cited.content
    assert (first.content, first.within) == (host.content, 1)
    assert second == host


OTHERS = {
    "behind": (
        "It rained, Reuters said, citing a clerk.",
        ("Reuters", "said", "It rained"),
        ("a clerk", "citing", "It rained"),
    ),
    "a clause": (
        "Reuters, which quoted a clerk, said that it rained.",
        ("Reuters", "said", "that it rained"),
        ("Reuters", "quoted", "a clerk"),
    ),
    "another sentence": (
        "Reuters left, citing a clerk. KCNA said that it rained.",
        ("KCNA", "said", "that it rained"),
        ("Reuters", "citing", "a clerk"),
    ),
    "a reason": (
        "Ada Berg, citing ill health, said that she would go.",
        ("Ada Berg", "said", "that she would go"),
        ("Ada Berg", "citing", "ill health"),
    ),
    "a person's authority": (
        "Ada Berg, citing Article 5, said that she would go.",
        ("Ada Berg", "said", "that she would go"),
        ("Ada Berg", "citing", "Article 5"),
    ),
    "a medium's reason": (
        "Reuters, citing safety concerns, said that it would go.",
        ("Reuters", "said", "that it would go"),
        ("Reuters", "citing", "safety concerns"),
    ),
}


@pytest.mark.parametrize(("text", "first", "second"), OTHERS.values(), ids=OTHERS)
def test_other_attributions_stay_as_they_are(
    text: str, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    attributions = (found(text, 0, *first), found(text, 1, *second))
    assert put_right(text, attributions, MEDIA) == attributions
