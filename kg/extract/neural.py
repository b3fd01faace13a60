"""An extractor that has learned from annotated articles: a small encoder labels words and links what it labels."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.extract.encoder.pieces import blocks
from kg.extract.encoder.reading import Decoded, Reading, read
from kg.extract.encoder.session import MODEL, Session
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.neural_labels import Labeller, Paragraph
from kg.extract.text import paragraphs
from kg.model import Attribution, Passage, Span

FOLDER = Path(__file__).parent / "model"


class NeuralExtractor:
    """Finds attributed statements in English with the model that ships with the project.

    Words inside another statement's content are not read again: nested statements are not found. A long text is
    read in chunks; memory grows with what is found in it, not with its length.
    """

    name = "neural"

    def __init__(
        self, folder: Path = FOLDER, *, model: str = MODEL, threads: int = 1, words: Lexicon | None = None
    ) -> None:
        self.session = Session.load(folder, model=model, threads=threads)
        self.version = str(self.session.meta["version"])
        self._calibration: Mapping[str, float] = self.session.meta["calibration"]
        self._labeller = Labeller(words or lexicon())

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Return the attributions of a text in order, leaving out the paragraphs in `skip`."""
        return tuple(self.attributions(text, self.readings(text, skip=skip)))

    def readings(self, text: str, *, skip: Sequence[Span] = ()) -> Iterator[Reading]:
        """Yield what the model reads in a text, before anything is labelled."""
        for decoded in self.decoded(text, skip=skip):
            yield from decoded.readings

    def decoded(self, text: str, *, skip: Sequence[Span] = ()) -> Iterator[Decoded]:
        """Yield the same chunk by chunk, together with every word's probabilities."""
        session = self.session
        return read(text, blocks(text, session.tokenizer, skip=skip), session.run, session.linker)

    def attributions(self, text: str, readings: Iterable[Reading]) -> Iterator[Attribution]:
        """Yield readings of a text as attributions, labelled and numbered."""
        bounds = list(paragraphs(text))
        paragraph, number = None, -1
        for key, reading in enumerate(readings):
            if paragraph is None or number != reading.paragraph:
                number = reading.paragraph
                paragraph = Paragraph(text, bounds[number])
            source = Passage.of(text, [reading.source]) if reading.source else None
            cue, content = Passage.of(text, [reading.cue]), Passage.of(text, reading.content)
            labels = self._labeller.labels(paragraph, source, cue, content)
            yield Attribution(
                key=key,
                source=source,
                cue=cue,
                content=content,
                quotation=labels.quotation,
                act=labels.act,
                polarity=labels.polarity,
                certainty=labels.certainty,
                confidence=round(confidence(reading, self._calibration), 3),
                said=labels.said,
            )


def confidence(reading: Reading, weights: Mapping[str, float]) -> float:
    """Return how probably a statement is right: a logistic curve over the log odds of its parts."""
    return 1.0 / (1.0 + math.exp(-sum(weights[name] * value for name, value in features(reading).items())))


def features(reading: Reading) -> dict[str, float]:
    """Return what a statement's confidence is made of: the log odds of its parts, and whether it has a source."""
    evidence = reading.evidence
    parts = {name: getattr(evidence, name) for name in ("source", "cue", "content", "to_source", "to_cue")}
    odds = {name: _log_odds(chance) for name, chance in parts.items()}
    return {"bias": 1.0, "sourceless": float(reading.source is None), **odds}


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, 1e-6), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))
