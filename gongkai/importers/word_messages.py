"""What reading a Word document can have to say, once, in Chinese and English.

A refusal is a document that is not read at all; a note is something in it that plain lines cannot
carry. Each message says what was found and what to do. A test holds both tables against the cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# fmt: off
REFUSALS: dict[str, tuple[str, str]] = {
    "not-zip": (
        "这不是 Word 文档（.docx）：文件不是压缩包。请在 Word 或 WPS 中打开，另存为 .docx。",
        "This is no Word document (.docx): the file is not a zip package. Open it in Word or WPS and save it as .docx.",
    ),
    "not-word": (
        "压缩包里没有 Word 正文（{found}）。请检查文件是否选错，或在 Word 中另存为 .docx。",
        "The package holds no Word text ({found}). Check that it is the right file, or save it as .docx in Word.",
    ),
    "old-word": (
        "这是旧格式的 Word 文档（.doc）。请在 Word 或 WPS 中另存为 .docx。",
        "This is a Word document in the old format (.doc). Save it as .docx in Word or WPS.",
    ),
    "encrypted": (
        "文档用密码加密，无法读取。请在 Word 中去掉密码后再存。",
        "The document is encrypted with a password and cannot be read. Remove the password in Word and save it again.",
    ),
    "broken-zip": (
        "文件已损坏：{found}。请重新取得文件，或在 Word 中修复后另存。",
        "The file is damaged: {found}. Fetch it again, or let Word repair it and save it anew.",
    ),
    "too-large": (
        "文件有 {found} 字节，超过上限 {limit}。请压缩或删去其中的图片。",
        "The file has {found} bytes, more than the limit of {limit}. Compress or remove its pictures.",
    ),
    "too-many-parts": (
        "压缩包里的文件超过 {limit} 个，法规文档不会这样。请在 Word 中另存为新文件。",
        "The package holds more than {limit} files, which no law needs. Save it as a new file in Word.",
    ),
    "bomb": (
        "压缩包解开后大得不合常理（{found}）。请不要使用这个文件，并查明来源。",
        "The package unpacks to a size beyond reason ({found}). Do not use this file, and find out where it comes from.",
    ),
    "bad-name": (
        "压缩包里有越出文件夹的文件名：{found}。请不要使用这个文件，并查明来源。",
        "The package holds a file name that leads out of its folder: {found}. Do not use this file, and find out where it comes from.",
    ),
    "duplicate-name": (
        "压缩包里有两个同名文件：{found}。不同的软件会读出不同的内容，请在 Word 中另存为新文件。",
        "The package holds two files of the same name: {found}. Programs would read different texts; save it as a new file in Word.",
    ),
    "dtd": (
        "{part} 里有 DTD 或实体声明，Word 不会写出这样的文件。请不要使用它，并查明来源。",
        "{part} declares a DTD or an entity, which Word never writes. Do not use this file, and find out where it comes from.",
    ),
    "broken-xml": (
        "{part} 不合 XML 的写法（{found}）。请在 Word 中修复后另存。",
        "{part} is not well-formed XML ({found}). Let Word repair the file and save it anew.",
    ),
    "too-deep": (
        "{part} 嵌套超过 {limit} 层，法规文档不会这样。请在 Word 中另存为新文件。",
        "{part} is nested more than {limit} levels deep, which no law needs. Save it as a new file in Word.",
    ),
    "too-complex": (
        "文档的元素超过 {limit} 个，法规文档不会这样。请分成几个文件。",
        "The document has more than {limit} elements, which no law needs. Split it into several files.",
    ),
    "macros": (
        "文档带有宏（{found}）。请在 Word 中另存为不带宏的 .docx。",
        "The document contains macros ({found}). Save it in Word as a .docx without macros.",
    ),
    "tracked-changes": (
        "{part} 里有未处理的修订（{found}），无法确定哪一种文字是定稿。请在 Word 中接受或拒绝全部修订后再存。",
        "{part} has tracked changes ({found}), so it is not certain which words are final. Accept or reject all changes in Word and save.",
    ),
    "hidden-text": (
        "文档有隐藏的文字：“{found}”。请在 Word 中显示并删除隐藏文字，或取消“隐藏”。",
        'The document has hidden text: "{found}". Show and delete it in Word, or switch "Hidden" off.',
    ),
    "hidden-mark": (
        "段落“{found}”的段落标记是隐藏的，Word 会把它与下一段连成一行。请在 Word 中取消“隐藏”。",
        'The paragraph mark of "{found}" is hidden, so Word runs it together with the next. Switch "Hidden" off in Word.',
    ),
    "embedded-object": (
        "文档嵌有其他软件的对象（{found}），其中的文字读不出来。请改成文字或图片。",
        "The document embeds an object of another program ({found}), whose words cannot be read. Turn it into text or a picture.",
    ),
    "embedded-file": (
        "文档插入了另一个文件（{found}），其中的文字读不出来。请在 Word 中打开，另存为 .docx，文字就会并入。",
        "The document includes another file ({found}), whose words cannot be read. Open it in Word and save it as .docx, which merges the words.",
    ),
    "missing-part": (
        "文档缺少一部分：{found}。请在 Word 中修复后另存。",
        "A part of the document is missing: {found}. Let Word repair it and save it anew.",
    ),
    "broken-field": (
        "有一个域没有结束（{found}），后面的文字会被吞掉。请在 Word 中按 Ctrl+Shift+F9 把域变成文字。",
        "A field is never closed ({found}) and would swallow the words after it. Turn fields into text in Word with Ctrl+Shift+F9.",
    ),
}

NOTES: dict[str, tuple[str, str]] = {
    "table": (
        "这里是表格（{rows} 行，最多 {columns} 列）：每行写成一行，各格以全角空格相连。请核对。",
        "A table stands here ({rows} rows, up to {columns} columns): each row became a line, its cells joined by a full-width space. Please check.",
    ),
    "nested-table": (
        "表格里还有表格，其文字并入所在的行。请核对。",
        "There is a table inside a table; its words are joined to the row it stands in. Please check.",
    ),
    "text-box": (
        "这里是文本框里的文字，排在所附的段落之后。请核对位置。",
        "These words stand in a text box; they follow the paragraph it is attached to. Please check the place.",
    ),
    "footnote": (
        "这一行有脚注 {mark}，正文见第 {at} 行。请决定是否属于法规。",
        "Footnote {mark} hangs on this line; its words are line {at}. Please decide whether it belongs to the law.",
    ),
    "endnote": (
        "这一行有尾注 {mark}，正文见第 {at} 行。请决定是否属于法规。",
        "Endnote {mark} hangs on this line; its words are line {at}. Please decide whether it belongs to the law.",
    ),
    "header": ("页眉没有读入正文：“{found}”。", 'The page header was left out of the lines: "{found}".'),
    "footer": ("页脚没有读入正文：“{found}”。", 'The page footer was left out of the lines: "{found}".'),
    "comment": (
        "这一行有批注，没有读入：“{found}”。发布前请处理。",
        'A comment hangs on this line and was left out: "{found}". Settle it before publishing.',
    ),
    "picture": (
        "这里有图片，没有读入（替代文字：“{found}”）。图中若有文字，请另行录入。",
        'A picture stands here and was left out (alternative text: "{found}"). Type in any words it shows.',
    ),
    "chart": ("这里有图表，没有读入（其中的文字：“{found}”）。", 'A chart stands here and was left out (its words: "{found}").'),
    "diagram": ("这里有图示，没有读入（其中的文字：“{found}”）。", 'A diagram stands here and was left out (its words: "{found}").'),
    "drawn-text": ("这里有画成图形的文字，没有读入：“{found}”。", 'Words drawn as a shape stand here and were left out: "{found}".'),
    "equation": (
        "这里有公式，只留下了其中的文字：“{found}”。请核对上下标和分式。",
        'An equation stands here, of which only the words are left: "{found}". Please check powers, indices and fractions.',
    ),
    "symbol": (
        "这里有符号字体 {font} 的字符 {code}，写作“{found}”。请核对。",
        'Character {code} of the symbol font {font} stands here, written as "{found}". Please check.',
    ),
    "field": (
        "这里有一个没有现成结果的域（{found}），Word 打开时才算出它的文字。请核对并录入。",
        "A field without a stored result stands here ({found}); Word works its words out on opening. Please check and type them in.",
    ),
    "contents": (
        "第 {first} 至 {last} 行是自动目录。",
        "Lines {first} to {last} are an automatic table of contents.",
    ),
    "ruby": ("“{found}”上注有“{ruby}”，没有读入。", '"{found}" carries the ruby "{ruby}", which was left out.'),
    "faint-text": (
        "这些文字是白色的或极小，读者多半看不见：“{found}”。请核对是否应当公开。",
        'These words are white or tiny, so readers hardly see them: "{found}". Please check whether they are meant to be public.',
    ),
    "struck-text": ("这些文字画了删除线，仍读入了：“{found}”。", 'These words are struck through, and were kept: "{found}".'),
    "raised-text": ("这些文字是上标或下标：“{found}”。请核对。", 'These words are raised or lowered: "{found}". Please check.'),
    "alternate": (
        "这里有另一种写法，只有旧软件显示，没有读入：“{found}”。",
        'Another version stands here that only old programs show; it was left out: "{found}".',
    ),
    "bound-text": (
        "“{found}”与文档属性或外部数据相连，Word 显示的可能不同。请核对。",
        '"{found}" is bound to a property or to data, so Word may show something else. Please check.',
    ),
    "number-format": (
        "自动编号的样式“{format}”写不出编号 {value}，这一行没有编号（{pattern}）。请核对并录入。",
        'The automatic number {value} cannot be written in the format "{format}", so this line has no number ({pattern}). Please check and type it in.',
    ),
    "number-unsure": (
        "自动编号“{found}”在不同软件中显示可能不同。请对照原文核对。",
        'The automatic number "{found}" may look different from program to program. Please check it against the document.',
    ),
    "unknown": (
        "这里有不认识的内容（{element}），没有读入：“{found}”。请对照原文核对。",
        'Something unknown stands here ({element}) and was left out: "{found}". Please check against the document.',
    ),
}
# fmt: on


def fill(template: str, words: Mapping[str, str]) -> str:
    """The message with its words put in; braces inside the words stay what they are."""
    pieces = template.replace("}", "{").split("{")
    return "".join(words.get(piece, "") if index % 2 else piece for index, piece in enumerate(pieces))


class RefusedDocument(Exception):
    """The document is not read. `rule` names the reason, `words` fills its message."""

    def __init__(self, rule: str, **words: str) -> None:
        self.rule = rule
        self.words = dict(words)
        super().__init__(rule, self.words)

    def message(self, language: str) -> str:
        """What was found and what to do; `language` is zh or en."""
        return fill(REFUSALS[self.rule][language != "zh"], self.words)

    def __str__(self) -> str:
        return f"{self.rule}: {self.message('zh')} {self.message('en')}"


@dataclass(frozen=True)
class Note:
    """Something that plain lines do not carry. `line` counts from 1; 0 is the document as a whole."""

    rule: str
    line: int
    words: Mapping[str, str] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """What was found and what to do; `language` is zh or en."""
        return fill(NOTES[self.rule][language != "zh"], self.words)
