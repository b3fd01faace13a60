"""Clauses that tell why a source has no name: "an official who asked not to be named said …"."""

import re

from kg.model import Span

_CLAUSE = re.compile(
    r"\bwho (?:(?:has|have|had|also|both|all) )*"
    r"(?:"
    r"(?:declined|refused|asked|requested|wanted|wished|preferred|insisted|demanded|chose|sought) "
    r"(?:(?:(?:on|for) )?anonymity"
    r"|(?:not )?to (?:not )?be (?:publicly )?(?:named|identified|quoted)(?: by name)?"
    r"|to (?:remain|stay|be) (?:anonymous|unnamed|unidentified|nameless)"
    r"|that (?:\w+ ){1,3}not be (?:named|identified|quoted|used|published))"
    r"|spoke on (?:the )?condition of anonymity"
    r")\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:anonymity|anonymous|anonymously|unnamed|authori[sz]ed to (?:speak|talk|comment|discuss)"
    r"|(?:ask|request|declin|refus|want|wish|prefer|insist)\w*(?: \w+){0,3} be (?:\w+ )?(?:named|identified))\b",
    re.IGNORECASE,
)
"""Words that tell of somebody who speaks without a name because he wants none told."""
_LONGEST = 90
"""Characters of such a clause, at most."""


def clauses(words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the intervals of a sentence's lower-case words that are such clauses, "who" included."""
    if "who" not in words:
        return ()
    joined = " ".join(words)
    found = _CLAUSE.finditer(joined)
    return tuple((joined.count(" ", 0, m.start()), joined.count(" ", 0, m.end()) + 1) for m in found)


def is_wanted(words: str) -> bool:
    """Tell whether words tell that somebody speaks without a name on purpose: "was granted anonymity"."""
    return _WANTED.search(words) is not None


def is_inside(text: str, place: int) -> bool:
    """Tell whether a place of a text lies in such a clause."""
    around = _CLAUSE.finditer(text, max(0, place - _LONGEST), place + _LONGEST)
    return any(match.start() <= place < match.end() for match in around)


def without(text: str, span: Span) -> Span:
    """Return a source's span without such a clause behind its first words."""
    clause = _CLAUSE.search(text, span.start + 1, span.end + _LONGEST)
    if clause is None or clause.start() >= span.end:
        return span
    return Span(span.start, span.start + len(text[span.start : clause.start()].rstrip(" ,")))
