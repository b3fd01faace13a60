"""The notes by which a publisher corrects or retracts its article, wherever on the page they stand."""

from itertools import islice

from kg.intake.corrections import correction
from kg.intake.formats.html_blocks import Block, names_of

_LONGEST = 1_500
_NAMED = frozenset({"correction", "corrections", "retraction", "clarification", "clarifications", "erratum"})
_NEAR = 4
"""Elements around a block whose names count as its own."""


def is_note(block: Block) -> bool:
    """Tell whether a block is a publisher's note on its own article, as its words or the names around it tell."""
    if block.is_link or block.element.tag == "h1" or len(block.text) > _LONGEST:
        return False
    return correction(block.text) is not None or _is_named_so(block)


def _is_named_so(block: Block) -> bool:
    around = (block.element, *islice(block.element.iterancestors(), _NEAR))
    names = (name for each in around if each.tag not in ("body", "html", "main") for name in names_of(each))
    return any(_NAMED & set(name) for name in names)
