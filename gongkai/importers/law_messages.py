"""What importing a law can have to say, once, in Chinese and English.

A refusal: the file gives no draft. A doubt: something in it was not understood, or stands against
something else; it is for a person to settle. A note: what was done to the file or taken from
where, so that nothing is done silently. `{found}` and the other words in braces are filled in.
"""

# fmt: off
REFUSALS: dict[str, tuple[str, str]] = {
    "unreadable": ("文件无法读取：{found}。", "The file cannot be read: {found}."),
    "too-large": ("文件有 {found} 字节，超过上限 {limit} 字节。请拆成几件。", "The file has {found} bytes, more than the limit of {limit}. Divide it."),
    "draft-too-large": ("草稿有 {found} 字节，超过记录文件的上限 {limit} 字节。请拆成几件。", "The draft has {found} bytes, more than the {limit} a record may have. Divide the text."),
    "encoding-unknown": (
        "认不出文字编码。请另存为 UTF-8。（试过 UTF-8、带标记的 UTF-16、GB18030：{found}）",
        "The encoding cannot be told. Save the file as UTF-8. (Tried: UTF-8, UTF-16 with its mark, GB18030: {found})",
    ),
    "not-text": ("这不是文本文件：第 {line} 行有空字符。", "This is no text file: line {line} holds a null character."),
    "empty": ("文件里没有法规正文。", "The file holds no text of a law."),
    "exists": ("已有文件“{found}”，没有写入。", 'There is a file "{found}" already; nothing was written.'),
    "given-id": ("“{found}”不能作编号：只用小写英文字母、数字和连字符，最长 80 个字符。", '"{found}" cannot be an id: lower-case ASCII letters and digits joined by hyphens, at most 80 characters.'),
    "given-id-shared": ("指定了编号“{found}”，但这些文件是 {count} 件不同的法规。请逐件导入。", 'The id "{found}" was given, but the files are {count} different laws. Import them one by one.'),
    "round-trip": ("内部错误：草稿读回来与原文不一致，没有写入。请报告这个文件。", "An error of ours: the draft does not read back as the text, so nothing was written. Please report this file."),
}

SKIPPED: dict[str, tuple[str, str]] = {
    "symlink": ("符号链接，没有跟随。", "A symbolic link; it was not followed."),
    "kind": ("不是 .md、.txt 或 .docx 文件。", "Not a .md, .txt or .docx file."),
    "not-a-file": ("不是普通文件。", "Not a regular file."),
    "missing": ("没有这个文件或文件夹。", "There is no such file or folder."),
    "twice": ("同一个文件写了两次。", "The same file was named twice."),
}

