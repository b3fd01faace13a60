"""Paragraphs, sentences, tokens and quotations keep their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text import paragraphs, quotations, sentences, tokens
from kg.model import Span


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@given(st.text(alphabet=st.sampled_from("aB. ,?!“”\"‘’'«»\n\r\tÉ한1-"), max_size=80))
def test_every_token_is_the_text_at_its_place_and_none_is_lost(text: str) -> None:
    seen: list[str] = []
    for sentence in sentences(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            seen.append(token.text)
    assert "".join(seen) == "".join("".join(seen_in(text)).split())


def seen_in(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


def test_sentences_end_at_stops_but_not_in_quotations_nor_after_titles() -> None:
    text = "Gen. Lee of the U.S. Army spoke. “No. We never met,” she said. Nobody asked."
    assert pieces(text) == ["Gen. Lee of the U.S. Army spoke.", "“No. We never met,” she said.", "Nobody asked."]


def test_a_question_keeps_its_attribution() -> None:
    assert pieces("“Why now?” Lee asked. “Why?” The rest is silence.") == [
        "“Why now?” Lee asked.",
        "“Why?”",
        "The rest is silence.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“All is well,” he said.",
        '"All is well," he said.',
        "‘All is well,’ he said.",
        "'All is well,' he said.",
        "''All is well,'' he said.",
        "«All is well», he said.",
        "„All is well“, he said.",
    ],
)
def test_every_kind_of_quotation_mark_is_known(text: str) -> None:
    found = quotations(text, Span(0, len(text)))
    assert [text[q.start : q.end].strip("“”\"‘’'«»„,") for q in found] == ["All is well"]


def test_apostrophes_open_and_close_no_quotation() -> None:
    text = "The workers’ union didn't say it was the '90s."
    assert quotations(text, Span(0, len(text))) == []
    text = "‘The workers’ demands are fair,’ she said."
    assert [(q.start, q.end) for q in quotations(text, Span(0, len(text)))] == [(0, 32)]


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_open() -> None:
    text = "“First.\n\n“Second.”"
    first, second = paragraphs(text)
    assert [q.open for q in quotations(text, first)] == [True]
    assert [q.open for q in quotations(text, second)] == [False]


def test_a_possessive_is_a_token_of_its_own() -> None:
    text = "Seoul’s 240-millimeter guns cost $1.05"
    found = [token.text for token in tokens(text, Span(0, len(text)))]
    assert found == ["Seoul", "’s", "240-millimeter", "guns", "cost", "$1.05"]


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = ["This line of an e-mail goes on and on until it is", "as long as lines of e-mail are, and then"]
    wrapped = "\n".join(lines * 4)
    assert len(list(paragraphs(wrapped + ".\n\nAnother one."))) == 2
    assert len(list(paragraphs("Headline\nFirst paragraph.\nSecond paragraph."))) == 3


@pytest.mark.parametrize(
    "line",
    [
        "SEOUL (Meridian Wire) - ",
        "SEOUL, May 17, 2024 (Meridian Wire) - ",
        "WASHINGTON - ",
        "PUNE: ",
        "NEW YORK, Jan. 3 — ",
        "LUND, Sweden, May 20 (AP) — ",
        "NEW YORK/LONDON, May 20 (Meridian Wire) -- ",
        "LUDWIGSBURG, May 14, 2024 -- ",
        "LYON, France, May 14, 2024 /NewsLine/ -- ",
    ],
)
def test_a_dateline_belongs_to_no_sentence(line: str) -> None:
    assert pieces(f"Rain\n\n{line}It rained. Then it stopped.") == ["Rain", "It rained.", "Then it stopped."]


@pytest.mark.parametrize(
    "text", ["NATO said: it rained.", "The EU - a bloc - met.", "BBC, CNN, NHK - all left.", "It rained."]
)
def test_other_capitals_are_no_dateline(text: str) -> None:
    assert pieces(f"Rain\n\n{text}") == ["Rain", text]
