"""The editors' words in files that are taken away, in both languages, and dates as people write them.

A file leaves the site, so its words may not depend on a page's: they stand here and not with the
interface's.
"""

import re

from gongkai import i18n
from gongkai.fields import Language, Text

DEMONSTRATION = Text(
    zh="示范文本：为说明网站的用法而编写，内容纯属虚构，没有法律效力。",
    en="Demonstration text: invented to show how the site is used, without any legal force.",
)
DRAFT_RECORD = Text(
    zh="本记录是尚未核对的草稿。",
    en="This record is a draft that has not been checked.",
)
NOT_OFFICIAL = Text(
    zh="本文件不是官方文本，请以官方公布的文本为准。",
    en="This file is not an official text; the officially published text prevails.",
)
CHINESE_PREVAILS = Text(zh="以中文文本为准。", en="The Chinese text prevails.")
ENGLISH_TITLE_REFERENCE = Text(zh="英文题目为参考译名。", en="The English title is a rendering for reference.")
TRANSLATION = {
    "official": Text(zh="英文为官方译本。", en="The English is an official translation."),
    "unofficial": Text(
        zh="英文为非官方译本，仅供参考。", en="The English is an unofficial translation, for reference only."
    ),
    "draft": Text(zh="英文为未经审校的草稿。", en="The English is a draft that has not been reviewed."),
}
TRANSLATION_LABELS = {
    "official": Text(zh="官方译本", en="official translation"),
    "unofficial": Text(zh="非官方译本", en="unofficial translation"),
    "draft": Text(zh="译文草稿", en="draft translation"),
}
ENGLISH_OUTDATED = Text(zh="英文已过时的条文：{}。", en="English out of date: {}.")
ENGLISH_MISSING = Text(zh="没有英文的条文：{}。", en="Not translated: {}.")
ENGLISH_UNRECORDED = Text(
    zh="没有记录说明译自哪一份中文的条文：{}。",
    en="Nothing on record says which Chinese these translate: {}.",
)
ENGLISH_EXTRA = Text(zh="中文没有而英文有的条文：{}。", en="Not in the Chinese: {}.")
AND_MORE = Text(zh="另有{}处", en="and {} more")
SINCE = Text(zh="{place}（译自{date}存录的中文）", en="{place} (translates the Chinese on record on {date})")

# Marks stand in English texts alone, in square brackets; their Chinese is here for whoever reviews them.
MARK_LINE_MISSING = Text(zh="[没有英文]", en="[Not translated]")
MARK_MISSING = Text(zh="[{}没有英文]", en="[{} — not translated]")
MARK_OUTDATED = Text(
    zh="[已过时：译自{}存录的中文，此后中文有改动。]",
    en="[Out of date: this translates the Chinese on record on {}; the Chinese has changed since.]",
)
MARKS = {
    "outdated": Text(
        zh="[已过时：译自更早的中文，此后中文有改动。]",
        en="[Out of date: this translates the Chinese of an earlier date; the Chinese has changed since.]",
    ),
    "unrecorded": Text(
        zh="[没有记录说明此条译自哪一份中文。]", en="[Nothing on record says which Chinese this translates.]"
    ),
    "extra": Text(zh="[中文没有这一条。]", en="[The Chinese does not have this article.]"),
}

STATE_AS_OF = Text(zh="{state}（截至{date}）", en="{state} (as of {date})")
STANDING = {
    "current": Text(zh="现行文本", en="current text"),
    "past": Text(zh="原有文本", en="earlier text"),
    "future": Text(zh="尚未施行的文本", en="not yet in force"),
    "undated": Text(zh="日期未载的文本", en="text of unrecorded date"),
    "last": Text(zh="废止前的最后文本", en="last text before repeal"),
}
FROM = Text(zh="{date}起", en="from {date}")
UNTIL = Text(zh="至{date}", en="until {date}")
DECIDED = Text(
    zh="{date}决定的文本（生效日期未载）", en="as decided on {date} (the day it took effect is not recorded)"
)
EFFECTIVE_FROM = Text(zh="{date}起施行", en="in effect from {date}")

LABELS = {
    "number": Text(zh="文号", en="Announcement"),
    "state": Text(zh="状态", en="State"),
    "version": Text(zh="版本", en="Version"),
    "instrument": Text(zh="依据", en="Made by"),
    "note": Text(zh="说明", en="Note"),
    "address": Text(zh="网址", en="Address"),
    "law": Text(zh="法规网页（所载为另一文本）", en="Page of the law, which shows another text"),
    "publisher": Text(zh="发布", en="Published by"),
    "source": Text(zh="来源", en="Source"),
}

_SHORT_MONTHS = {
    "January": "Jan.", "February": "Feb.", "March": "Mar.", "April": "Apr.", "August": "Aug.",
    "September": "Sept.", "October": "Oct.", "November": "Nov.", "December": "Dec.",
}  # fmt: skip
_LONG_MONTH = re.compile("|".join(_SHORT_MONTHS))

say = i18n.plain


def date_in_words(date: str, language: Language, *, short: bool = False) -> str:
    """A record's date as pages write it: 2023年7月1日, 1 July 2023; no more exact than it is given.

    `short` shortens English months as legal citations do: 29 Nov. 2024.
    """
    words = i18n.date_words(date, language)
    return _LONG_MONTH.sub(lambda month: _SHORT_MONTHS[month.group()], words) if short else words
