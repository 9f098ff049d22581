"""Rules of the exhibition: panels and their codes, pictures and their rights."""

from gongkai.messages.message import Message

# fmt: off
EXHIBITION: dict[str, Message] = {
    # Panels
    "block-kind": Message(
        "每个 block 只写一种内容，这里是：{found}。", "A block has exactly one kind of content; here it is: {found}.",
        "写 text、dates、figures、gallery、zoom、compare、timeline、quote、places、case、records、question 之一；其余另起一个 block。",
        "Write one of text, dates, figures, gallery, zoom, compare, timeline, quote, places, case, records, question, and put the rest into a block of its own.",
    ),
    "one-at-least": Message(
        "这几项一个也没有写：{found}。", "None of these is given: {found}.",
        "至少写一项。", "Give at least one of them.",
    ),
    "lead-long": Message(
        "导语太长：{found}，最多 {limit}（中文按字，英文按词）。", "The lead is too long: {found}, at most {limit} (Chinese in characters, English in words).",
        "观众站着读导语；请缩短，其余放进 blocks。", "Visitors read it standing; shorten it and put the rest into blocks.",
    ),
    "panel-twice": Message(
        "展板 {found} 已挂在另一个展厅或位置。", "The panel {found} hangs somewhere else already.",
        "一块展板只挂一处；要在别处提到它，用 links。", "A panel hangs in one place; name it elsewhere with links.",
    ),
    "panel-no-hall": Message(
        "没有展厅挂这块展板：{found}。", "No hall shows this panel: {found}.",
        "在 content/exhibition 的一个展厅的 panels 里写上它；撤下的展板写 retired。",
        "Name it under panels of a hall in content/exhibition; a panel that was taken down has retired.",
    ),
    "panel-retired": Message(
        "展板 {found} 已撤下，这里仍在用它。", "The panel {found} is retired and still used here.",
        "从这里删去，或改用它的 instead。", "Take it out here, or use the one named by its instead.",
    ),
    "query-type": Message(
        "没有“{found}”这一类记录。{suggestion_zh}", 'There is no type of record "{found}". {suggestion_en}',
        "type 写内容文件夹的名字，如 laws、supervision、cases。", "type is the name of a content folder, such as laws, supervision or cases.",
    ),
    # Codes
    "code": Message(
        "“{found}”不是短码。", '"{found}" is not a code.',
        "短码是四个字符：小写字母和数字，不用 i、l、o、0、1，如 k7mq。",
        "A code is four characters: small letters and digits without i, l, o, 0 and 1, such as k7mq.",
    ),
    "codes-line": Message(
        "这一行不是短码记录：“{found}”。", 'This line is no record of a code: "{found}".',
        "每行是：短码 展板 日期；每个短码只出现一次。请从版本记录恢复这一行，新短码用 python build.py codes 登记。",
        "Each line is: code, panel, day, and each code stands there once. Restore the line from the history; record new codes with python build.py codes.",
    ),
    "code-unrecorded": Message(
        "短码 {found} 还没有登记。", "The code {found} is not recorded yet.",
        "运行 python build.py codes，把 content/codes.lock 一起提交。", "Run python build.py codes, and commit content/codes.lock with the panel.",
    ),
    "code-removed": Message(
        "短码 {found} 印给了展板 {panel}，现在没有展板用它。", "The code {found} was printed for the panel {panel}, and no panel has it now.",
        "印出去的短码必须一直有去处：恢复 content/panels/{panel}.yml 和它的 code；展板不再展出时写 retired，不要删除。",
        "A printed code must lead somewhere for ever: restore content/panels/{panel}.yml and its code; a panel that is no longer shown gets retired and stays.",
    ),
    "code-moved": Message(
        "短码 {found} 印给了展板 {panel}，现在用在 {now}。", "The code {found} was printed for the panel {panel} and is now used by {now}.",
        "请把它还给原来的展板，给这块展板另取一个。", "Give it back to its panel, and give this one another.",
    ),
    # Pictures
    "picture-missing": Message(
        "file 写的是“{found}”，旁边没有这个图片文件。", 'file says "{found}", and no such picture stands beside the record.',
        "图片文件放在同一文件夹，与记录同名：{wanted}（.svg、.png、.jpg、.webp 之一，只放一个）。",
        "Put the picture into the same folder under the record's name: {wanted} (one file, .svg, .png, .jpg or .webp).",
    ),
    "picture-broken": Message(
        "图片文件读不了：{found}。", "The picture cannot be read: {found}.",
        "请重新导出图片，扩展名与格式一致；SVG 要写 viewBox，不带 DOCTYPE。",
        "Export the picture again, with the ending of its format; an SVG needs a viewBox and no DOCTYPE.",
    ),
    "picture-twice": Message(
        "一条记录只有一个图片文件，这里有几个：{found}。", "A record has one picture, and several stand here: {found}.",
        "留下 file 写的那一个，其余删去或另写记录。", "Keep the one that file names; remove the others or give them records of their own.",
    ),
    "picture-large": Message(
        "图片太大：{found} 像素。", "The picture is too large: {found} pixels.",
        "请缩小到四千万像素以内。", "Make it smaller than forty million pixels.",
    ),
    "picture-unsafe": Message(
        "绘图里有不能发布的内容：{found}。", "The drawing holds something that cannot be published: {found}.",
        '只用图形、渐变和滤镜；不用脚本、样式、外部文件；文字写进 labels，图里留 <text data-label="…"/>。',
        'Use shapes, gradients and filters; no scripts, styles or foreign files; words go into labels, and the drawing has <text data-label="…"/>.',
    ),
    "label-unknown": Message(
        "绘图里没有“{found}”这个文字位置，有：{known}。", 'The drawing has no place for the words "{found}"; it has: {known}.',
        "请与绘图里的 data-label 对上。", "Match it with a data-label of the drawing.",
    ),
    "label-missing": Message(
        "绘图里的文字位置没有写文字：{found}。", "Places for words in the drawing have none: {found}.",
        "在 labels 里为每个 data-label 写中英文。", "Give words in both languages under labels for every data-label.",
    ),
    "zoom-labels": Message(
        "要放大看的图不能带文字：{found}。", "A picture to zoom into holds no words: {found}.",
        "把文字写成展板里 zoom 的 stops，两种语言都能读到。", "Put the words into the stops of the panel's zoom, where both languages can read them.",
    ),
    "alt-or-decorative": Message(
        "图片要么有 alt，要么是 decorative，二者取一。", "A picture has either alt, or is decorative.",
        "写 alt 说明画了什么；只起装饰作用的写 decorative: true。", "Say in alt what it shows; a picture that only decorates has decorative: true.",
    ),
    "alt-same": Message(
        "alt 与标题或文件名相同：“{found}”。", 'alt repeats the title or the file name: "{found}".',
        "用一两句话说出看不见图的人需要知道的。", "Say in a sentence or two what somebody who cannot see the picture needs to know.",
    ),
    "map-approval": Message(
        "{found} 画出了行政区划界线，没有写审图号。", "{found} shows administrative boundaries and has no approval number.",
        "在 approval 里写审图号；没有审图号的地图不能发布。", "Give the map approval number in approval; without one the map cannot be published.",
    ),
    "no-rights": Message(
        "{found} 没有写权利，图片不会发布，页面会说明。", "{found} has no rights on record; it will not be published, and the page says so.",
        "写 rights：holder（权利人）和 licence 或 permission。", "Give rights: holder, and licence or permission.", error=False,
    ),
    "no-consent": Message(
        "{found} 有可辨认的人，没有本人同意的记录，图片不会发布，页面会说明。",
        "{found} shows people who can be recognised, without a record of consent; it will not be published, and the page says so.",
        "写 consent（日期和同意的依据）。", "Add consent (the day, and how it is on record).", error=False,
    ),
    "rights-expired": Message(
        "{found} 的使用许可已于 {expires} 到期，图片不再发布，页面会说明。", "Permission for {found} ended on {expires}; it is no longer published, and the page says so.",
        "续得许可后改 rights.expires，或换一张图。", "Renew the permission and change rights.expires, or use another picture.", error=False,
    ),
}
