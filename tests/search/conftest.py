"""What the tests of search share: the engine of Linjiang's site."""

from collections.abc import Iterator

import pytest

from tests.conftest import Built
from tests.search.engine import Engine, engine_of


@pytest.fixture(scope="module")
def engine(linjiang: Built) -> Iterator[Engine]:
    """Linjiang's search, in a browser."""
    with engine_of(linjiang.folder) as opened:
        yield opened
