"""An extractor that has learned from annotated articles: a small encoder labels words and links what it labels."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.extract.base import Extraction, Meant, Named
from kg.extract.encoder.pieces import blocks
from kg.extract.encoder.reading import Decoded, Reading, read
from kg.extract.encoder.session import MODEL, Session
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.neural_labels import Labeller, Paragraph
from kg.extract.text import Sentence, paragraphs
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

    def read(self, text: str, *, skip: Sequence[Span] = ()) -> Extraction:
        """Return all that the model finds in a text, leaving out the paragraphs in `skip`."""
        names: list[Named] = []
        meant: dict[int, Meant] = {}
        readings = noting(self.decoded(text, skip=skip), (), names, meant)
        return Extraction(attributions=tuple(self.attributions(text, readings)), names=tuple(names), meant=meant)

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Return the attributions of a text in order, leaving out the paragraphs in `skip`."""
        return self.read(text, skip=skip).attributions

    def readings(self, text: str, *, skip: Sequence[Span] = ()) -> Iterator[Reading]:
        """Yield what the model reads in a text, before anything is labelled."""
        for decoded in self.decoded(text, skip=skip):
            yield from decoded.readings

    def decoded(self, text: str, *, skip: Sequence[Span] = ()) -> Iterator[Decoded]:
        """Yield the same chunk by chunk, together with every word's probabilities."""
        return read(text, blocks(text, self.session.tokenizer, skip=skip), self.session)

    def attributions(
        self, text: str, readings: Iterable[Reading], cut: Sequence[Sentence] = ()
    ) -> Iterator[Attribution]:
        """Yield readings of a text as attributions, labelled and numbered; `cut` are its sentences, if known."""
        bounds = list(paragraphs(text))
        sentences: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in cut:
            sentences[sentence.paragraph].append(sentence)
        paragraph, number = None, -1
        for key, reading in enumerate(readings):
            if paragraph is None or number != reading.paragraph:
                number = reading.paragraph
                paragraph = Paragraph(text, bounds[number], sentences.get(number, ()))
            source = Passage.of(text, [reading.source]) if reading.source else None
            cue = Passage.of(text, [_with_apostrophe(text, reading.cue)])
            content = Passage.of(text, reading.content)
            source = self._labeller.speaker(paragraph, source, cue)
            content, when = self._labeller.whole(paragraph, cue, content)
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
                said=labels.said or when,
            )


def _with_apostrophe(text: str, span: Span) -> Span:
    """Return a cue with the apostrophe that its first letters need: "they[’ve said]"."""
    shortened = span.start > 1 and text[span.start - 1] in "'’" and text[span.start - 2].isalpha()
    return Span(span.start - 1, span.end) if shortened else span


def noting(
    decoded: Iterable[Decoded], sources: Sequence[Span], names: list[Named], meant: dict[int, Meant]
) -> Iterator[Reading]:
    """Yield the readings, and note on the way the names, and whom sources mean: the readings' own and those given.

    `sources` are in the order of the text. Nothing is kept of a chunk when it is done.
    """
    at = 0
    for chunk in decoded:
        names += chunk.names
        end = int(chunk.ends[-1])
        here = {reading.source for reading in chunk.readings if reading.source}
        while at < len(sources) and sources[at].start < end:
            here.add(sources[at])
            at += 1
        pointers = sorted(here)
        meant.update((span.start, found) for span, found in zip(pointers, chunk.meant(pointers), strict=True))
        yield from chunk.readings


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
