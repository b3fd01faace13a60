"""A text as paragraphs, sentences, tokens and quotations, each with its place.

A sentence never ends inside a quotation, so that “No. We never met,” she said, is one sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span

OPENING = "“\"‘'«„"
_MAY_OPEN = re.compile(f"[{OPENING}`]")
CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“”"}
MARKS = frozenset({*"“”\"‘’'«»„", "''", "``"})
DOUBLED = ("''", "``")
"""Two straight or back quotes that stand for one double quotation mark."""
ENDS = frozenset(".?!…")
LONGEST_QUOTATION = 2_000
"""Characters after which an opened quotation that nothing closes is taken for a stray mark."""

_ABBREVIATIONS = (
    "Adm|Apr|Aug|Brig|Capt|Cmdr|Col|Corp|Co|Cpl|Dec|Dr|Feb|Fr|Gen|Gov|Inc|Jan|Jr|Jul|Jun|Lt|Ltd|Maj|Mar|Messrs|Mr|Mrs|"
    "Ms|No|Nov|Oct|Prof|Rep|Reps|Rev|Sec|Sen|Sens|Sept|Sep|Sgt|Sr|St|Supt|vs"
)
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"  # U.S., a.m.
    rf"|\b(?:{_ABBREVIATIONS}|[A-Z])\.(?=\s)"  # Gen. Lee, J. Park
    r"|[$€£¥₩]?\d+(?:[.,]\d+)*(?:-[^\W_]+)*%?"  # 6,700  240-millimeter  $1.05
    r"|[^\W_]+(?:[-‑’'&][^\W_]+)*"  # Won-sik  don’t
    r"|''|``"
    r"|\S"
)
_CLITIC = re.compile(r"[’'](?:[sS]|(?<=\w[’'])(?:ve|d|ll|re|m))$")
"""What is a token of its own though no blank stands before it: Lund’s, they’ve."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n")
_LINE_ENDS = re.compile(r"[\r\n]+")
_SPEAKING = frozenset({"said", "asked", "says", "asks", "added", "told", "wrote", "replied", "shouted", "wondered"})
_LONGEST_HEADLINE = 40
_DATELINE = re.compile(
    r"[A-Z]{3}[A-Z .’'/-]{0,30}(?:, [A-Z][\w .]{1,25})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?:, \d{4})?"
    r"(?: ?(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/))?(?: ?(?:--?|[–—]) |: )"
)
"""The place, and perhaps the day and the agency, in front of the first words of a dispatch."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `quoted` tells whether it stands inside a quotation."""

    start: int
    end: int
    text: str
    quoted: bool = False

    @property
    def lower(self) -> str:
        """The word without regard to case, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return self.text[0].isalnum() or (len(self.text) > 1 and self.text not in MARKS)

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins like a name."""
        return self.text[0].isupper()

    @property
    def is_mark(self) -> bool:
        """Whether it is a quotation mark."""
        return self.text in MARKS


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, the marks included; `open` when nothing closes it in its paragraph."""

    start: int
    end: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens and quotations; `paragraph` numbers the paragraph that holds it."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
    headline: bool = False


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs: lines, or blocks between blank lines where the lines are wrapped."""
    separator = _BLANK_LINE if _is_wrapped(text) else _LINE_ENDS
    position = 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        block = text[position:end]
        lead = len(block) - len(block.lstrip())
        tail = len(block.rstrip())
        if tail > lead:
            yield Span(position + lead, position + tail)
        position = match.end() if match else end


def _is_wrapped(text: str) -> bool:
    """Tell whether single line ends fall inside sentences, as in e-mail."""
    lines = [line.strip() for line in text[:20_000].splitlines()]
    inner = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(inner) < 5:
        return False
    running = [a for a, b in inner if 40 <= len(a) <= 100 and a[-1] not in '.?!:”"' and b[0] not in "-•*"]
    return len(running) > len(inner) * 0.6


def quotations(text: str, span: Span) -> list[Quotation]:
    """Return the outermost quotations of a paragraph, in order."""
    found: list[Quotation] = []
    position = span.start
    while mark := _MAY_OPEN.search(text, position, span.end):
        quotation = _quotation_at(text, mark.start(), span)
        if quotation is None:
            position = mark.start() + 1
        else:
            found.append(quotation)
            position = quotation.end
    return found


