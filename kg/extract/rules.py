"""Attributed statements found by rules: cues from a lexicon, borders from punctuation and closed word classes."""

from collections.abc import Iterable, Sequence

from kg.extract.base import Extraction
from kg.extract.classes import CLITICS, POSSESSIVE_PRONOUNS
from kg.extract.contents import Contents
from kg.extract.continuations import continue_quotation
from kg.extract.cue import Cue, Pattern
from kg.extract.cues import find_cues
from kg.extract.findings import Finding, attributions
from kg.extract.frames import Frame, statements
from kg.extract.grammar import Grammar, Interval
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.placements import Placement
from kg.extract.text import Sentence, sentences
from kg.model import Attribution, Passage, Span


class RuleExtractor:
    """Finds attributed statements in English by rules alone."""

    name = "rules"
    version = "1"

    def __init__(self, words: Lexicon | None = None) -> None:
        self.words = words or lexicon()

    def read(self, text: str, *, skip: Sequence[Span] = ()) -> Extraction:
        """Return the attributions of a text and its sentences; rules alone find nothing else."""
        cut = tuple(sentences(text, skip=skip))
        return Extraction(attributions=self.attributions(text, cut), sentences=cut)

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Return the attributions of a text in order, leaving out the paragraphs in `skip`."""
        return self.attributions(text, sentences(text, skip=skip))

    def attributions(self, text: str, cut: Iterable[Sentence]) -> tuple[Attribution, ...]:
        """Return the attributions in a text that has been cut into sentences."""
        found: list[Finding] = []
        for sentence in cut:
            grammar = Grammar(sentence, self.words)
            frames = statements(grammar, Contents(grammar, find_cues(grammar)).frames())
            if all(frame.placement is Placement.RIGHT and _is_quoted(grammar, frame.cue) for frame in frames):
                continue_quotation(text, sentence, found)
            found.extend(_findings(text, grammar, frames, len(found)))
        return attributions(found, self.words)


def _is_quoted(grammar: Grammar, cue: Cue) -> bool:
    """Tell whether a cue stands inside a quotation, as part of what somebody says."""
    return grammar.tokens[cue.begin].quoted


def _findings(text: str, grammar: Grammar, frames: Sequence[Frame], offset: int) -> list[Finding]:
    """Return a finding for each frame of a sentence; `offset` is the index that the first one will have."""
    findings, sentence = [], grammar.sentence
    for frame in frames:
        cue = frame.cue
        outer = _cited_for(grammar, frame, frames)
        content = outer.content if outer and cue.pattern is Pattern.CITING else frame.content
        finding = Finding(
            sentence=sentence,
            act=frame.act,
            content=_passage(text, sentence, content),
            frame=frame,
            source=_passage(text, sentence, (cue.source,) if cue.source else ()),
            cue=_passage(text, sentence, ((cue.begin, cue.end),)),
            said=_passage(text, sentence, (frame.said,) if frame.said else ()),
            inside=offset + frames.index(outer) if outer else None,
        )
        findings.append(finding)
    return findings


def _passage(text: str, sentence: Sentence, intervals: Sequence[Interval]) -> Passage | None:
    """Return the words at intervals of a sentence's tokens, None where there are none."""
    if not intervals:
        return None
    tokens = sentence.tokens
    return Passage.of(text, [Span(tokens[a].start, tokens[b - 1].end) for a, b in intervals])


def _cited_for(grammar: Grammar, frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    """Return the frame for whose content a source is cited, for ", citing the agency" and ", citing Lee, who said"."""
    cue = frame.cue
    citing: Frame | None = frame
    if cue.pattern is not Pattern.CITING:
        speaks_too = cue.relative and cue.source is not None
        cited = (f for f in frames if f.cue.pattern is Pattern.CITING and f.cue.source == cue.source)
        citing = next(cited, None) if speaks_too else None
    if citing is None:
        return None
    earlier = (f for f in frames if f is not citing and f.cue.begin < citing.cue.begin)
    before = [f for f in earlier if f.content and not f.cue.shared]
    outermost = [f for f in before if f.placement is not Placement.RIGHT]
    if before:
        return (outermost or before)[-1]
    return next((f for f in frames if _cites_in_front(grammar, f, citing.cue)), None)


def _cites_in_front(grammar: Grammar, frame: Frame, citing: Cue) -> bool:
    """Tell whether somebody is cited between a body and its verb: "Keizai, citing two bankers, said that …".

    Who has one name and cites people is taken for a medium; a person may only give a reason: "citing ill health".
    """
    source, cited, verb = frame.cue.source, citing.source, frame.cue.verb
    if source is None or cited is None or verb is None or not frame.content or frame.cue.shared:
        return False
    behind = cited[1] + 1
    if source[1] + 1 != citing.begin or grammar.adverbs_before(frame.cue.begin) != behind:
        return False
    if grammar.lower(source[1]) != "," or grammar.lower(cited[1]) != ",":
        return False
    words, reports = grammar.words, verb.lemma == "report"
    owner = max((i for i in range(*source) if grammar.lower(i) in CLITICS), default=source[0] - 1)  # "Japan’s NHK"
    name = [grammar.tokens[i] for i in range(owner + 1, source[1]) if grammar.lower(i) != "the"]
    named = all(token.is_capitalised and token.lower not in words.titles for token in name)
    body = not words.bodies.isdisjoint(token.lower for token in name)
    witnesses = words.people | words.documents if reports or body else words.people
    told = not witnesses.isdisjoint(map(grammar.lower, range(*cited)))
    medium = body or (named and (reports or len(name) == 1 or words.is_medium([token.lower for token in name])))
    return medium and told and grammar.lower(cited[0]) not in POSSESSIVE_PRONOUNS
