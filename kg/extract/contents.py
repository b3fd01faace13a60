"""Where the content of each cue of a sentence begins and ends."""

from collections.abc import Sequence

from kg.extract.adjuncts import rest_of, said_before, time_at_end
from kg.extract.classes import COORDINATORS, word_set
from kg.extract.complements import NEW_CLAUSE, Reach, opens_quotation, reach_of
from kg.extract.cue import Cue, Pattern
from kg.extract.frames import Frame
from kg.extract.grammar import Grammar, Interval
from kg.extract.noun_phrases import phrase_before
from kg.extract.objects import time_behind
from kg.extract.placements import DASHES, LEAVING, Placement, clause_begin, placement_of
from kg.extract.that_clauses import is_relative, predicate
from kg.model import Act

_CONTRAST = word_set("but while whereas although though")
_SEPARATORS = DASHES | {",", ";"}
_RELATIVE = word_set("which who")
_PHRASE_ENDS = word_set(": – —")


class Contents:
    """Finds the contents of all cues of one sentence, which limit one another."""

    def __init__(self, grammar: Grammar, cues: Sequence[Cue]) -> None:
        self.grammar = grammar
        self.cues = cues
        self.rests = [rest_of(grammar, cue) for cue in cues]
        self.placements = [
            placement_of(grammar, cue, rest.position) for cue, rest in zip(cues, self.rests, strict=True)
        ]
        self._quoted: dict[int, int] = {}  # of those who quote, to whom they quote in front of themselves
        for index, cue in enumerate(cues):
            if cue.quoting and (self.placements[index] is not Placement.RIGHT or cue.quoting.inverted):
                quoting = next(i for i, other in enumerate(cues) if other is cue.quoting)
                self._quoted[quoting] = index
                self.rests[quoting], self.placements[quoting] = self.rests[index], self.placements[index]

    def frames(self) -> list[Frame]:
        """Return the frames in the order of their cues, leaving out cues that turn out to say nothing."""
        return [frame for index in range(len(self.cues)) if (frame := self._frame(index)) is not None]

    def _frame(self, index: int) -> Frame | None:
        cue, rest, placement = self.cues[index], self.rests[index], self.placements[index]
        said = rest.said or said_before(self.grammar, cue)
        if cue.pattern is Pattern.CITING:
            return Frame(cue=cue, placement=placement, content=(), said=said, act=cue.act)
        pieces = self._pieces(index)
        if said is None and pieces and placement is Placement.RIGHT and _takes_phrase(cue):
            said = time_at_end(self.grammar, pieces[-1])
            if said is not None:
                pieces = (*pieces[:-1], (pieces[-1][0], said[0]))
        if said is None and pieces and _takes_object(cue, self.grammar.lower(cue.end - 1)):
            said = time_behind(self.grammar, pieces[0])
            if said is not None:
                pieces = ((pieces[0][0], said[0]), (said[1], pieces[0][1]), *pieces[1:])
        colon = placement is Placement.RIGHT and self.grammar.lower(rest.position) == ":"
        awaits = colon and not pieces and cue.pattern is not Pattern.NOUN
        content = tuple(piece for piece in (self._trimmed(*piece) for piece in pieces) if piece)
        if not content and not awaits and cue.pattern is not Pattern.SILENCE:
            return None
        act = Act.DEMAND if rest.demand and cue.act is Act.ASSERT else cue.act
        return Frame(cue=cue, placement=placement, content=content, said=said, awaits=awaits, act=act)

    def _pieces(self, index: int) -> tuple[Interval, ...]:
        """Return the content of a cue, its edges untrimmed."""
        if index in self._quoted:
            return self._with_speaker(self._quoted[index])
        if self.placements[index] is Placement.RIGHT:
            return self._behind(index)
        left = self._in_front(self.cues[index])
        pieces: tuple[Interval, ...] = (left,) if left else ()
        if self.placements[index] is Placement.BOTH:
            begin = self.rests[index].position + 1
            end = self._right(begin, index, Reach.CLAUSE)
            pieces += ((begin, end),) if begin < end else ()
        return pieces

    def _with_speaker(self, quoted: int) -> tuple[Interval, ...]:
        """Return what is said by whoever quotes another: "The bridge is closed" … Lund as saying."""
        cue, pieces = self.cues[quoted], self._pieces(quoted)
        if cue.source is None or not pieces:
            return ()
        joined: list[Interval] = []
        for begin, end in sorted((*pieces, cue.source, (cue.end - 2, cue.end))):
            if joined and joined[-1][1] == begin:
                joined[-1] = joined[-1][0], end
            else:
                joined.append((begin, end))
        return tuple(joined)

    def _in_front(self, cue: Cue) -> Interval | None:
        """Return the words before cue and source: from the clause's beginning, or behind an earlier attribution."""
        end = cue.first
        if end and (self.grammar.lower(end - 1) in DASHES or self.grammar.lower(end - 1) == ","):
            end -= 1
        begin = clause_begin(self.grammar, end)
        inserted = self._is_inserted(cue)
        for other, placement, rest in zip(self.cues, self.placements, self.rests, strict=True):
            if inserted and other.end < cue.begin and placement is Placement.RIGHT and begin < rest.position < end:
                begin = rest.position
            if other.first < cue.first and placement is Placement.LEFT and rest.position < end:
                begin = rest.position
                while begin < end and self._separates(begin):
                    begin += 1
        return (begin, end) if begin < end else None

    def _is_inserted(self, cue: Cue) -> bool:
        """Tell whether a cue only interrupts what others say: "that the samples, according to the lab, were clean"."""
        index = next(i for i, other in enumerate(self.cues) if other is cue)
        return cue.pattern is Pattern.ACCORDING and self.placements[index] is Placement.BOTH

    def _separates(self, index: int) -> bool:
        return self.grammar.lower(index) in _SEPARATORS or self.grammar.lower(index) in ("and", "but")

    def _behind(self, index: int) -> tuple[Interval, ...]:
        """Return the words behind cue and source that the verb takes."""
        cue, rest = self.cues[index], self.rests[index]
        if self._denies_what_stands_before(cue):
            antecedent = self._antecedent(cue)
            return (antecedent,) if antecedent else ()
        begin = self._content_begin(cue, rest.position)
        if self._is_relative_object(cue):
            which = (cue.first - 1, cue.first)
            end = self._right(begin, index, Reach.PHRASE)
            if self.grammar.lower(cue.first - 2) != ",":
                end = self._next_verb(begin, end)
            return (which, (begin, end)) if begin < end else (which,)
        reach = reach_of(self.grammar, cue, begin, demand=rest.demand) if begin < self.grammar.end else None
        if reach is None:
            return ()
        end = self._right(begin, index, reach)
        if cue.pattern is Pattern.NOUN:
            end = predicate(self.grammar, cue.begin, (begin, end))
        resumed = self._resumed(index, end)
        return ((begin, end), resumed) if resumed else ((begin, end),)

    def _content_begin(self, cue: Cue, position: int) -> int:
        """Return where content may begin behind a comma or colon: behind ", citing …, that", too."""
        grammar = self.grammar
        mark = grammar.lower(position)
        if position >= grammar.end or mark not in (",", ":"):
            return position
        first = position + 1 + (grammar.lower(position + 1) == "which")
        citing = next((c for c in self.cues if c.pattern is Pattern.CITING and c.begin == first), None)
        if citing is not None:
            according = cue.pattern is Pattern.ACCORDING
            comma = self._comma_behind(citing) if according else self._comma_and_that(citing.rest, grammar.end)
            return grammar.end if comma is None else comma + 1
        skips = cue.pattern is Pattern.ACCORDING or mark == ":" or opens_quotation(grammar, position + 1)
        return position + 1 if skips else position

    def _comma_behind(self, citing: Cue) -> int | None:
        """Return the comma behind whom somebody cites, where no other clause begins in front of it, or None."""
        comma = self.grammar.find(citing.rest, self.grammar.end, ",".__eq__)
        return None if comma is None or self.grammar.has_finite_verb(citing.rest, comma) else comma

    def _comma_and_that(self, begin: int, end: int) -> int | None:
        """Return the first comma in an interval that "that" follows, or None."""
        lower = self.grammar.lower
        return next((i for i in range(begin, end) if lower(i) == "," and lower(i + 1) == "that"), None)

    def _is_relative_object(self, cue: Cue) -> bool:
        """Tell whether "which" or "who" is in the content, as in "which the agency said will be deployed"."""
        return cue.pattern is Pattern.VERB and not cue.relative and self.grammar.lower(cue.first - 1) in _RELATIVE

    def _next_verb(self, begin: int, end: int) -> int:
        """Return where, behind the verb that stands first, the next one begins: "took bribes | told the court"."""
        grammar = self.grammar
        verbs = (i for i in range(begin + 2, end) if grammar.is_verb(i) and not grammar.is_verb(i - 1))
        return next((i for i in verbs if grammar.lower(i - 1) not in COORDINATORS), end)

    def _denies_what_stands_before(self, cue: Cue) -> bool:
        """Tell whether "that" stands for the content, as in "an allegation that the agency denied"."""
        grammar, that = self.grammar, cue.first - 1
        if cue.pattern is not Pattern.VERB or cue.relative or grammar.lower(that) != "that":
            return False
        noun = grammar.lower(that - 1)
        named = noun in grammar.words.nouns or noun in grammar.words.document_nouns
        return named and is_relative(grammar, that)

    def _antecedent(self, cue: Cue) -> Interval | None:
        """Return the words for which "that" stands, where a comma in front of them shows that they are the writer's."""
        phrase = phrase_before(self.grammar, cue.first - 1)
        takes_noun = cue.verb is not None and "noun" in cue.verb.takes
        return phrase if phrase and takes_noun and self.grammar.lower(phrase[0] - 1) in _SEPARATORS else None

    def _right(self, begin: int, index: int, reach: Reach) -> int:
        """Return where the content that begins here ends."""
        grammar, cue = self.grammar, self.cues[index]
        inner = grammar.quotation_at(begin)
        if inner is not None and inner not in grammar.sentence.quotations:  # "“She said, ‘It rained,’ | and left”"
            return grammar.after_quotation(inner) or grammar.end
        limits = (self._limit(begin, cue, other) for other in range(len(self.cues)))
        end = min(self._quoted_end(cue), self._relative_end(cue), *limits)
        if any(c.pattern is Pattern.CITING and c.source == cue.source for c in self.cues):
            comma = self._comma_and_that(begin, end)
            end = end if comma is None else comma
        position = begin
        while position < end:
            quotation = grammar.quotation_at(position)
            if quotation is not None:
                position = grammar.after_quotation(quotation) or end
                continue
            if position > begin and self._ends_content(position, reach):
                return position
            position += 1
        return end

    def _ends_content(self, index: int, reach: Reach) -> bool:
        """Tell whether a mark ends a content: a semicolon always, others where a phrase goes no further."""
        mark = self.grammar.lower(index)
        if mark == ";" or (mark == "," and self.grammar.lower(index + 1) == "then"):
            return True
        if reach is Reach.CLAUSE:
            return False
        return mark in _PHRASE_ENDS or (mark == "," and self._leaves(index + 1))

    def _leaves(self, index: int) -> bool:
        """Tell whether the word here, behind a comma, no longer belongs to the phrase before it."""
        grammar = self.grammar
        index += grammar.lower(index) == "even"
        word = grammar.lower(index)
        if word in LEAVING or word.endswith("ing") or (index < grammar.end and grammar.is_verb(index)):
            return True
        return word in COORDINATORS and grammar.has_finite_verb(index, grammar.end)

    def _relative_end(self, cue: Cue) -> int:
        """Return the comma that ends a relative clause in commas: "Lund, who denies the charges, left"."""
        grammar = self.grammar
        if not cue.relative or cue.source is None or grammar.lower(cue.source[1]) != ",":
            return grammar.end
        for index in range(cue.end, grammar.end):
            token = grammar.tokens[index]
            if token.text == "," and not token.quoted and index + 1 < grammar.end and grammar.is_verb(index + 1):
                return index
        return grammar.end

    def _quoted_end(self, cue: Cue) -> int:
        """Return where the quoted sentence ends in which a cue stands: a quotation may hold several."""
        tokens = self.grammar.tokens
        if tokens[cue.begin].quoted:
            for index in range(cue.end, self.grammar.end):
                if tokens[index].text in ".?!" and tokens[index].quoted:
                    return index
        return self.grammar.end

    def _limit(self, begin: int, cue: Cue, other: int) -> int:
        """Return where another cue ends a cue's content that begins here, or the sentence's end where it doesn't."""
        limiting, grammar = self.cues[other], self.grammar
        if limiting is cue or limiting.first <= begin or limiting.end <= cue.end:
            return grammar.end
        quotation = grammar.quotation_at(begin)
        if quotation is not None and grammar.tokens[limiting.begin].end <= quotation.end:
            return grammar.end  # what is quoted is quoted whole
        if limiting.shared:
            if cue.pattern is Pattern.NOUN and limiting.pattern in (Pattern.VERB, Pattern.SILENCE):
                return self._back(grammar.adverbs_before(limiting.begin))
            ends = limiting.pattern is Pattern.SAYING or limiting.source in (cue.source, self._quoting_source(cue))
            return self._back(grammar.adverbs_before(limiting.begin)) if ends else grammar.end
        if self._is_inserted(limiting):
            return grammar.end
        if limiting.pattern is Pattern.CITING or self.placements[other] is not Placement.RIGHT:
            return self._back(limiting.first)
        antecedent = self._antecedent(limiting) if self._denies_what_stands_before(limiting) else None
        if antecedent and antecedent[0] > begin:
            return self._back(antecedent[0])
        word = grammar.time_before(limiting.first) - 1
        if limiting.pattern is Pattern.NOUN or word <= begin or self._is_told_too(begin, limiting):
            return grammar.end
        return self._limiting_word(word)

    def _is_told_too(self, begin: int, limiting: Cue) -> bool:
        """Tell whether silence is told of in the same tense: "said he had asked for a meeting but they had refused"."""
        had = self.grammar.lower(limiting.begin) == "had"
        before = self.grammar.find(begin, limiting.first, "had".__eq__)
        return limiting.pattern is Pattern.SILENCE and had and before is not None

    def _limiting_word(self, index: int) -> int:
        """Return where a content ends if the word in front of another attribution ends it, or the sentence's end."""
        grammar = self.grammar
        word, before = grammar.lower(index), grammar.lower(index - 1)
        if word in _RELATIVE and before == ",":
            return index - 1
        if word in NEW_CLAUSE and before in (",", ";"):
            return index - 1
        if word == "as" and before == "even" and grammar.lower(index - 2) == ",":
            return index - 2
        if word in NEW_CLAUSE and grammar.tokens[index - 1].is_mark and grammar.lower(index - 2) in (",", "."):
            return index
        return index if word in _CONTRAST else grammar.end

    def _quoting_source(self, cue: Cue) -> Interval | None:
        """Return who quotes in "it quoted Kim as saying", given the cue "saying"; None for other cues."""
        return cue.quoting.source if cue.quoting else None

    def _back(self, position: int) -> int:
        """Step back over the comma and the "and" or "but" in front of another attribution."""
        lower = self.grammar.lower
        while position > 0 and (lower(position - 1) in _SEPARATORS or lower(position - 1) in COORDINATORS):
            position -= 1
        return position

    def _resumed(self, index: int, end: int) -> Interval | None:
        """Return the words that go on behind a relative clause with an attribution of its own."""
        grammar = self.grammar
        if end >= grammar.end or grammar.lower(end + 1) != "which":
            return None
        comma = grammar.find(end + 2, grammar.end, ",".__eq__)
        if comma is None or comma + 1 >= grammar.end or not grammar.is_verb(comma + 1):
            return None
        return comma + 1, self._right(comma + 1, index, Reach.CLAUSE)

    def _trimmed(self, begin: int, end: int) -> Interval | None:
        """Drop commas and stops at the edges, and a closing quotation mark that nothing in between opened."""
        tokens = self.grammar.tokens
        while begin < end and not (tokens[begin].is_word or tokens[begin].is_mark or tokens[begin].text in "(["):
            begin += 1
        while begin < end and self._is_dangling(begin, end - 1):
            end -= 1
        return (begin, end) if begin < end else None

    def _is_dangling(self, begin: int, index: int) -> bool:
        """Tell whether a token closes nothing that a content which begins at `begin` holds, and is no word."""
        token = self.grammar.tokens[index]
        closing = next((q for q in self.grammar.sentence.quotations if q.end == token.end), None)
        if closing is not None:
            return closing.start < self.grammar.tokens[begin].start
        return not token.is_word and token.text not in ")]’" and not (token.is_mark and token.quoted)


def _takes_object(cue: Cue, last: str) -> bool:
    """Tell whether a content may begin with whom it is said of, or demanded of; `last` is the cue's last word."""
    verb = cue.verb
    return verb is not None and ("object" in verb.takes or "hearer" in verb.takes or last in verb.prepositions)


def _takes_phrase(cue: Cue) -> bool:
    """Tell whether a time may stand behind a cue's content: "rejected the accusation on Wednesday"."""
    return cue.verb is not None and "noun" in cue.verb.takes and cue.act in (Act.ASSERT, Act.DENY)