def _quotation_at(text: str, start: int, span: Span) -> Quotation | None:
    """Return the quotation that begins here, or None; one is open that begins the paragraph or goes on in the next."""
    if text[start : start + 2] in DOUBLED:
        close = text.find("''", start + 3, min(span.end, start + LONGEST_QUOTATION))
        if close > 0:
            return Quotation(start, close + 2)
    mark = text[start]
    if mark not in OPENING or not _opens(text, start, span):
        return None
    end = _close(text, start, span)
    if end is not None:
        return Quotation(start, end)
    goes_on = mark not in "'‘" and (start == span.start or text[span.end :].lstrip()[:1] == mark)
    return Quotation(start, span.end, open=True) if goes_on else None


def _opens(text: str, position: int, span: Span) -> bool:
    """Tell whether a mark can open a quotation: behind no word, in front of one, and not as in the ’90s."""
    before = text[position - 1] if position > span.start else " "
    after = text[position + 1] if position + 1 < span.end else " "
    if before.isalnum() or before in "’'" or after.isspace():
        return False
    return not (text[position] == "'" and after.isdigit())


def _close(text: str, opening: int, span: Span) -> int | None:
    """Return the end of the quotation that opens here, or None when nothing closes it.

    Behind an s, a single mark may be an apostrophe: it closes only where no other does.
    """
    closers = CLOSING[text[opening]]
    single = closers in ("’", "'")
    fallback: int | None = None
    for position in range(opening + 2, min(span.end, opening + LONGEST_QUOTATION)):
        if text[position] not in closers:
            continue
        before = text[position - 1]
        after = text[position + 1] if position + 1 < span.end else " "
        if after.isalnum() or before.isspace():
            continue
        if single and before == "s" and after == " ":
            fallback = fallback or position + 1
            continue
        return position + 1
    return fallback


def tokens(text: str, span: Span, quoted: Sequence[Quotation] = ()) -> Iterator[Token]:
    """Yield the tokens of a span; a possessive ’s is a token of its own."""
    starts = [quotation.start for quotation in quoted]
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        index = bisect_right(starts, start) - 1
        inside = index >= 0 and start < quoted[index].end
        clitic = _CLITIC.search(match[0])
        if clitic and len(match[0]) > 2:
            cut = start + clitic.start()
            yield Token(start, cut, text[start:cut], inside)
            start = cut
        yield Token(start, end, text[start:end], inside)


def after_dateline(text: str, span: Span) -> Span:
    """Return a paragraph without its dateline: "SEOUL, May 17, 2024 (Meridian Wire) - "."""
    dateline = _DATELINE.match(text, span.start, span.end)
    return Span(dateline.end(), span.end) if dateline and dateline.end() < span.end else span


def sentences(text: str, *, skip: Sequence[Span] = ()) -> Iterator[Sentence]:
    """Yield the sentences of a text, without the paragraphs that lie in `skip` by more than half.

    The first one of a text is its headline when it is a paragraph of its own that ends like none.
    """
    first = True
    for number, span in enumerate(paragraphs(text)):
        covered = sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in skip)
        if covered * 2 > span.end - span.start:
            continue
        quoted = quotations(text, span)
        words = tuple(tokens(text, after_dateline(text, span), quoted))
        headline = first and len(words) <= _LONGEST_HEADLINE and text[span.end - 1] not in ".:;,"
        first = False
        for begin, end in _cut(words, quoted):
            start, stop = words[begin].start, words[end - 1].end
            inside = tuple(q for q in quoted if q.start >= start and q.end <= stop)
            yield Sentence(start, stop, number, words[begin:end], inside, headline)


def _cut(words: Sequence[Token], quoted: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph as intervals of its tokens."""
    ends = {quotation.end for quotation in quoted}
    begin = 0
    for index in range(len(words) - 1):
        if _ends_sentence(words, index, ends) and not _goes_on(words[index + 1]):
            yield begin, index + 1
            begin = index + 1
    if begin < len(words):
        yield begin, len(words)


def _ends_sentence(words: Sequence[Token], index: int, closings: AbstractSet[int]) -> bool:
    """Tell whether a token is a stop outside quotations, or the mark behind the stop of a quoted sentence."""
    token = words[index]
    if index and token.end in closings and words[index - 1].text in ENDS:
        return words[index - 1].text not in "?!" or not _attributes(words, index + 1)
    return token.text in ENDS and not token.quoted


def _goes_on(following: Token) -> bool:
    """Tell whether what follows a stop still belongs to its sentence."""
    if following.text in ENDS or following.text in ")]" or (following.is_word and following.text[0].islower()):
        return True
    return following.is_mark and not following.quoted


def _attributes(words: Sequence[Token], index: int) -> bool:
    """Tell whether “Why?” is followed by its own attribution, as in “Why?” Lee Sun-hee asked."""
    for token in words[index : index + 7]:
        if token.lower in _SPEAKING:
            return True
        if token.text in ".,;:" or token.is_mark:
            return False
    return False
