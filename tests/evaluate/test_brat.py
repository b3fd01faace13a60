"""Brat folders are read in both layouts, and scored as their spans and statements agree."""

from pathlib import Path

import pytest

from kg.errors import InputError, MissingInputError
from kg.evaluate.brat import BratScore, is_brat, read_brat, score
from kg.extract.rules import RuleExtractor

TEXT = "The mayor said that “it rained.”\nNobody asked."
ANNOTATION = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 31\tthat “it rained.
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
"""


def folder(tmp_path: Path, annotation: str = ANNOTATION) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(annotation, encoding="utf-8")
    return tmp_path


def scored(path: Path) -> dict[str, float]:
    [article] = read_brat(path)
    return score(article, RuleExtractor().extract(article.text)).figures()


def test_what_is_right_but_for_punctuation_is_right(tmp_path: Path) -> None:
    figures = scored(folder(tmp_path))
    assert set(figures.values()) == {1.0}


def test_a_wider_content_is_right_leniently_only(tmp_path: Path) -> None:
    figures = scored(folder(tmp_path, ANNOTATION.replace("T3\tContent 15 31", "T3\tContent 15 18;21 31")))
    assert figures["statements lenient F1"] == 1.0
    assert figures["statements strict F1"] == figures["content exact F1"] == 0.0


def test_another_source_is_wrong(tmp_path: Path) -> None:
    figures = scored(folder(tmp_path, ANNOTATION.replace("T1\tSource 0 9", "T1\tSource 33 39")))
    assert figures["statements lenient F1"] == figures["source exact F1"] == 0.0
    assert figures["cue exact F1"] == 1.0


def test_of_several_annotators_the_first_is_the_gold(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "a_one.ann").write_text(ANNOTATION, encoding="utf-8")
    (tmp_path / "attributions" / "a_two.ann").write_text("", encoding="utf-8")
    assert is_brat(tmp_path)
    [article] = read_brat(tmp_path)
    assert len(article.statements) == 1


def test_nothing_found_and_nothing_there(tmp_path: Path) -> None:
    [article] = read_brat(folder(tmp_path))
    assert set(score(article, ()).figures().values()) == {0.0}
    total = BratScore()
    total.add(score(article, ()))
    assert total.counts["statements gold"] == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(MissingInputError, match="holds no annotated articles"):
        list(read_brat(empty))


def test_a_broken_annotation_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.ann"):
        list(read_brat(folder(tmp_path, "T1\tSource 0 x\tThe mayor\n")))
