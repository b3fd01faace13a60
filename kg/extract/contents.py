"""Where the content of each cue of a sentence begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.cues import Cue, Pattern
from kg.extract.grammar import (
    ANY_PRONOUN,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    Grammar,
    Interval,
    is_adverb,
)
from kg.model import Act

QUESTION_WORDS = frozenset("whether if how why what when where who which".split())
LEAVING = frozenset(
    "which who where as while but after following amid when since because although though citing saying adding "
    "whereas before so despite according with".split()
)
NOT_SAID = frozenset({"nothing", "goodbye", "little", "much", "yes", "no", "something", "anything", "more"})
NEW_CLAUSE = frozenset({"but", "while", "and", "though", "although", "whereas"})


class Placement(StrEnum):
    """Where the content stands, seen from cue and source."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A cue with its content, as intervals of tokens, and the words that tell when.

    `awaits` means that the content is still to come, in the next sentence ("The minister said:").
    """

    cue: Cue
    placement: Placement
    content: tuple[Interval, ...]
    said: Interval | None = None
    awaits: bool = False
    act: Act


@dataclass(frozen=True, slots=True)
class _Rest:
    """What follows a cue: adjuncts skipped, where content may begin, and a time expression among them."""

    position: int
    said: Interval | None
    demand: bool = False


class Contents:
    """Finds the contents of all cues of one sentence, which limit one another."""

    def __init__(self, grammar: Grammar, cues: Sequence[Cue]) -> None:
        self.grammar = grammar
        self.cues = cues
        self.end = self._sentence_end()
        self.rests = [self._rest(cue) for cue in cues]
        self.placements = [self._placement(cue, rest) for cue, rest in zip(cues, self.rests, strict=True)]

    def frames(self) -> list[Frame | None]:
        """Return a frame for each cue, None for those that turn out to say nothing."""
        return [self._frame(index) for index in range(len(self.cues))]

    def _sentence_end(self) -> int:
        tokens = self.grammar.tokens
        end = len(tokens)
        while end and (tokens[end - 1].text in ".!?…:;" and not tokens[end - 1].quoted):
            end -= 1
        return end

    def _frame(self, index: int) -> Frame | None:
        cue, rest, placement = self.cues[index], self.rests[index], self.placements[index]
        said = rest.said or self._said_before(cue)
        if cue.pattern is Pattern.CITING:
            return Frame(cue=cue, placement=placement, content=(), said=said, act=cue.act)
        content: tuple[Interval, ...]
        awaits = False
        if placement is Placement.LEFT:
            left = self._left(cue)
            content = (left,) if left else ()
        elif placement is Placement.BOTH:
            left = self._left(cue)
            begin = rest.position + 1
            right = (begin, self._right(begin, index, narrow=False))
            content = tuple(part for part in (left, right) if part and part[0] < part[1])
        else:
            content = self._to_the_right(index)
            if content and said is None and cue.verb and "noun" in cue.verb.takes and cue.act in (Act.ASSERT, Act.DENY):
                content, said = self._without_time(content)
            text = self.grammar.tokens[rest.position].text if rest.position < len(self.grammar.tokens) else ""
            awaits = not content and text == ":" and cue.pattern is not Pattern.NOUN
        content = tuple(part for part in (self._trim(*piece, cue) for piece in content) if part)
        if not content and not awaits and cue.pattern is not Pattern.SILENCE:
            return None
        act = Act.DEMAND if rest.demand else cue.act
        return Frame(cue=cue, placement=placement, content=content, said=said, awaits=awaits, act=act)

    def _without_time(self, content: tuple[Interval, ...]) -> tuple[tuple[Interval, ...], Interval | None]:
        """Take the time off the end of a phrase: "rejected the accusation on Wednesday"."""
        begin, end = content[-1]
        time = self.grammar.time_before(end)
        clause = self.grammar.lower(begin) == "that" or self.grammar.has_finite_verb(begin, end)
        if clause or not begin < time < end:
            return content, None
        return (*content[:-1], (begin, time)), (time, end)

    def _said_before(self, cue: Cue) -> Interval | None:
        """Find the time between source and cue, or in front of the source: "On Tuesday, Lee said"."""
        if cue.shared:
            return None
        grammar = self.grammar
        begin = grammar.adverbs_before(cue.begin)
        for end in range(cue.begin, begin, -1):
            start = grammar.time_before(end)
            if start < end:
                return start, end
        first = cue.first
        end = first - 1 if first > 1 and grammar.tokens[first - 1].text == "," else first
        start = grammar.time_before(end) if end > 0 else end
        if start == 0 and start < end:
            return start, end
        return None

    def _rest(self, cue: Cue) -> _Rest:
        grammar = self.grammar
        position, said, demand = cue.rest, None, False
        if cue.pattern is Pattern.NOUN:
            return _Rest(position, None)
        after = grammar.time_after(position)
        if after > position and cue.pattern is not Pattern.ACCORDING:
            said, position = (position, after), after
        if cue.verb and "hearer" in cue.verb.takes and grammar.lower(cue.end - 1) not in cue.verb.prepositions:
            position, demand = self._hearer(position)
        for _ in range(4):
            after = grammar.time_after(position)
            if after > position:
                said, position = said or (position, after), after
                continue
            adjunct = self._adjunct(position, cue)
            if adjunct == position:
                break
            inner = next(
                (
                    (i, grammar.time_after(i))
                    for i in range(position, adjunct)
                    if adjunct >= grammar.time_after(i) > i + (grammar.lower(i) in ("earlier", "later"))
                ),
                None,
            )
            said, position = said or inner, adjunct
        return _Rest(position, said, demand)

    def _hearer(self, position: int) -> tuple[int, bool]:
        """Skip "reporters" in "told reporters that"; "told units to be ready" is a demand and keeps its hearer."""
        grammar = self.grammar
        if position >= len(grammar.tokens):
            return position, False
        if grammar.lower(position) in ("him", "her", "them", "us", "me", "you", "it"):
            return (position, True) if grammar.lower(position + 1) == "to" else (position + 1, False)
        begin = position
        if grammar.lower(position) in DETERMINERS:
            position += 1
        capital = position < len(grammar.tokens) and grammar.tokens[position].is_capitalised
        while position < len(grammar.tokens):
            token = grammar.tokens[position]
            word = token.lower
            if not token.is_word and token.text not in ("’s", "'s"):
                break
            if word in SUBORDINATORS | ANY_PRONOUN | PREPOSITIONS - {"of"} or is_adverb(token):
                break
            if word in DETERMINERS and grammar.lower(position - 1) != "of":
                break
            if grammar.time_after(position) > position:
                break
            if capital and position > begin + 1 and not token.is_capitalised and word not in ("news", "agency", "newspaper", "of"):
                break
            if word == "to":
                break
            position += 1
        if grammar.lower(position) == "to":
            return begin, True
        return position, False

    def _adjunct(self, begin: int, cue: Cue) -> int:
        """Skip "in a statement", "at a briefing in Seoul", "by phone" behind a cue."""
        grammar = self.grammar
        of = grammar.lower(begin) == "of" and cue.verb is not None and cue.verb.lemma == "say"
        if not of and grammar.lower(begin) not in ("in", "at", "by", "on", "during", "via", "through", "to", "from", "after", "when"):
            return begin
        if cue.pattern in (Pattern.PASSIVE, Pattern.ACCORDING, Pattern.SILENCE):
            return begin
        if grammar.lower(begin) == "to" and cue.verb and "to" in cue.verb.takes:
            return begin
        for position in range(begin + 1, len(grammar.tokens) + 1):
            if position == len(grammar.tokens):
                return position
            token = grammar.tokens[position]
            if token.is_mark and grammar.lower(position - 1) in ("titled", "headlined", "entitled", "called"):
                closing = next((q.end for q in grammar.sentence.quotations if q.start == token.start), None)
                after = next((i for i, t in enumerate(grammar.tokens) if closing and t.start >= closing), None)
                return after + 1 if after and grammar.tokens[after].text == "," else begin
            if token.lower == "that" or token.text in ":,.;!?" or token.is_mark:
                return position
            if grammar.is_verb(position) or token.lower in ANY_PRONOUN:
                return begin
        return begin

    def _placement(self, cue: Cue, rest: _Rest) -> Placement:
        grammar, first, position = self.grammar, cue.first, rest.position
        parenthetical = cue.pattern is Pattern.ACCORDING or (
            cue.pattern is Pattern.VERB
            and not cue.shared
            and cue.verb is not None
            and bool({"clause", "quote"} & cue.verb.takes)
        )
        if not parenthetical or first < 2 or cue.relative:
            return Placement.RIGHT
        before = grammar.tokens[first - 1]
        closes = before.is_mark and any(q.end == before.end for q in grammar.sentence.quotations)
        if cue.pattern is Pattern.ACCORDING and not closes and before.text not in ",–—-":
            return Placement.LEFT
        if not closes and before.text not in (",", "–", "—", "-", "?", "!"):
            return Placement.RIGHT
        if position < len(grammar.tokens) and grammar.tokens[position].text == ":":
            return Placement.RIGHT
        if position >= self.end:
            return Placement.LEFT
        token = grammar.tokens[position]
        if token.text in (";", "–", "—", "-", ")"):
            return Placement.LEFT
        if token.text in "\"“'‘" and closes:
            return Placement.LEFT
        if token.text != ",":
            if closes and token.lower in LEAVING | COORDINATORS:
                return Placement.LEFT
            return Placement.LEFT if closes and cue.inverted else Placement.RIGHT
        following = grammar.tokens[position + 1] if position + 1 < len(grammar.tokens) else None
        if following is None:
            return Placement.LEFT
        if closes:
            return Placement.BOTH if following.is_mark else Placement.LEFT
        if cue.inverted and first <= 4 and cue.pattern is Pattern.VERB:
            return Placement.BOTH
        half = grammar.lower(0) in SUBORDINATORS and not any(t.text == "," for t in grammar.tokens[: first - 1])
        if grammar.is_verb(position + 1) or half or not grammar.has_finite_verb(self._clause_begin(first), first):
            return Placement.BOTH if grammar.has_finite_verb(position, self.end) else Placement.LEFT
        return Placement.LEFT

    def _left(self, cue: Cue) -> Interval | None:
        """The content in front of cue and source: from the sentence's beginning, or behind an earlier attribution."""
        end = cue.first
        if end and self.grammar.tokens[end - 1].text in (",", "–", "—", "-"):
            end -= 1
        begin = self._clause_begin(end)
        for other, placement, rest in zip(self.cues, self.placements, self.rests, strict=True):
            if other is cue or other.first >= cue.first:
                continue
            if placement is Placement.LEFT and rest.position < end:
                begin = rest.position
                while begin < end and (self.grammar.tokens[begin].text in ",;–—-" or self.grammar.lower(begin) in ("and", "but")):
                    begin += 1
        return (begin, end) if begin < end else None

    def _clause_begin(self, end: int) -> int:
        """Return where the words behind the last colon or semicolon in front of `end` begin."""
        tokens = self.grammar.tokens
        return next((i + 1 for i in range(end - 1, 0, -1) if tokens[i].text in ":;" and not tokens[i].quoted), 0)

    def _to_the_right(self, index: int) -> tuple[Interval, ...]:
        """The content behind cue and source, by what the verb takes."""
        cue, rest, grammar = self.cues[index], self.rests[index], self.grammar
        begin = rest.position
        if begin < self.end and grammar.tokens[begin].text in ",:":
            citing = next((c for c in self.cues if c.pattern is Pattern.CITING and c.begin == begin + 1), None)
            if citing is not None:
                begin = next(
                    (i + 1 for i in range(citing.rest, self.end) if grammar.tokens[i].text == "," and grammar.lower(i + 1) == "that"),
                    self.end,
                )
            elif cue.pattern is Pattern.ACCORDING or grammar.tokens[begin].text == ":" or self._opens_quotation(begin + 1):
                begin += 1
        which = self._relative_object(cue)
        if which is not None:
            right = (begin, self._right(begin, index, narrow=True))
            return (which, right) if begin < right[1] else (which,)
        if begin >= self.end:
            return ()
        narrow = self._narrow(cue, begin, rest)
        if narrow is None:
            return ()
        end = self._right(begin, index, narrow=narrow)
        resumed = self._resumed(index, begin, end)
        return ((begin, end), resumed) if resumed else ((begin, end),)

    def _opens_quotation(self, index: int) -> bool:
        tokens = self.grammar.tokens
        return index < len(tokens) and any(q.start == tokens[index].start for q in self.grammar.sentence.quotations)

    def _relative_object(self, cue: Cue) -> Interval | None:
        """Return the "which" that stands for the content in "which the agency said will be deployed"."""
        first = cue.first
        if cue.pattern is Pattern.VERB and first and self.grammar.lower(first - 1) == "which" and not cue.relative:
            return first - 1, first
        return None

    def _narrow(self, cue: Cue, begin: int, rest: _Rest) -> bool | None:
        """Tell how far the content goes: a clause to its end (False), a phrase (True); None where there is none."""
        grammar = self.grammar
        word = grammar.lower(begin)
        token = grammar.tokens[begin]
        if cue.pattern in (Pattern.NOUN, Pattern.PASSIVE):
            return True
        if cue.pattern is Pattern.SILENCE:
            return True if token.is_word or token.is_mark else None
        if cue.pattern is Pattern.ACCORDING:
            return False if token.is_word or token.is_mark else None
        verb = cue.verb
        if verb is None or token.text in ",;.)":
            return None
        takes = verb.takes
        if rest.demand:
            return True
        if cue.end > cue.begin and grammar.lower(cue.end - 1) in verb.prepositions:
            return True
        if word == "that" and takes & {"clause"}:
            return False
        if self._opens_quotation(begin) and takes & {"clause", "quote", "as", "noun", "object"}:
            return not takes & {"clause", "quote"}
        if "question" in takes and word in QUESTION_WORDS:
            return False
        if "to" in takes and word == "to":
            return True
        if "as" in takes and word not in ("on", "for", "off", "in", "to", "and", "at", "it"):
            as_needed = verb.lemma not in ("call", "dub", "consider")
            followed = any(grammar.lower(i) == "as" for i in range(begin, min(self.end, begin + 14)))
            if not as_needed or followed:
                return True
        if "as saying" in takes:
            return False if any(grammar.lower(i) == "saying" for i in range(begin, self.end)) else None
        if "clause" in takes and (self._is_clause(begin) or self._is_amount(begin)):
            return False
        if verb.lemma == "say" and token.is_word and word not in NOT_SAID | PREPOSITIONS | COORDINATORS | SUBORDINATORS:
            return False
        if "number" in takes and self._has_number(begin):
            return True
        if "gerund" in takes and word.endswith("ing"):
            return True
        if "object" in takes and self._has_link(begin, verb.lemma):
            return True
        if "noun" in takes and token.is_word and word not in PREPOSITIONS | SUBORDINATORS | COORDINATORS and not is_adverb(token):
            return True
        return None

    def _is_clause(self, begin: int) -> bool:
        grammar = self.grammar
        token = grammar.tokens[begin]
        if not token.is_word and not token.is_mark:
            return False
        if token.lower in PREPOSITIONS | COORDINATORS | {"as", "to", "that", "more", "much", "about"} and token.lower not in ("in", "at", "on", "after", "with", "despite", "during", "about"):
            return False
        if grammar.sentence.headline:
            return True
        end = next((i for i in range(begin, self.end) if grammar.tokens[i].text in ",;" and grammar.lower(i + 1) in NEW_CLAUSE), self.end)
        end = next((i for i in range(begin, end) if grammar.tokens[i].text in ".?!"), end)
        return grammar.has_finite_verb(begin, end)

    def _is_amount(self, begin: int) -> bool:
        """Tell whether the words here are a number: "said about 10,000"."""
        words = [self.grammar.lower(i) for i in range(begin, begin + 3)]
        skipped = [word for word in words if word not in ("about", "around", "at", "least", "more", "than", "only", "nearly")]
        if skipped and skipped[0] in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"):
            return True
        return bool(skipped) and skipped[0].lstrip("$€£¥").replace(",", "").replace(".", "").rstrip("%").isdigit()

    def _has_number(self, begin: int) -> bool:
        return any(self.grammar.lower(i) == "at" and self._is_amount(i + 1) for i in range(begin, self.end))

    def _has_link(self, begin: int, lemma: str) -> bool:
        links = {"accuse": ("of",), "suspect": ("of",), "blame": ("for", "on"), "criticize": ("for", "as"), "criticise": ("for", "as"), "praise": ("for", "as")}
        wanted = links.get(lemma, ("to",))
        return any(self.grammar.lower(i) in wanted for i in range(begin + 1, min(self.end, begin + 16)))

    def _right(self, begin: int, index: int, *, narrow: bool) -> int:
        """Return where the content that begins here ends."""
        end = self.end
        for other in range(len(self.cues)):
            if other != index:
                end = min(end, self._limit(begin, index, other))
        cue = self.cues[index]
        end = min(end, self._quoted_end(cue))
        if any(c.pattern is Pattern.CITING and c.source == cue.source for c in self.cues):
            end = next((i for i in range(begin, end) if self.grammar.tokens[i].text == "," and self.grammar.lower(i + 1) == "that"), end)
        position = begin
        while position < end:
            token = self.grammar.tokens[position]
            quotation = next((q for q in self.grammar.sentence.quotations if q.start == token.start), None)
            if quotation is not None:
                position = next((i for i in range(position, len(self.grammar.tokens)) if self.grammar.tokens[i].start >= quotation.end), end)
                continue
            if narrow and token.text in ",–—;:" and position > begin and self._leaves(position):
                return position
            if token.text in ";" and position > begin:
                return position
            position += 1
        return end

    def _quoted_end(self, cue: Cue) -> int:
        """Return where the quoted sentence ends in which a cue stands: a quotation may hold several."""
        tokens = self.grammar.tokens
        if not tokens[cue.begin].quoted:
            return self.end
        return next((i for i in range(cue.end, self.end) if tokens[i].text in ".?!" and tokens[i].quoted), self.end)

    def _leaves(self, index: int) -> bool:
        """Tell whether a phrase ends at this comma."""
        if self.grammar.tokens[index].text != ",":
            return True
        following = self.grammar.lower(index + 1)
        if following in LEAVING or following.endswith("ing") or (index + 1 < self.end and self.grammar.is_verb(index + 1)):
            return True
        return following in COORDINATORS and self.grammar.has_finite_verb(index + 1, self.end)

    def _limit(self, begin: int, index: int, other: int) -> int:
        """Return where another cue ends the content that begins here, or the sentence's end where it doesn't."""
        cue, limiting = self.cues[index], self.cues[other]
        grammar, first = self.grammar, limiting.first
        if first <= begin or limiting.end <= cue.end:
            return self.end
        before = first - 1
        if limiting.shared:
            if limiting.pattern is Pattern.SAYING or limiting.source == cue.source or limiting.source == self._subject_of(cue):
                return self._back(grammar.adverbs_before(limiting.begin))
            return self.end
        if limiting.pattern is Pattern.CITING:
            return self._back(first)
        if self.placements[other] in (Placement.LEFT, Placement.BOTH):
            return self._back(first)
        if limiting.pattern is Pattern.NOUN or before <= begin:
            return self.end
        word = grammar.lower(before)
        if word == "which" and grammar.tokens[before - 1].text == ",":
            return before - 1
        separator = grammar.tokens[before - 1]
        if word in NEW_CLAUSE and (separator.text in ",;" or (separator.is_mark and grammar.tokens[before - 2].text in ",.")):
            return before if separator.is_mark else before - 1
        if word in ("but", "while", "whereas", "although", "though"):
            return before
        if limiting.pattern is Pattern.PASSIVE:
            return self.end
        return self.end

    def _subject_of(self, cue: Cue) -> Interval | None:
        """Return the subject of the sentence in which a cue stands: who quotes, in "it quoted Kim as saying"."""
        if cue.pattern is Pattern.SAYING and cue.relative:
            return next((c.source for c in self.cues if c.verb and c.verb.lemma == "quote" and c.end < cue.begin), None)
        return cue.source

    def _back(self, position: int) -> int:
        """Step back over the comma and the "and" or "but" in front of another attribution."""
        while position > 0 and (
            self.grammar.tokens[position - 1].text in ",–—-;" or self.grammar.lower(position - 1) in COORDINATORS
        ):
            position -= 1
        return position

    def _resumed(self, index: int, begin: int, end: int) -> Interval | None:
        """Return the words that go on behind a relative clause with an attribution of its own."""
        grammar = self.grammar
        if grammar.lower(end + 1) != "which" or end >= self.end:
            return None
        comma = next((i for i in range(end + 2, self.end) if grammar.tokens[i].text == ","), None)
        if comma is None or comma + 1 >= self.end or not grammar.is_verb(comma + 1):
            return None
        return comma + 1, self._right(comma + 1, index, narrow=False)

    def _trim(self, begin: int, end: int, cue: Cue) -> Interval | None:
        """Drop commas and stops at the edges, and a closing quotation mark that nothing in between opened."""
        tokens = self.grammar.tokens
        quotations = self.grammar.sentence.quotations
        while begin < end and not tokens[begin].is_word and not (tokens[begin].is_mark or tokens[begin].text in "(["):
            begin += 1
        changed = True
        while begin < end and changed:
            changed = False
            last = tokens[end - 1]
            closing = next((q for q in quotations if q.end == last.end), None)
            if closing is not None and closing.start < tokens[begin].start:
                end, changed = end - 1, True
            elif closing is None and not last.is_word and last.text not in ")]’" and not (last.is_mark and last.quoted):
                end, changed = end - 1, True
        return (begin, end) if begin < end else None
