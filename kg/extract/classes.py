"""Closed classes of English words, and what a word tells by itself."""

from kg.extract.text import Token


def word_set(words: str) -> frozenset[str]:
    """Return the words that stand in a string with blanks between them."""
    return frozenset(words.split())


PRONOUNS = word_set("he she they it one")
NOBODY = word_set("nobody noone none everyone everybody anyone anybody nothing something everything anything")
FIRST_PERSON = word_set("i we you")
ANY_PRONOUN = PRONOUNS | FIRST_PERSON
ARTICLES = word_set("the a an")
POSSESSIVE_PRONOUNS = word_set("its his her their")
DETERMINERS = word_set(
    """
    the a an this these those his her its their our my your some any no every each another several many most all both
    two three four five six seven eight nine ten dozens hundreds thousands
    """
)
PREPOSITIONS = word_set(
    """
    of in on at for from by with to about against over under between among amid during after before since near
    through across into onto within without via around toward towards upon behind beyond despite like
    """
)
SUBORDINATORS = word_set(
    """
    that as while when where because since if whether after before until although though which who whom whose what how
    why than so unless once even whereas
    """
)
COORDINATORS = word_set("and but or nor yet then")
MODALS = word_set("will would can could may might should must shall 'll")
AUXILIARIES = MODALS | word_set("have has had is are was were be been being do does did 've 'd 're 'm")
BE = word_set("is are was were be been being 's")
NEGATIONS = word_set("not never")
ADVERBS = word_set(
    """
    also now still again then just even later earlier previously recently repeatedly once already first often always
    yet both all further meanwhile however therefore too reportedly today yesterday
    """
)
CLITICS = word_set("’s 's ’")
"""What makes a possessive, as tokens are written."""


def is_negation(token: Token) -> bool:
    """Tell whether a token negates: not, never, didn’t."""
    return token.lower in NEGATIONS or token.lower.endswith("n't") or token.lower == "cannot"


def is_auxiliary(token: Token) -> bool:
    """Tell whether a token is an auxiliary, also with its negation: has, didn’t."""
    return token.lower.removesuffix("n't") in AUXILIARIES or token.lower in ("won't", "can't", "cannot")


def is_adverb(token: Token) -> bool:
    """Tell whether a token is an adverb of the kinds that stand inside a verb group."""
    return token.lower in ADVERBS or (token.lower.endswith("ly") and token.text[0].islower() and len(token.text) > 4)
