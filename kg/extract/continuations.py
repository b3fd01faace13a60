"""Quotations without a cue of their own, which go on from one before them, over paragraphs if need be."""

from dataclasses import replace

from kg.extract.cue import Pattern
from kg.extract.findings import Finding
from kg.extract.placements import Placement
from kg.extract.text import Sentence
from kg.model import Act, Passage, Span

_OPENING = '“"‘«„'
"""Marks that open a quotation and are no apostrophe."""


def continue_quotation(text: str, sentence: Sentence, found: list[Finding]) -> None:
    """Read a sentence that is nothing but a quotation as going on from the quotation before it.

    The new words are put into the last finding or added as one that continues it. "The minister said:" takes them
    as its own content.
    """
    if not found or not _is_quotation(sentence):
        return
    last = found[-1]
    content = Passage.of(text, [Span(sentence.quotations[0].start, sentence.quotations[-1].end)])
    paragraphs = sentence.paragraph - last.sentence.paragraph
    if last.frame is not None and last.frame.awaits and paragraphs <= 1:
        joined = content if last.content is None else _extended(text, last.content, content)
        found[-1] = replace(last, content=joined, sentence=sentence)
        return
    index = _last_quoted(found)
    spoken = found[index]
    if not paragraphs and _speaks_alone(text, found, sentence):
        found.append(Finding(sentence=sentence, act=Act.ASSERT, content=content, continues=index))
        return
    if spoken.content is None or not _goes_on(text, spoken, sentence, paragraphs):
        return
    if spoken is last and spoken.continues is not None:
        found[-1] = replace(spoken, content=_extended(text, spoken.content, content), sentence=sentence)
    else:
        act = Act.ASSERT if spoken.act is Act.DENY else spoken.act
        found.append(Finding(sentence=sentence, act=act, content=content, continues=index))


def _is_quotation(sentence: Sentence) -> bool:
    """Tell whether a sentence is quotations from its beginning and nothing but a stop besides."""
    if not sentence.quotations or sentence.quotations[0].start != sentence.start:
        return False
    return sentence.end - sentence.start - sum(q.end - q.start for q in sentence.quotations) <= 2


def _extended(text: str, content: Passage, more: Passage) -> Passage:
    """Join a quotation and what goes on from it, over a paragraph's end, to one span."""
    return Passage.of(text, [*content.spans[:-1], Span(content.spans[-1].start, more.spans[-1].end)])


def _last_quoted(found: list[Finding]) -> int:
    """Return the index of the outermost finding that quotes in the sentence of the last one, else that of the last."""
    last = len(found) - 1
    chosen: int | None = None
    for index in range(last, -1, -1):
        if found[index].sentence is not found[last].sentence:
            break
        if _quotes(found[index]) and (chosen is None or _holds(found[index], found[chosen])):
            chosen = index
    return last if chosen is None else chosen


def _holds(outer: Finding, inner: Finding) -> bool:
    """Tell whether one finding's content reaches around another's."""
    around, within = outer.content, inner.content
    if around is None or within is None:
        return False
    return around.spans[0].start <= within.spans[0].start and within.spans[-1].end <= around.spans[-1].end


def _quotes(finding: Finding) -> bool:
    """Tell whether a finding's content has words in quotation marks."""
    content = finding.content
    if content is None:
        return False
    if finding.continues is not None or content.text[0] in _OPENING:
        return True
    quotations = finding.sentence.quotations
    return any(q.start < span.end and span.start < q.end for q in quotations for span in content.spans)


def _is_quoted(finding: Finding) -> bool:
    """Tell whether somebody tells in his own quotation what a source said: “One of them asked if it rained”."""
    source = finding.frame.cue.source if finding.frame else None
    return source is not None and finding.sentence.tokens[source[0]].quoted


def _speaks_alone(text: str, found: list[Finding], sentence: Sentence) -> bool:
    """Tell whether a quotation stands right behind a sentence without one, in which one source only speaks.

    Whatever that source did there, denied or would not say, what is quoted it says: "Lund denied it. “I was at home.”"
    """
    here = [finding for finding in found if finding.sentence is found[-1].sentence]
    frames = [finding.frame for finding in here]
    if _stands_between(text, found[-1], sentence) or found[-1].sentence.quotations or not all(frames):
        return False
    cues = [frame.cue for frame in frames if frame]
    alone = all(cue.pattern in (Pattern.VERB, Pattern.SILENCE) and not cue.inverted for cue in cues)
    return alone and len({cue.source for cue in cues}) == 1


def _goes_on(text: str, spoken: Finding, sentence: Sentence, paragraphs: int) -> bool:
    """Tell whether a quotation can go on from a finding, so many paragraphs behind it."""
    if paragraphs > 1 or not _quotes(spoken) or _is_quoted(spoken) or _stands_between(text, spoken, sentence):
        return False
    return paragraphs < 1 or spoken.continues is not None or _reaches_paragraph_end(spoken)


def _stands_between(text: str, spoken: Finding, sentence: Sentence) -> bool:
    """Tell whether other sentences stand between a quotation and the one that may go on from it."""
    spans = spoken.content.spans if spoken.content else ()
    end = max([spoken.sentence.end, *(span.end for span in spans)])
    return bool(text[end : sentence.start].strip(" \n\r\t.”\"’'»"))


def _reaches_paragraph_end(spoken: Finding) -> bool:
    """Tell whether a quotation is left open, or stands in front of its cue, so that more of it may follow."""
    quotations = spoken.sentence.quotations
    if not quotations:
        return False
    in_front = spoken.frame is not None and spoken.frame.placement is not Placement.RIGHT
    return quotations[-1].open or in_front
