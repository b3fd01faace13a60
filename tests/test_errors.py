"""Every error has a message, an exit status, and an HTTP status."""

from collections.abc import Iterator

import pytest

from api.errors import status_of
from kg import errors


def tree(error: type[errors.KgError]) -> Iterator[type[errors.KgError]]:
    yield error
    for child in error.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("error", list(tree(errors.KgError)))
def test_every_error_maps_to_an_exit_status_and_an_http_status(error: type[errors.KgError]) -> None:
    assert error.__name__.endswith("Error")
    assert 1 <= error.exit_status <= 125
    assert 400 <= status_of(error) <= 599
    assert error.__name__ in (errors.__doc__ or "")
