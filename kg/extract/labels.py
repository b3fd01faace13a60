"""What a content's own words tell: how it is quoted, and how surely it is put."""

from collections.abc import Iterable, Sequence

from kg.extract.lexicon import Lexicon
from kg.extract.text import Quotation
from kg.model import Act, Certainty, Passage
from kg.model import Quotation as Quoted


def quotation_of(content: Passage | None, cue: Passage | None, quotations: Sequence[Quotation]) -> Quoted:
    """Tell whether a content is given in quotation marks, in the writer's words, or in both.

    A content that lies, together with its cue, inside a larger quotation is the quoted speaker's own indirect
    speech.
    """
    if content is None:
        return Quoted.INDIRECT
    around = [q for q in quotations if cue and any(q.start < s.start and s.end < q.end for s in cue.spans)]
    inside = outside = 0
    for span in content.spans:
        within = [q for q in quotations if q not in around or span.end > q.end]
        covered = sum(max(0, min(q.end, span.end) - max(q.start, span.start)) for q in within)
        inside += covered
        outside += span.end - span.start - covered
    if not inside:
        return Quoted.INDIRECT
    return Quoted.DIRECT if outside == 0 else Quoted.MIXED


def certainty_of(act: Act, words: Iterable[str], lexicon: Lexicon) -> Certainty:
    """Return how surely a source puts it: the act's own certainty, lowered by hedges among the words."""
    certainty = lexicon.defaults[act][1]
    if certainty is not Certainty.CERTAIN or act is Act.DENY:
        return certainty
    folded = {word.lower() for word in words}
    if not folded.isdisjoint(lexicon.possible):
        return Certainty.POSSIBLE
    return certainty if folded.isdisjoint(lexicon.probable) else Certainty.PROBABLE
