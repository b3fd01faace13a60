"""Who published an article, by the name by which others cite it."""

import pytest

from kg.model import Document, Metadata
from kg.resolve.authority import authority
from kg.resolve.through.publishers import published


@pytest.mark.parametrize(
    ("given", "usual"),
    [
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("BBC News", "BBC"),
        ("KCNA", "Korean Central News Agency"),
        ("The Coast Daily", "The Coast Daily"),
        ("North Korea", "North Korea"),
        ("Dawn", "Dawn"),
        (None, None),
    ],
)
def test_a_known_medium_goes_by_its_usual_name(given: str | None, usual: str | None) -> None:
    document = Document(text="The port is closed.", metadata=Metadata(publisher=given))
    assert published(document, authority()).metadata.publisher == usual


def test_addresses_tell_where_no_publisher_is_given() -> None:
    document = Document(text="The port is closed.", metadata=Metadata(url="https://www.reuters.com/world/1"))
    assert published(document, authority()).metadata.publisher == "Reuters"