DOUBTS: dict[str, tuple[str, str]] = {
    # The file
    "title-from-name": ("正文里没有找到题目，用了文件名“{found}”。请核对。", 'No title was found in the text; the file\'s name was taken: "{found}". Please check.'),
    "title-other": ("正文里又有一个不同的题目：“{found}”。", 'The text holds another, different title: "{found}".'),
    "title-announcement": ("题目“{found}”像是公布法规的令或公告，请核对。", 'The title "{found}" looks like the order or announcement that makes a law public; please check.'),
    "kind-unknown": ("题目“{found}”的结尾看不出法规的种类，没有写 kind。", 'The end of the title "{found}" does not tell the kind of act; kind was left out.'),
    "markup": ("这一行的排版标记没有读懂，照原样保留：{found}", "The markup on this line was not understood; it was kept as it stands: {found}"),
    "damaged": ("原文有损坏的字符（U+FFFD），改写作“□”。请对照原文补正：{found}", "The file holds a damaged character (U+FFFD), written as □. Mend it from the original: {found}"),
    "private": ("有自造字区的字符 {found}，多数电脑显示不出。请换成正式的字。", "A private-use character, {found}, stands here, which most computers cannot show. Put the real character in its place."),
    "control": ("删去了看不见的字符 {found}。请核对这里有没有缺字。", "The invisible character {found} was removed. Please check that nothing is missing here."),
    "word": ("{found}", "{found}"),
    # History
    "no-history": ("没有找到通过和修改的记载，events 需要补写。", "No line tells of adoption or amendment; the events have to be written."),
    "history-unread": ("历次通过、修改的记载里有没读懂的文字，原行保留在正文开头：{found}", "Words of the history were not understood; the line stays at the head of the text: {found}"),
    "history-in-text": ("正文开头这一行像是通过、修改的记载，但没有读懂，留在正文里：{found}", "This line at the head of the text looks like history but was not understood; it stays in the text: {found}"),
    "no-adoption": ("记载里没有“通过”。", "The history does not tell of the adoption."),
    "no-instrument": ("修正没有写明依据哪个决定，需要补写：{found}", "An amendment does not name the decision that made it, which has to be added: {found}"),
    "before-adoption": ("这一事件早于通过日期 {adopted}，没有写入 events：{found}", "This event comes before the adoption of {adopted}; it was left out of the events: {found}"),
    "order": ("记载不按日期先后，已按日期排列：{found}", "The history is not in the order of its dates; the events were sorted: {found}"),
    "contradiction": ("各处记载不一致，用了“{kept}”，没有用“{found}”。", 'The records differ: "{kept}" was taken, not "{found}".'),
    # Dates
    "no-effect": ("正文里没有找到施行日期。", "The text does not say when it takes effect."),
    "effect-day-open": ("正文写明“{found}”，但那一天的日期不详，没有写 effective 事件。", 'The text says "{found}", but the date of that day is not known; no event effective was written.'),
    "effect-other": ("正文里还有别的施行日期，没有采用：{found}", "The text names a further date of effect, which was not taken: {found}"),
    "effect-of-revision": ("施行日期 {found} 是修订后文本的；最初施行的日子不详，请补写。", "The date of effect, {found}, is that of the revised text; the day the law first took effect is not known and has to be added."),
    "no-date": ("不知道这一文本从哪天起施行：记载、正文和文件名里都没有日期。", "The day of this text is unknown: history, text and file name give none."),
    "date-not-a-day": ("只知道“{found}”，不是完整的日期，没有写版本日期。", 'Only "{found}" is known, which is no full day; the version has no date.'),
    "date-of-decision": ("版本日期 {found} 是通过这一文本的日子，施行的日子不详（dated: adopted）。", "The version's date {found} is the day of the decision; the day it took effect is not known (dated: adopted)."),
    "date-from-name": ("版本日期 {found} 取自文件名，是决定的日子还是施行的日子不详。", "The version's date {found} comes from the file's name; whether it is the day of decision or of effect is not known."),
    "date-without-history": ("版本日期 {found} 取自正文的施行条款；没有记载，以后是否修改过不详。", "The version's date {found} comes from the text's own last article; without a history nobody knows whether the text was amended later."),
    "name-date": ("文件名里的日期 {found} 与记载中最后一次的日期 {known} 不同。", "The date {found} in the file's name is not that of the last event, {known}."),
    # Structure
    "article-without-space": ("条文编号后没有空格，仍读作一条：{found}", "No space follows the article's number; it was read as an article all the same: {found}"),
    "unclosed-quotation": ("这里的引文没有收尾的引号，照普通文字读：{found}", "This quotation is never closed; its lines were read as plain text: {found}"),
    "contents-without-text": ("目录后面没有相应的标题，目录按正文读：{found}", "The contents name headings that do not follow; they were read as text: {found}"),
    "doubt": ("这一处可以有别的读法：{found}", "This place could be read in another way: {found}"),
}

NOTES: dict[str, tuple[str, str]] = {
    "encoding": ("按 {found} 编码读取。", "Read as {found}."),
    "line-ends": ("换行符统一为 LF（原为 {found}）。", "Line ends were made LF (they were {found})."),
    "blank-characters": ("删去了空行上看不见的字符：{found}", "Invisible characters on blank lines were dropped: {found}"),
    "tab": ("制表符换成了空格。", "A tab became a space."),
    "comment": ("这一行是注释，读者看不见，没有写进正文：{found}", "This line is a comment that readers do not see; it was left out of the text: {found}"),
    "marks": ("去掉了 {found} 处标题前的 # 号。", "The # marks before {found} headings were removed."),
    "approved": ("批准写在事件的说明里：{found}", "The approval stands in the event's note: {found}"),
    "title-repeated": ("正文开头又写了一遍题目，照原样保留：{found}", "The text says its title again; it was kept: {found}"),
    "announcement": ("题目前面的公布文字保留在正文里：{found}", "The announcement before the title was kept in the text: {found}"),
    "id-suffix": ("编号“{base}”已属同名的另一件，这一件加了后缀。", 'The id "{base}" belongs to another act of the same title; this one has a suffix.'),
    "id-letters": ("题目里这些字符没有拼音，未写入编号：{found}", "These characters of the title have no pinyin and are not in the id: {found}"),
    "id-cut": ("题目较长，编号只取前面的音节。", "The title is long; the id holds its first syllables."),
    "versions": ("与 {found} 是同一件法规的不同版本，写在一份草稿里。", "A version of the same law as {found}; they share one draft."),
}

NUMBERING: dict[str, tuple[str, str]] = {
    "gap": ("编号有缺", "a number is left out"),
    "repeat": ("编号重复", "a number comes twice"),
    "disorder": ("编号次序颠倒", "a number is out of order"),
    "unreadable": ("编号读不懂", "a number cannot be read"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "title": ("题目", "title"),
    "kind": ("种类", "kind"),
    "number": ("文号", "number"),
    "event": ("事件", "event"),
    "effective": ("施行", "taking effect"),
    "version": ("版本日期", "date of the version"),
    "structure": ("结构", "structure"),
}
# fmt: on
