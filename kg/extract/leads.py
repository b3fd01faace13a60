"""Whether the words in front of a quotation are about whoever spoke before it, by name or as he, she or they."""

import re

_SENTENCE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”\"’']))\s+(?=[A-Z“\"‘'])")
_OPENER = re.compile(r"(?:(?:But|And|Yet|So|Now|Still|Then|Instead|Later|Today)\b,? |[A-Z][^,.“\"]{1,60}, )?")
_PRONOUN = re.compile(r"(?:he|she|they)(?:\b|['’](?:d|ll|re|ve|s)\b)", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:(?:de|la|van|von|der|bin|al) )*[A-Z][\w.’'-]*)*")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Rep|Gen|Sir|Dame|Lord|Lady|Judge|Mayor|President|Professor)\.?")
_HEAD = re.compile(r"(?:the|an?|his|her|their|one) (?:(?!(?:of|in|at|for|from|who)\b)[\w’'-]+ ?)+", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?\Z")


def speaks_on(lead: str, source: str) -> bool:
    """Tell whether the words in front of a quotation have a source before them as their subject.

    >>> speaks_on("Berg has driven the road for years.", "Anna Berg")
    True
    >>> speaks_on("Carl Dunn has driven the road for years.", "Anna Berg")
    False
    """
    sentences = _SENTENCE.split(lead)
    first, last = sentences[0], sentences[-1]
    return _is_named(last, source) or (_is_meant(last) and (_is_meant(first) or _is_named(first, source)))


def _is_meant(sentence: str) -> bool:
    """Tell whether a sentence has a pronoun as its subject."""
    return any(_PRONOUN.match(sentence, at) for at in _begins(sentence))


def _is_named(sentence: str, source: str) -> bool:
    """Tell whether a sentence has words of a source as its subject: a name, with or without a title, or "the mayor"."""
    return any(_names(sentence[at:], source) for at in _begins(sentence))


def _begins(sentence: str) -> set[int]:
    """Return where a subject may begin: with the sentence, or behind its first words."""
    opener = _OPENER.match(sentence)
    return {0, opener.end() if opener else 0}


def _names(words: str, source: str) -> bool:
    head = _HEAD.match(source)
    if head and words.lower().startswith(head[0].lower().strip()):
        return not words[len(head[0].strip()) :].startswith(("'", "’"))
    name = _NAME.match(words)
    if name is None or _OWNER.search(name[0]):
        return False
    named = [word for word in name[0].split() if not _TITLE.fullmatch(word)]
    spoken = set(re.findall(r"[\w.’'-]+", source))
    alone = {word for word in spoken if word[0].isupper() and not _TITLE.fullmatch(word)}
    return bool(named) and (set(named) <= spoken or (named[-1] in alone and alone <= set(named)))
