"""The structure of a text goes from one process to another unchanged, and need not be read again there."""

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai import lawversions
from gongkai.lawtext import LawText
from gongkai.lawtext.packed import pack_law, unpack_law
from gongkai.lawversions import Version
from gongkai.packing import pack, unpack
from tests.lawtrees import CHINESE, ENGLISH, laws

MANY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TEXT = "第一章 总则\n第一条 渡口归市里管：\n（一）东渡；\n（二）西渡。\n第二条 即日施行。"
ENGLISH_TEXT = "Article 1 The ferries belong to the city.\nArticle 2 This takes effect today."


@MANY
@given(laws(CHINESE))
def test_a_chinese_tree(law: LawText) -> None:
    """What it looks like counts: two nodes of different sorts with the same values would be equal."""
    assert repr(unpack_law(pack_law(law))) == repr(law)


@MANY
@given(laws(ENGLISH))
def test_an_english_tree(law: LawText) -> None:
    assert repr(unpack_law(pack_law(law))) == repr(law)


def test_a_version_takes_its_structures_along(monkeypatch: pytest.MonkeyPatch) -> None:
    version = Version(date="2024-01-01", zh=TEXT, en=ENGLISH_TEXT, translation="draft")
    expected = repr((version.chinese(), version.english()))
    packed = pack(version)
    monkeypatch.setattr(lawversions, "_structures", lawversions._Structures())
    monkeypatch.setattr(lawversions, "parse_law", _never)
    again = unpack(packed, Version)
    assert again == version
    assert repr((again.chinese(), again.english())) == expected


def test_a_version_without_structures_is_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lawversions, "_structures", lawversions._Structures())
    version = Version(zh=TEXT)
    again = unpack(pack(version), Version)
    assert again.english() is None
    assert [node.anchor for node in again.chinese().articles()] == ["art-1", "art-2"]


def test_only_the_last_structures_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one asked for longest ago goes first, and is read again when it is wanted."""
    read: list[str] = []
    known = lawversions.parse_law
    monkeypatch.setattr(lawversions, "_structures", lawversions._Structures())
    monkeypatch.setattr(lawversions, "parse_law", lambda text, language: read.append(text) or known(text, language))
    texts = [
        f"第{number}条 渡口。"
        for number in ("一", *(f"十{more}" for more in "一二三四五六七八九"), *"二三四五六七八九")
    ]
    texts += [f"二{text}" for text in texts]
    assert len(texts) > 24
    for text in (*texts[:24], texts[0], *texts[24:], texts[0], texts[1]):
        lawversions.parsed(text, "zh")
    assert read == [*texts, texts[1]]


def _never(text: str, language: str) -> LawText:
    raise AssertionError(f"read again: {text[:20]} ({language})")
