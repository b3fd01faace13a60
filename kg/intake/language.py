"""Which language a text is in; only English is read for statements."""

import logging

LONGEST = 20_000
"""Characters from the beginning of a text that are looked at."""
FEWEST_WORDS = 12
"""Words from which a text tells its language; a shorter one is taken at its word."""
SURELY = 20.0
"""By how much the logarithm of another language's probability must be greater than that of English."""


def language(text: str, *, declared: str = "en") -> str:
    """Return the language tag of a text: the declared one, unless the text surely is in another.

    A text declared to be in English may turn out to be in another language, and the other way round. Languages are
    told by py3langid, which needs some words: a headline alone keeps the declared one.
    """
    words = text[:LONGEST].split()
    if len(words) < FEWEST_WORDS:
        return declared
    found = _detected(" ".join(words))
    return declared if found is None or is_same(found, declared) else found


def is_same(tag: str, other: str) -> bool:
    """Tell whether two tags name one language, in whatever region: en and en-GB."""
    return tag.lower().split("-")[0].split("_")[0] == other.lower().split("-")[0].split("_")[0]


def _detected(text: str) -> str | None:
    """Return the language that a text surely is in, None where English and another are near each other."""
    logging.getLogger("py3langid").setLevel(logging.WARNING)
    import py3langid

    scores = {tag: float(score) for tag, score in py3langid.rank(text) if len(tag) == 2}
    best = max(scores, key=lambda tag: scores[tag])
    if best == "en":
        return "en"
    return best if scores[best] - scores["en"] > SURELY else None
