"""What a place in a law is called: `art-12-1-p2-i3` is 第十二条之一第二款第（三）项, Article 12-1, paragraph 2, item 3."""

import re
from functools import lru_cache

from gongkai.numerals import to_chinese

_STEP = re.compile(r"(act|pt|sub|ch|sec|div|annex|art|no|p|i|s)-?([0-9]+)(?:-([0-9]+)(?=-|$))?")
_ENGLISH = {
    "act": "Act", "pt": "Part", "sub": "Subpart", "subdivision": "Subdivision", "ch": "Chapter", "sec": "Section", "div": "Division", "annex": "Annex",
    "art": "Article", "no": "Point", "p": "paragraph", "i": "item", "s": "sub-item",
}  # fmt: skip
_CHINESE = {
    "act": "第{}个文件", "pt": "第{}编", "sub": "第{}分编", "subdivision": "（{}）", "ch": "第{}章", "sec": "第{}节", "div": "第{}部分", "annex": "附件{}",
    "art": "第{}条", "no": "第{}点", "p": "第{}款", "i": "第（{}）项", "s": "第{}目",
}  # fmt: skip


@lru_cache(maxsize=4_096)
def place_name(anchor: str, language: str) -> str:
    """The place in words of the language; the anchor itself where it is none of a law's text."""
    steps: list[str] = []
    end, before = 0, ""
    while end < len(anchor):
        match = _STEP.match(anchor, end)
        if match is None:
            return anchor
        sign, number, inserted = match.groups()
        if sign == "sub" and before == "div":
            sign = "subdivision"
        before = sign
        if language == "zh":
            steps.append(
                _CHINESE[sign].format(to_chinese(int(number))) + (f"之{to_chinese(int(inserted))}" if inserted else "")
            )
        else:
            steps.append(f"{_ENGLISH[sign]} {number}{f'-{inserted}' if inserted else ''}")
        end = match.end() + 1
    return "".join(steps) if language == "zh" else ", ".join(steps)


def article_of(anchor: str) -> str:
    """The article, point or heading that a place belongs to: `art-12-p2-i3` is in `art-12`."""
    return re.sub(r"-p[0-9]+(?:-i[0-9]+(?:-s[0-9]+)*)?$", "", anchor)
