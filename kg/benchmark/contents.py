"""What is said in a made-up corpus: clauses of words by Zipf's law, some of which are said again and again."""

import random
from collections.abc import Sequence

from kg.benchmark.coined import Zipf, coined, listed

VOCABULARY = 50_000
_AGAIN = 0.4
"""Which share of the statements says what another one said before."""
_REMEMBERED = 50_000
"""Among how many statements it is picked: whatever was said twice is likelier to be said a third time."""
_BEFORE = 200
"""How many were said before the first document."""
_NAMING = 0.12
"""Which share of the new clauses begins with the name of a source."""
_ENGLISH = listed(
    """
    missile government border minister talks agreement troops sanctions election budget report price vote company
    police attack hospital court school worker energy water road bridge airport harbour factory farm forest river storm
    flood drought harvest vaccine trial verdict appeal strike union wage tax loan bank market export import tariff
    pipeline reactor satellite launch exercise radar submarine soldier general treaty summit envoy embassy visa refugee
    shelter camp aid convoy hostage rebel militia ceasefire offensive retreat drone shell warhead uranium plutonium
    """
)
_FORMS = (
    "the {} {} of the {} had {} {} in {}",
    "{} and {} would {} the {} before the {} {}",
    "no {} {} was {} near the {} of {} {}",
    "more than {number} {} {} in the {} {} that {}",
    "the {} {} is {} because {} {} {} it",
    "{} {} has {} every {} from {} to {}",
    "it would {} the {} {} if {} {} {}",
    "{number} {} of {} {} were {} by the {} {} last year",
    "the {} will not {} its {} {} until {} {} are {}",
    "{} {} may {} {} {} with {}",
)
_NAMED_FORMS = (
    "{name} had {} the {} {} of {} {}",
    "{name} would {} {} {} near the {} and {}",
    "the {} {} with {name} {} the {} {}",
)


class Contents:
    """Makes up what is said."""

    def __init__(self, chance: random.Random) -> None:
        """Make it up by this chance."""
        self._chance = chance
        self._ranks = Zipf(VOCABULARY, shift=0.7)
        self._words: list[str] = []
        self._said = [self._filled(self._pick(_FORMS)) for _ in range(_BEFORE)]

    def words(self, number: int) -> list[str]:
        """Return so many words of the vocabulary."""
        while len(self._words) < number:
            self._words += [_word(rank) for rank in self._ranks.draw(self._chance, 512)]
        taken = self._words[-number:]
        del self._words[-number:]
        return taken

    def clause(self, names: Sequence[str] = ()) -> str:
        """Return a clause: a new one, at times with one of these names in it, or one that was said before."""
        chance = self._chance
        if chance.random() < _AGAIN:
            clause = self._pick(self._said)
        elif names and chance.random() < _NAMING:
            clause = self._filled(self._pick(_NAMED_FORMS), name=self._pick(names))
        else:
            clause = self._filled(self._pick(_FORMS))
        if len(self._said) < _REMEMBERED:
            self._said.append(clause)
        else:
            self._said[int(chance.random() * _REMEMBERED)] = clause
        return clause

    def sentence(self) -> str:
        """Return a sentence that nobody is said to have said."""
        clause = self._filled(self._pick(_FORMS))
        return f"{clause[0].upper()}{clause[1:]}."

    def headline(self) -> str:
        """Return a headline."""
        return " ".join(self.words(self._chance.randint(4, 8))).capitalize()

    def _pick(self, from_: Sequence[str]) -> str:
        return from_[int(self._chance.random() * len(from_))]

    def _filled(self, form: str, *, name: str = "") -> str:
        words = self.words(form.count("{}"))
        return form.format(*words, name=name, number=self._chance.randrange(2, 900))


def _word(rank: int) -> str:
    return _ENGLISH[rank] if rank < len(_ENGLISH) else coined(rank)
