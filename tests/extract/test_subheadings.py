"""A short quotation between paragraphs is a subheading, and nobody says it."""

import pytest

from kg.extract.combined import CombinedExtractor
from kg.extract.subheadings import subheadings

SAID = "“It rained,” Ada Lund said. “Stay away.”"
BEHIND = "The river rose by a metre."
PARAGRAPHS = {
    "without a stop": ((SAID, "“Worse to come”", BEHIND), True),
    "in other marks": ((SAID, "‘Where have you been?’", BEHIND), True),
    "behind no quotation": (("It rained.", "“Worse to come”", BEHIND), True),
    "a whole sentence in the same marks": ((SAID, "“It will be worse.”", BEHIND), False),
    "many words": ((SAID, "“Nobody here can tell what else is going to come”", BEHIND), False),
    "behind a colon": (("The mayor wrote:", "“Worse to come”", BEHIND), False),
    "behind an open quotation": (("Ada Lund said: “It rained.", "“Worse to come”", BEHIND), False),
    "in front of its cue": ((SAID, "“Worse to come”", "she said."), False),
    "two quotations": ((SAID, "“Worse” to “come”", BEHIND), False),
    "words in front": ((SAID, "Mayor: “Worse to come”", BEHIND), False),
    "the headline": (("“Worse to come”", BEHIND), False),
    "the end": ((SAID, "“Worse to come”"), False),
}


@pytest.mark.parametrize(("paragraphs", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_subheading_is_told_from_what_somebody_says(paragraphs: tuple[str, ...], expected: bool) -> None:
    text = "\n\n".join(paragraphs)
    assert [text[span.start : span.end] for span in subheadings(text)] == ([paragraphs[1]] if expected else [])


def test_a_quotation_does_not_go_on_in_a_subheading() -> None:
    found = CombinedExtractor().extract(f"{SAID}\n\n‘Where have you been?’\n\n{BEHIND}\n")
    assert [piece for a in found if a.content for piece in a.content.pieces] == ["“It rained,”", "“Stay away.”"]
