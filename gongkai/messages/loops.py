"""Rules of the loops: who said what, what was done with it, and what proves it."""

from gongkai.messages.message import Message

# fmt: off
LOOPS: dict[str, Message] = {
    # People
    "consent": Message(
        "写了个人姓名“{found}”，却没有本人同意公开的记录。", 'The person "{found}" is named without a record of consent.',
        "写上 consent（日期和同意的依据），或删去姓名，只留身份。",
        "Add consent (the day, and how it is on record), or leave the name out and keep the kind.",
    ),
    "private-data": Message(
        "文字里有个人信息（{found}）：手机号、身份证号，或个人邮箱。", "The text holds private data ({found}): a mobile number, an identity number, or a mail address.",
        "请删去；需要联系方式时，写单位公开的地址。", "Remove it; where a contact is needed, give the office's public address.",
    ),
    "email": Message(
        "“{found}”不是邮箱地址。", '"{found}" is not a mail address.',
        "邮箱写作 office@example.org。", "A mail address looks like office@example.org.",
    ),
    # Votes and totals
    "votes": Message(
        "票数相加是 {found}，与出席人数 {wanted} 不符。", "The votes add up to {found}, but {wanted} were present.",
        "赞成、反对、弃权和未按表决器（not_voting）相加应等于出席人数（present）。",
        "Votes in favour, against, abstained and not_voting add up to present.",
    ),
    "totals": Message(
        "各种处理结果相加是 {found}，收到的意见是 {wanted} 条。", "The outcomes add up to {found}, but {wanted} comments were received.",
        "请核对来源；没有公布的结果不要写，页面会单列。", "Check the source; leave out outcomes that are not published, and the page counts them apart.",
    ),
    "totals-listed": Message(
        "这里逐条列出的意见（{outcome}）共 {found} 条，多于公布的 {wanted} 条。", "The comments listed here ({outcome}) come to {found}, more than the {wanted} published.",
        "请核对 counts，或各条意见的 count 和 outcome。", "Check counts, or the count and outcome of each comment.",
    ),
    "score": Message(
        "评分 {found} 不在 0 到 {out_of} 之间。", "The score {found} is not between 0 and {out_of}.",
        "请核对 value 和满分 out_of。", "Check value, and out_of, which is the best score there is.",
    ),
    # Comments on drafts
    "draft-article": Message(
        "这份草案里没有“{found}”这一条。", 'The draft has no article "{found}".',
        "条的编号写作 art-3、art-12-1（第十二条之一）。这份草案有：{known}。", "Articles are written art-3, art-12-1 (第十二条之一). This draft has: {known}.",
    ),
    "no-reason": Message(
        "“{found}”（{outcome}）没有写理由。", '"{found}" ({outcome}) gives no reason.',
        "没有采纳、部分采纳或还在研究的，都要写 reason。", "Whatever was not adopted, partly adopted, still pending or dropped needs a reason.",
    ),
    "no-result": Message(
        "“{found}”（{outcome}）没有写落在哪个版本的哪一条。", '"{found}" ({outcome}) does not say in which version and article it ended up.',
        "写上 result：后一份草案的 draft 和 article，或 law: laws/x#art-3。", "Add result: the draft and article of a later draft, or law: laws/x#art-3.",
    ),
    "result-place": Message(
        "result 写的是：{found}。只能写后一份草案，或一部法规，二者之一。", "This result gives: {found}. It names either a later draft or a law.",
        "写 draft 和 article，或写 law: laws/x#art-3（可加 version）。", "Give draft and article, or law: laws/x#art-3 (with its version, if you like).",
    ),
    "result-article": Message(
        "“{found}”的 result 没有写哪一条，而原来那一条还在（{place}）。", 'The result of "{found}" names no article, yet the one that was commented on is still there ({place}).',
        "写上 article，或在 law 后面写 #art-3；只有整条删去时才不写。", "Add article, or #art-3 behind the law; leave it out only where the whole article was taken out.",
    ),
    "law-article": Message(
        "这部法规 {version} 的文本里没有“{found}”这一条。", 'The text of {version} of this law has no article "{found}".',
        "这个版本有：{known}。", "This version has: {known}.",
    ),
    "nothing-changed": Message(
        "“{found}”写着已采纳，但 {place} 的文字原草案里就有，没有改动。", '"{found}" is said to be adopted, but the words of {place} stood in the draft it commented on already.',
        "请核对 result 指向的版本和条，或改 outcome。", "Check the version and article that result names, or change outcome.",
    ),
    "law-version": Message(
        "法规“{found}”没有这个版本（{version}）的文本。", 'The law "{found}" has no text of the version {version}.',
        "已有的版本：{known}。没有文本就看不到改了什么，请先收入法规文本，或指向后一份草案。",
        "Versions with a text: {known}. Without a text nobody can see what changed: add the law's text first, or point at a later draft.",
    ),
    # Oversight
    "problem-incomplete": Message(
        "问题“{found}”没有写 {field}。", 'The problem "{found}" does not give {field}.',
        "每个问题都写检查要点（point）、责任单位（body）和期限（deadline）；来源没有给出的，列在 not_public 里。",
        "Every problem names its inspection point (point), the body responsible (body) and the deadline; list under not_public what the sources do not give.",
    ),
    "not-public": Message(
        "问题“{found}”写了 {field}，又列在 not_public 里。", 'The problem "{found}" gives {field} and also lists it under not_public.',
        "来源给出了就从 not_public 里删去，没有给出就删去 {field}。", "Take it off not_public if the sources give it; otherwise remove {field}.",
    ),
    "verified-unreported": Message(
        "整改“{found}”写了核实（verified），却没有写报告（reported）。", 'The rectification "{found}" is verified but was never reported.',
        "先写 reported（什么时候报告已经整改、来源），再写 verified；没有报告就不能算核实。",
        "Give reported first (when it was reported as done, and the source), then verified; what nobody reported cannot have been verified.",
    ),
    # Steps in order
    "step-missing": Message(
        "写了 {found}，却没有 {wanted}。", "{found} is given without {wanted}.",
        "每一步都以前一步为依据，请补上 {wanted}，或删去 {found}。", "Every step rests on the one before it: add {wanted}, or remove {found}.",
    ),
    "stage-order": Message(
        "阶段 {found} 写在 {before} 之后，日期或顺序倒了。", "The stage {found} comes after {before}, which is backwards in time or in order.",
        "各阶段按时间先后写：先一审，后通过；征求意见可以在任何一步；终止只在通过之前，之后没有别的阶段。",
        "List the stages in order of time: a first reading before the adoption; comment may come at any stage; an end comes before the adoption, and nothing after it.",
    ),
    "two-leaders": Message(
        "“双组长”应是人大和政府各一位，这里写的是：{found}。", "A task force has one head from the congress and one from the government; here: {found}.",
        "写两位，side 分别为 congress 和 government；没有公布就不写 leaders。",
        "Give two, with side congress and government; leave leaders out where they are not published.",
    ),
    "extended-too-far": Message(
        "答复延期到 {found}，超过了最长期限 {latest}。", "The answer is extended to {found}, beyond the latest day allowed, {latest}.",
        "代表建议自交办起三个月内答复，最多再延长三个月。", "Answers are due three months after the suggestion was assigned, and can be extended by three more.",
    ),
    "plan-matters": Message(
        "类别 {found} 与 matters 不配：只有年度计划列事项，年度计划必须列事项。", "The kind {found} does not go with matters: only an annual plan lists matters, and it must.",
        "年度计划写 matters；其他类别写 decides。", "Give matters for an annual plan, and decides for everything else.",
    ),
    # Events and places
    "clock": Message(
        "“{found}”不是时刻。", '"{found}" is not a time of day.',
        "时刻用二十四小时制，写作 09:30、14:00。", "A time is written 09:30 or 14:00, on the clock of twenty-four hours.",
    ),
    "time-without-day": Message(
        "写了时刻 {found}，日期却只有 {date}。", "A time of day ({found}) is given, but the date is only {date}.",
        "请把日期写到日，或删去时刻。", "Give the full date, or leave the time out.",
    ),
    "station-number": Message(
        "类型是 {found}，却没有统一编号。", "A place of the kind {found} has no unified number.",
        "写上 number；代表之家和联络站都有全市统一的编号。", "Add number; deputies' homes and stations are numbered citywide.",
    ),
    "grid-cell": Message(
        "“{found}”不能放在区的示意图里。", '"{found}" cannot stand in the grid of districts.',
        '写 vocabulary.yml 里 districts 的词，空格写一个点，并加引号："."。', 'Use the ids of districts in vocabulary.yml, and "." in quotes for an empty place.',
    ),
    "grid-district": Message(
        "区的示意图里的“{found}”不在词汇表 districts 里，或出现了两次。", 'The grid of districts names "{found}", which is not under districts in the vocabulary, or names it twice.',
        "请核对 district_grid 和 content/vocabulary.yml。", "Check district_grid and content/vocabulary.yml.",
    ),
    # The plan
    "measure-number": Message(
        "举措的文件名应是它的号码，这里是“{found}”。", 'The file of a measure is named by its number, not "{found}".',
        "例如 content/plan/6.yml。", "For example content/plan/6.yml.",
    ),
    "early-evidence": Message(
        "证据的时间 {found} 早于举措提出的 {since}。", "The evidence is of {found}, before the measure was decided in {since}.",
        "此前的做法不能证明举措落实，可写进 related。", "Earlier practice does not show that the measure was carried out; it may stand under related.",
    ),
    "own-evidence": Message(
        "“{found}”是方案自己的举措，不能作为落实的证据。", '"{found}" is a measure of the plan itself and cannot show that anything was done.',
        "请指向案例、监督、活动等记录。", "Point at a case, an inspection, an event or another record.",
    ),
    "demonstration-evidence": Message(
        "“{found}”是演示记录，不能作为落实的证据。", '"{found}" is a demonstration and cannot show that anything was done.',
        "请指向真实的记录；没有就留空，页面会写明尚无公开证据。", "Point at a real record; with none, leave it empty, and the page says that there is no public evidence yet.",
    ),
    "list-of-records": Message(
        "词汇表里不写“{found}”：它的词就是 {folder} 里的记录。", 'The vocabulary has no list "{found}" of its own: its words are the records in {folder}.',
        "请删去这一段，在 content/{folder} 里写记录。", "Remove the list, and write records in content/{folder}.",
    ),
}
# fmt: on
