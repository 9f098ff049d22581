"""Texts of laws to fill the records with: real ones where they are at hand, else made up.

The real ones are Markdown files of a public data set, which is not part of this repository. Each
begins with `# title` and notes on its history, closed by `<!-- INFO END -->`; chapters have `##`,
sections `###`. What remains here is the plain text, one line a paragraph. The made-up ones belong
to a city that does not exist and have the size and shape of the real: about fifty articles.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from gongkai.numerals import to_chinese

_END_OF_NOTES = "<!-- INFO END -->"
_MARKS = re.compile(r"^#+[ \t]*")
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")


def real_texts(folder: Path) -> list[tuple[str, str]]:
    """Title and text of every law in the folder; an empty list where there is no such folder."""
    texts = []
    for path in sorted(folder.glob("*.md")):
        whole = path.read_text("utf-8")
        before, found, after = whole.partition(_END_OF_NOTES)
        title = _clean(before.split("\n", 1)[0]) or path.stem
        lines = [_clean(line) for line in (after if found else whole.split("\n", 1)[-1]).splitlines()]
        text = "\n".join(line for line in lines if line)
        if text:
            texts.append((title, text))
    return texts


def _clean(line: str) -> str:
    """A line without heading marks, and without the hidden characters that Gongkai refuses."""
    return _MARKS.sub("", _HIDDEN.sub("", line)).strip(" \u3000")


_CHAPTERS = ("总则", "规划与建设", "管理与服务", "权利与义务", "保障措施", "监督检查", "法律责任", "附则")
_SUBJECTS = ("市有关部门", "区人民政府", "街道办事处", "经营单位", "运河管理机构", "社区居民委员会", "公共服务单位")
_DUTIES = (
    "应当制定年度工作计划",
    "可以委托专业机构评估",
    "不得拒绝合理的查询",
    "应当向社会公布办理结果",
    "应当听取居民的意见",
)
_MANNERS = (
    "按照公开、便民的原则",
    "在十五个工作日内",
    "会同其他相关单位",
    "依照本条例的规定",
    "根据实际需要",
    "通过统一的服务平台",
)
_THINGS = ("水岸步道的维护", "公共自行车的停放", "社区花园的养护", "街面照明的节能", "旧书的流转", "码头候船的秩序")


def made_up_texts(count: int = 200) -> list[tuple[str, str]]:
    """Titles and texts of a fabricated city's laws; the same at every call."""
    chance = random.Random(1_954)
    return [(f"云江市{chance.choice(_THINGS)}条例", _made_up(chance)) for _ in range(count)]


def _made_up(chance: random.Random) -> str:
    lines: list[str] = []
    article = 0
    for number, chapter in enumerate(_CHAPTERS[: chance.randint(4, len(_CHAPTERS))], start=1):
        lines.append(f"第{to_chinese(number)}章　{chapter}")
        for _ in range(chance.randint(4, 12)):
            article += 1
            lines.append(f"第{to_chinese(article)}条 {_paragraph(chance)}")
            lines += [_paragraph(chance) for _ in range(chance.choice((0, 0, 1, 2)))]
            if chance.random() < 0.2:
                lines.append("前款所称的事项包括：")
                lines += [
                    f"（{to_chinese(item)}）{chance.choice(_THINGS)}；" for item in range(1, chance.randint(3, 7))
                ]
    return "\n".join(lines)


def _paragraph(chance: random.Random) -> str:
    words = (
        f"{chance.choice(_SUBJECTS)}{chance.choice(_MANNERS)}，就{chance.choice(_THINGS)}{chance.choice(_DUTIES)}。"
        for _ in range(chance.randint(1, 4))
    )
    return "".join(words)


def texts(folder: Path) -> tuple[str, Sequence[tuple[str, str]]]:
    """What kind of texts these are (`real` or `made up`), and the texts."""
    real = real_texts(folder)
    return ("real", real) if real else ("made up", made_up_texts())
