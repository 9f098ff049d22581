"""Rules that hold for every file of the content, and those of single types of record."""

from gongkai.messages.message import Message

# fmt: off
CONTENT: dict[str, Message] = {
    # Files and folders
    "stray-file": Message(
        "这里不该有“{found}”。", 'No file called "{found}" belongs here.',
        "记录文件用小写英文名加 .yml，放在所属类型的文件夹里。",
        "A record is a file with a lower-case name ending in .yml, in the folder of its type.",
    ),
    "stray-folder": Message(
        "没有名为“{found}”的记录类型。{suggestion_zh}", 'No type of record has the folder "{found}". {suggestion_en}',
        "content 里可用的文件夹：{known}。", "Folders that content may hold: {known}.",
    ),
    "file-id": Message(
        "文件名“{found}”不能作编号。", 'The file name "{found}" cannot be an id.',
        "编号只用小写英文字母、数字和连字符，如 food-safety.yml，最长 80 个字符。",
        "An id is lower-case ASCII letters and digits joined by hyphens, like food-safety.yml, at most 80 characters.",
    ),
    "symlink": Message(
        "“{found}”是符号链接。", '"{found}" is a symbolic link.',
        "请换成真实的文件：链接可能把内容目录以外的文件公开出去。",
        "Put the real file here: a link could publish files from outside the content folder.",
    ),
    "not-a-file": Message(
        "“{found}”不是普通文件，无法读取。", '"{found}" is not a regular file that can be read.',
        "请删除它，或换成普通文件并允许读取。", "Remove it, or put a regular, readable file in its place.",
    ),
    "too-large": Message(
        "文件有 {found} 字节，超过上限 {limit} 字节。", "The file has {found} bytes, more than the limit of {limit}.",
        "请拆成几条记录。", "Split it into several records.",
    ),
    # The YAML itself
    "not-utf8": Message(
        "这一处的字节不是 UTF-8 文字：{found}。", "The bytes here are not UTF-8 text: {found}.",
        "请用编辑器另存为 UTF-8 编码。", "Save the file as UTF-8 in your editor.",
    ),
    "control-character": Message(
        "有看不见的控制字符 {found}。", "There is an invisible control character {found}.",
        "请删除它；多半是从别处粘贴时带来的。", "Delete it; it usually comes with pasted text.",
    ),
    "bidi-character": Message(
        "有改变文字方向的隐藏字符 {found}。", "There is a hidden character {found} that changes the direction of text.",
        "请删除它：它会让读者看到的文字与文件里的不同。", "Delete it: it can make readers see other words than the file holds.",
    ),
    "tab": Message(
        "有制表符（Tab）。", "There is a tab.",
        "请用空格缩进，每层两个空格。", "Indent with spaces, two a level.",
    ),
    "merge-marker": Message(
        "有未处理的合并标记：{found}。", "There is a merge marker that was left in: {found}.",
        "请在两个版本中选定一个，再删除 <<<<<<<、======= 和 >>>>>>> 各行。",
        "Choose between the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>.",
    ),
    "yaml": Message(
        "这一处不合 YAML 的写法（{found}）。", "This is not well-formed YAML ({found}).",
        "常见原因：缩进不齐；文字里有“: ”或“ #”，或花括号里的文字有逗号、括号，却没有加引号；引号或括号没有配对。",
        'Usual causes: uneven indentation; text with ": " or " #", or inside { } with a comma or bracket, that is not quoted; a quote or bracket left open.',
    ),
    "duplicate-key": Message(
        "“{found}”写了两次。", '"{found}" is given twice.',
        "第一次在第 {line} 行，请只留一个。", "The first is on line {line}; keep one.",
    ),
    "anchor": Message(
        "有 YAML 锚点或别名：{found}。", "There is a YAML anchor or alias: {found}.",
        "请把内容直接写出来；若文字本身以 & 或 * 开头，请加引号。",
        "Write the words out; if the text itself begins with & or *, put it in quotes.",
    ),
    "tag": Message(
        "有 YAML 标签：{found}。", "There is a YAML tag: {found}.",
        "请删除标签；若文字本身以 ! 开头，请加引号。", "Delete the tag; if the text itself begins with !, put it in quotes.",
    ),
    "several-documents": Message(
        "一个文件里有多份文档（第二个 ---）。", "The file holds more than one document (a second ---).",
        "一个文件只写一条记录。", "Write one record a file.",
    ),
    "too-deep": Message(
        "内容嵌套超过 {limit} 层。", "The content is nested more than {limit} levels deep.",
        "记录不需要这么多层，请检查缩进和括号。", "No record needs that many levels; check indentation and brackets.",
    ),
    "complex-key": Message(
        "字段名必须是一个简单的词。", "A field's name must be one plain word.",
        "请检查“?”、方括号或花括号后面的冒号。", 'Look for a "?" or for a colon after a bracket.',
    ),
    "empty-file": Message(
        "文件里没有内容。", "The file is empty.",
        "请写入记录，或删除文件。", "Write the record, or delete the file.",
    ),
    # Fields
    "mapping-wanted": Message(
        "“{field}”应是一组字段，这里是：{found}。", '"{field}" should be a group of fields, but it is: {found}.',
        "中英文并写的字段写作 {zh: …, en: …}。", "Words in both languages are written {zh: …, en: …}.",
    ),
    "list-wanted": Message(
        "“{field}”应是一个列表，这里是：{found}。", '"{field}" should be a list, but it is: {found}.',
        "列表每项占一行，以“- ”开头。", 'Each item of a list is a line that begins with "- ".',
    ),
    "text-wanted": Message(
        "“{field}”应是文字，这里是：{found}。", '"{field}" should be text, but it is: {found}.',
        "请写成一行文字。", "Write it as one piece of text.",
    ),
    "unknown-field": Message(
        "没有名为“{found}”的字段。{suggestion_zh}", 'There is no field called "{found}". {suggestion_en}',
        "这里可用的字段：{known}。", "Fields that may stand here: {known}.",
    ),
    "missing-field": Message(
        "缺少必填字段“{field}”。", 'The required field "{field}" is missing.',
        "请补上这个字段；手册里有每种记录的样例。", "Add it; the handbook shows an example of each type.",
    ),
    "empty": Message(
        "“{field}”是空的。", '"{field}" is empty.',
        "请填写；没有公开的内容不必写这个字段。", "Fill it in; leave the field out where nothing has been published.",
    ),
    "choice": Message(
        "“{found}”不是“{field}”可用的值。{suggestion_zh}", '"{found}" is not a value of "{field}". {suggestion_en}',
        "可用的值：{known}。", "Values that may stand here: {known}.",
    ),
    "whole-number": Message(
        "“{field}”应是整数，这里是“{found}”。", '"{field}" should be a whole number, but it is "{found}".',
        "只写数字，如 12。", "Write digits only, like 12.",
    ),
    "at-least": Message(
        "“{field}”最小是 {limit}，这里是 {found}。", '"{field}" is {limit} at least, but here it is {found}.',
        "请核对数字；没有公布就不写这个字段。", "Check the number; leave the field out where none was published.",
    ),
    "at-most": Message(
        "“{field}”最大是 {limit}，这里是 {found}。", '"{field}" is {limit} at most, but here it is {found}.',
        "请核对数字；是不是多写了几位？", "Check the number; has it too many digits?",
    ),
    "yes-or-no": Message(
        "“{field}”应是 true 或 false，这里是“{found}”。", '"{field}" should be true or false, but it is "{found}".',
        "请写 true 或 false。", "Write true or false.",
    ),
    "id-in-file": Message(
        "记录里不写编号“{found}”。", 'The id "{found}" is not written in the record.',
        "编号就是文件名，请删除这一行。", "The file's name is the id; delete this line.",
    ),
    "id": Message(
        "“{found}”不能作编号。", '"{found}" cannot be an id.',
        "只用小写英文字母、数字和连字符，如 waste-2019。",
        "Use lower-case ASCII letters and digits joined by hyphens, like waste-2019.",
    ),
    "date": Message(
        "“{found}”不是日期。", '"{found}" is not a date.',
        "写作 2024、2024-05 或 2024-05-01；大约的日期后加 ~。",
        "Write 2024, 2024-05 or 2024-05-01, with ~ behind an approximate one.",
    ),
    "day": Message(
        "“{found}”不是完整的日期。", '"{found}" is not a full date.',
        "写作 2024-05-01。", "Write it like 2024-05-01.",
    ),
    "number": Message(
        "“{found}”不是数字。", '"{found}" is not a number.',
        "只写数字和小数点，不加千分号和单位；“约”“多”写在 how 字段。",
        'Write digits and a decimal point, without separators or units; "about" and "over" go in the field how.',
    ),
    "value-en": Message(
        "中英文的数值不是同一个数：{found}。", "The numbers for Chinese and English are not the same amount: {found}.",
        "value_en 只能移动小数点，如 8374.2 亿元写作 837.42 billion yuan。",
        "value_en may only move the decimal point, as 8374.2 亿元 is 837.42 billion yuan.",
    ),
    "address": Message(
        "“{found}”不是可用的网址。", '"{found}" is not a web address that can be used.',
        "写完整的 http:// 或 https:// 网址，不含空格和中文。",
        "Write a whole address with http:// or https://, without spaces or characters outside ASCII.",
    ),
    "reference": Message(
        "“{found}”不是对记录的引用。", '"{found}" is not a reference to a record.',
        "写作 文件夹/编号，如 laws/food-safety，或加位置 laws/food-safety#art-12。",
        "Write folder/id, like laws/food-safety, with a place behind it if need be: laws/food-safety#art-12.",
    ),
    "text": Message(
        "中文和英文至少要有一个。", "At least one of Chinese and English is needed.",
        "写作 {zh: …} 或 {en: …}。", "Write {zh: …} or {en: …}.",
    ),
    "one-of": Message(
        "{found} 两个字段必须且只能写一个。", "Exactly one of the fields {found} is needed.",
        "本站有这条记录就写 ref，没有就写 title。", "Write ref where this site has the record, title where it has not.",
    ),
    "order": Message(
        "日期的先后不对：{found}。", "The dates are in the wrong order: {found}.",
        "后面的日期不能早于前面的日期。", "The later date may not come before the earlier one.",
    ),
    "twice": Message(
        "“{found}”出现了两次。", '"{found}" occurs twice.',
        "请改成不同的编号，或删去重复的一项。", "Give one of them another id, or remove it.",
    ),
    "empty-list": Message(
        "“{field}”一项也没有。", '"{field}" has no entry.',
        "请至少写一项。", "Write one at least.",
    ),
    "value": Message(
        "“{field}”的值不能用：{found}。", 'The value of "{field}" cannot be used: {found}.',
        "请对照手册里的样例。", "Compare it with the handbook's example.",
    ),
    # Markdown
    "raw-html": Message(
        "文字里有 HTML 标记：{found}。", "There is raw HTML in the text: {found}.",
        "请用 Markdown 写；要显示小于号，请写 &lt;。", "Write Markdown instead; for a less-than sign write &lt;.",
    ),
    "event-attribute": Message(
        "文字里有事件属性（会运行脚本）：{found}。", "There is an event attribute, which would run a script: {found}.",
        "请删除它。", "Delete it.",
    ),
    "script-link": Message(
        "链接的地址不能用：{found}。", "The link leads to an address that may not be used: {found}.",
        "链接只能是 http、https、mailto，或本站记录如 laws/food-safety。",
        "A link may be http, https, mailto, or a record of this site such as laws/food-safety.",
    ),
    "markdown-picture": Message(
        "文字里有图片：{found}。", "There is a picture in the text: {found}.",
        "正文里不放图片；图片用记录的专门字段，以便注明说明和权利。",
        "Pictures do not go in running text; they have fields of their own, with description and rights.",
    ),
    "too-complex": Message(
        "这段文字太长或层次太多：{found}。", "This text is too long or too deeply nested: {found}.",
        "一段最多 30,000 字、500 个方括号、12 层列表；请分成几段。",
        "A text holds at most 30,000 characters, 500 square brackets and 12 levels of lists; divide it.",
    ),
    # Between records
    "no-source": Message(
        "这条记录没有注明来源。", "The record names no source.",
        "在 sources 下写明标题、发布者和日期。", "Give title, publisher and date under sources.",
    ),
    "unknown-source": Message(
        "本记录的 sources 里没有“{found}”。{suggestion_zh}", "The record's sources have no \"{found}\". {suggestion_en}",
        "已有的来源编号：{known}。", "Ids of the sources it has: {known}.",
    ),
    "unknown-record": Message(
        "没有记录“{found}”。{suggestion_zh}", 'There is no record "{found}". {suggestion_en}',
        "请核对文件夹和文件名。", "Check the folder and the name of the file.",
    ),
    "unknown-anchor": Message(
        "记录“{record}”里没有位置“{found}”。{suggestion_zh}", 'The record "{record}" has no place "{found}". {suggestion_en}',
        "请核对 # 后面的部分，或删去它。", "Check what stands behind the #, or leave it out.",
    ),
    "unknown-term": Message(
        "词汇表 {vocabulary} 里没有“{found}”。{suggestion_zh}", 'The vocabulary {vocabulary} has no "{found}". {suggestion_en}',
        "在 {place_zh}下加上这个词，或改用已有的词。", "Add the word under {place_en}, or use one that is there.",
    ),
    "own-record": Message(
        "记录引用了自己：{found}。", "The record points at itself: {found}.",
        "请删去这个引用。", "Remove the reference.",
    ),
    "wrong-type": Message(
        "“{found}”不是这里要的记录类型（{wanted}）。", '"{found}" is not the type of record wanted here ({wanted}).',
        "请换成相应文件夹里的记录。", "Point at a record in that folder.",
    ),
    "list-link": Message(
        "“{found}”不在它所指的清单里。", '"{found}" is not in the list it points at.',
        "已有的编号：{known}。", "Ids that are there: {known}.",
    ),
    "chart-figures": Message(
        "图表“{found}”的数字个数不对。", 'The chart "{found}" names the wrong number of figures.',
        "over-years 只写一个指标，side-by-side 写两个或更多。",
        "over-years takes exactly one figure, side-by-side two or more.",
    ),
    "chart-units": Message(
        "图表“{found}”把单位不同的数字画在一起。", 'The chart "{found}" sets figures with different units side by side.',
        "请只选单位相同的数字。", "Choose figures that have the same unit.",
    ),
    "no-group": Message(
        "记录类型“{found}”的栏目“{group}”不在 groups 里，读者找不到它。", 'The group "{group}" of the record type "{found}" is not under groups, so readers cannot find it.',
        "在 groups 下加上这个栏目，或删去这类记录。", "Add the group under groups, or remove the records of this type.",
    ),
    "address-taken": Message(
        "地址 {found} 已被{other_zh}占用。", "The address {found} is already taken by {other_en}.",
        "请给这个文件改名。", "Give this file another name.",
    ),
    "template": Message(
        "模板有误：{found}。", "There is a mistake in a template: {found}.",
        "请改正 templates 里的这个文件。", "Mend this file under templates.",
    ),
    "untranslated": Message(
        "没有英文：{found}。", "There is no English: {found}.",
        "英文页会说明缺少译文；请尽可能补译。", "The English page announces the gap; add the translation when you can.",
        error=False,
    ),
}
# fmt: on
