"""Rules of laws, their versions and translations, and the glossary."""

from gongkai.messages.message import Message

# fmt: off
LAWS: dict[str, Message] = {
    "law-adopted": Message(
        "法规没有“通过”这一事件。", "The law has no event of the type adopted.",
        "在 events 下加上 type: adopted 和日期。", "Add type: adopted with its date under events.",
    ),
    "law-instrument": Message(
        "修正没有写明依据哪个决定。", "The amendment does not name the decision that made it.",
        "在这一事件下写 instrument: {zh: …, en: …}。", "Write instrument: {zh: …, en: …} in this event.",
    ),
    # The text of a law
    "number-gap": Message(
        "编号到“{found}”跳了号，前面应是第 {expected}。", 'Numbers are left out before "{found}": {expected} was expected.',
        "请与正式文本核对：漏了就补上；正式文本就是这样编的，就把“{found}”写进这一版的 irregular。",
        'Compare with the official text: add what is missing, or, where the official text is numbered so, list "{found}" under irregular in this version.',
        error=False,
    ),
    "number-repeat": Message(
        "编号“{found}”出现两次，这里应是第 {expected}。", 'The number "{found}" comes twice; {expected} was expected here.',
        "请与正式文本核对；正式文本就是这样编的，就把“{found}”写进这一版的 irregular。后一处没有自己的地址。",
        'Compare with the official text; where that is numbered so, list "{found}" under irregular in this version. The later place has no address of its own.',
        error=False,
    ),
    "number-order": Message(
        "编号“{found}”次序颠倒，这里应是第 {expected}。", 'The number "{found}" goes backwards; {expected} was expected here.',
        "请与正式文本核对；正式文本就是这样编的，就把“{found}”写进这一版的 irregular。",
        'Compare with the official text; where that is numbered so, list "{found}" under irregular in this version.',
        error=False,
    ),
    "number-unreadable": Message(
        "编号“{found}”读不出是几。", 'The number in "{found}" cannot be read.',
        "请改成规范的数字，如第十二条；正式文本就是这样写的，就把“{found}”写进这一版的 irregular。",
        'Write a well-formed numeral, as in 第十二条; where the official text has it so, list "{found}" under irregular in this version.',
        error=False,
    ),
    "quotation-open": Message(
        "从“{found}”开始的引文没有收尾的引号，按普通正文处理。", 'The quotation that begins at "{found}" is never closed; it is read as plain text.',
        "在引文末尾补上”。", "Add the closing ” where the quotation ends.", error=False,
    ),
    "translation-label": Message(
        "有英文文本就要写明 translation，没有就不要写（现在是：{found}）。",
        "A version with English text says what its translation is, and one without does not (it says: {found}).",
        "在这一版写 translation: official、unofficial 或 draft，或删去这一行。",
        "Write translation: official, unofficial or draft in this version, or remove that line.",
    ),
    "translation-outdated": Message(
        "“{found}”的英文译的是 {since} 记下的旧中文，中文此后改过。", "The English of {found} translates an earlier Chinese, on record since {since}; the Chinese has changed.",
        "改好英文后运行 build.py i18n update；英文无须改动就运行 build.py i18n update --accept 记录#{found}。",
        "Revise the English and run 'build.py i18n update'; if it still holds, run 'build.py i18n update --accept RECORD#{found}'.",
        error=False,
    ),
    "translation-missing": Message(
        "这一版有 {count} 条没有英文：{found}。", "{count} of this version's articles have no English: {found}.",
        "译出后写进 en；在此之前页面会写明没有译文。", "Add their English to en; until then the page says that they are not translated.",
        error=False,
    ),
    "translation-extra": Message(
        "英文里的 {found} 在中文里没有（共 {count} 条）。", "The English has {found}, which the Chinese does not have ({count} in all).",
        "请核对条号。", "Check the numbers of the articles.", error=False,
    ),
    "translation-unrecorded": Message(
        "{count} 条英文还没有登记译自哪一份中文：{found}。", "Of {count} English articles nothing says which Chinese they translate: {found}.",
        "核对后运行 build.py i18n update。", "Check them and run 'build.py i18n update'.", error=False,
    ),
    "glossary-english": Message(
        "{found} 的中文用了“{term}”，英文里却没有“{english}”。", 'The Chinese of {found} says {term}; its English does not say "{english}".',
        "请改用词汇表里的英文；另一种写法也可以的话，把它加进这个词的 also。",
        "Use the English of the glossary, or add this wording to the term's also where it is right too.", error=False,
    ),
    "lock-line": Message(
        "这一行不是翻译登记：“{found}”。", 'This line is no record of a translation: "{found}".',
        "从版本库取回原来的文件，或删去这一行，再运行 build.py i18n update。",
        "Take the file back from version control, or remove the line, and run 'build.py i18n update'.",
    ),
}
# fmt: on
