"""Every cue of the lexicon has an example, and each example is labelled as `data/cue-examples.toml` says."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from kg import pipeline
from kg.extract.lexicon import lexicon, plural
from kg.extract.neural_labels import Labeller, Paragraph
from kg.extract.rules import RuleExtractor
from kg.model import Attribution, Passage, Span
from kg.settings import data_file

LEAST_FOUND = 0.9
"""Share of the examples in which the extractor that ships must find the cue; one sentence alone tells it little."""
ONLY_MODEL = "model"


@dataclass(frozen=True)
class Example:
    section: str
    key: str
    text: str
    cue: Span
    labels: str

    @property
    def name(self) -> str:
        return f"{self.section}: {self.key}"

    @property
    def marked(self) -> str:
        return self.text[self.cue.start : self.cue.end]


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))


def labels_of(attribution: Attribution) -> str:
    return f"{attribution.act} {attribution.polarity} {attribution.certainty}"


def meets(passage: Passage | None, place: Span) -> bool:
    return passage is not None and any(s.start < place.end and place.start < s.end for s in passage.spans)


def read_examples(tables: Mapping[str, Any], section: str = "") -> Iterator[Example]:
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from read_examples(value, f"{section}.{key}" if section else key)
        else:
            sentence, labels = value
            before, cue, after = re.split(r"[][]", sentence)
            place = Span(len(before), len(before) + len(cue))
            yield Example(section, key, before + cue + after, place, labels)


EXAMPLES = list(read_examples(read_toml("cue-examples.toml")))
RULED = [example for example in EXAMPLES if example.section != ONLY_MODEL]
READ = [example for example in EXAMPLES if example.section == ONLY_MODEL]


@pytest.mark.parametrize("example", RULED, ids=lambda example: example.name)
def test_the_rules_find_and_label_the_cue(example: Example) -> None:
    found = {a.cue.spans[0]: labels_of(a) for a in RuleExtractor().extract(example.text) if a.cue}
    assert found.get(example.cue) == example.labels


@pytest.mark.parametrize("example", READ, ids=lambda example: example.name)
def test_a_cue_that_the_model_finds_is_labelled_by_its_words(example: Example) -> None:
    text, cue = example.text, example.cue
    content = Span(cue.end + 1, len(text))
    found = Labeller(lexicon()).labels(
        Paragraph(text, Span(0, len(text))), None, Passage.of(text, [cue]), Passage.of(text, [content])
    )
    assert f"{found.act} {found.polarity} {found.certainty}" == example.labels


def test_the_extractor_that_ships_labels_them_alike() -> None:
    """Labels alone: which words it takes for the cue, and whether it finds it at all, is up to the model."""
    extractor = pipeline.extractor()
    found = 0
    wrong = []
    for example in RULED:
        near = [labels_of(a) for a in extractor.extract(example.text) if meets(a.cue, example.cue)]
        found += bool(near)
        if near and example.labels not in near:
            wrong.append((example.name, example.labels, near))
    assert wrong == []
    assert found >= LEAST_FOUND * len(RULED)


def cues() -> Iterator[tuple[str, str]]:
    """Yield every cue of the lexicon with the section that its example stands in."""
    tables = read_toml("lexicon.toml")
    yield from ((f"verbs.{act}", entry["lemma"]) for act, entries in tables["verbs"].items() for entry in entries)
    yield from (("silence", verb) for verb in tables["silence"]["verbs"])
    for name in ("nouns", "hedges"):
        yield from ((f"{name}.{kind}", word) for kind, words in tables[name].items() for word in words)


def test_every_cue_of_the_lexicon_has_an_example() -> None:
    """A new cue needs one in `data/cue-examples.toml`, in the section of the lexicon's table."""
    sections = {section for section, _ in cues()}
    assert set(cues()) == {(e.section, e.key) for e in EXAMPLES if e.section in sections}


def test_an_example_shows_its_cue() -> None:
    known = set(cues())
    assert [e.name for e in EXAMPLES if (e.section, e.key) in known and not shows(e)] == []


def shows(example: Example) -> bool:
    """Tell whether a form of the cue stands in the brackets, a hedge in the sentence."""
    hedges = example.section.startswith("hedges")
    words = re.findall(r"\w+", (example.text if hedges else example.marked).lower())
    readings = lexicon().verbs.items()
    forms = {form for form, verbs in readings if example.key in {verb.lemma for verb, _ in verbs}}
    alone = not {*forms, plural(example.key)}.isdisjoint(words)
    return alone or f" {example.key} " in f" {' '.join(words)} "
