"""What every extractor promises."""

from collections.abc import Sequence
from typing import Protocol

from kg.model import Attribution, Span


class Extractor(Protocol):
    """Finds attributed statements: nothing but text in, spans and labels out.

    `name` and `version` go into the record of the run. The same text always gives the same attributions, in
    the order in which they stand in the text, with keys 0, 1, 2, …
    """

    name: str
    version: str

    def extract(self, text: str, *, skip: Sequence[Span] = ()) -> Sequence[Attribution]:
        """Return the attributions of a document's whole text, leaving out the paragraphs in `skip`.

        The first line that is not skipped may be the headline.
        """
        ...
