"""Any tree prints and parses back to itself: words, white space, numbers, anchors and lines."""

from hypothesis import HealthCheck, given, settings

from gongkai.lawtext import LawText, parse_law
from tests.lawtrees import CHINESE, ENGLISH, laws

MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@MANY
@given(laws(CHINESE))
def test_a_chinese_tree(law: LawText) -> None:
    assert parse_law(law.source(), "zh") == law


@MANY
@given(laws(ENGLISH))
def test_an_english_tree(law: LawText) -> None:
    assert parse_law(law.source(), "en") == law
