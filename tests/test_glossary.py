"""Terms of a glossary: found in Chinese, missed in English, explained once a section and nowhere they must not be."""

import html
import pickle
import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.glossary import Entry, Glossary

LINK = re.compile(r'<a class="term" href="#_term-([a-z-]+)">(.*?)</a>', re.DOTALL)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"

ENTRIES = (
    Entry(
        "linjiang-committee", "临江市人民代表大会常务委员会", "Standing Committee of Linjiang Municipal People's Congress",
        ("Linjiang Standing Committee",), "The congress between its sessions.",
    ),
    Entry("standing-committee", "常务委员会", "standing committee", (), "A congress between its sessions."),
    Entry("chairperson", "常务委员会主任", "chairperson of the standing committee", ("chairman",), "Its head."),
    Entry("council", "主任会议", "council of chairpersons", ("chairpersons' meeting",), "Sets the agenda."),
    Entry(
        "deputy", "人大代表", "deputy to the people's congress", ("deputies", "people's congress deputies"),
        "Elected by the voters.", also_in_place=("deputies",),
    ),
    Entry("vice-chairperson", "副主任", "vice-chairperson", ("deputy director",), "Stands in.", in_text=False),
    Entry("session", "次会议", "session", ("meeting",), "A numbered sitting.", in_place=False),
    Entry("agenda", "会议议程", "agenda", (), "What a session deals with.", in_place=False),
    Entry("provisions", "规定", "provisions", ("provide",), "What a law lays down.", in_place=False, in_text=False),
    Entry("several-provisions", "若干规定", "several provisions", (), "A short law."),
    Entry("inspection", "执法检查", "law enforcement inspection", (), "Looks whether a law is kept."),
    Entry("township", "乡镇人大", "town/township people's congress", ("township congress",), "The smallest congress."),
    Entry("organ", "权力机关", "organisation of power", (), "What may decide."),
    Entry("two-houses", "两院", "people's court and people's procuratorate", (), "Court and prosecution."),
    Entry("congress", "市大会", "municipal congress", ("the Congress",), "All deputies together."),
    Entry("untranslated", "立法听证", "", (), ""),
)  # fmt: skip
GLOSSARY = Glossary(ENTRIES)


def missing(chinese: str, english: str) -> list[str]:
    return [entry.id for entry in GLOSSARY.unmatched(chinese, english)]


@pytest.mark.parametrize(
    ("chinese", "used"),
    [
        ("临江市人民代表大会常务委员会听取报告。", ["linjiang-committee"]),
        ("区常务委员会和临江市人民代表大会常务委员会", ["standing-committee", "linjiang-committee"]),
        ("执法检查由人大代表进行，人大代表参加执法检查。", ["inspection", "deputy"]),
        ("常务委员会主任会议决定。", ["chairperson", "council"]),
        ("第三次会议议程草案", ["session", "agenda"]),
        ("按照规定，副主任主持。", []),
        ("港口若干规定", ["several-provisions"]),
        ("立法听证", ["untranslated"]),
        ("", []),
        ("No Chinese at all.", []),
    ],
)
def test_terms_of_a_chinese_text(chinese: str, used: list[str]) -> None:
    assert GLOSSARY.used_in(chinese) == used


def test_a_longer_term_that_is_not_sought_still_shields_a_shorter_one() -> None:
    """变通规定 is not looked for, and what lies within it is not 规定."""
    glossary = Glossary(
        [
            Entry("adaptation", "变通规定", "adaptation", (), "", in_text=False),
            Entry("provisions", "规定", "provisions", (), ""),
        ]
    )
    assert glossary.used_in("作出变通规定") == []
    assert glossary.used_in("作出变通规定，并遵守规定") == ["provisions"]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("人大代表", "Every Deputy to the\nPeople’s Congress may ask."),
        ("人大代表", "The deputies asked."),
        ("人大代表", "One deputy asked."),
        ("人大代表", "the deputy's question"),
        ("人大代表", "what 'people's congress deputies' asked"),
        ("主任会议", "It is for the chairpersons' meeting, in law"),
        ("主任会议", "It is for the chairperson's meeting, in law"),
        ("主任会议", "COUNCILS OF CHAIRPERSONS"),
        ("常务委员会主任", "The chairperson of Standing Committee signs."),
        ("常务委员会主任", "Both chairmen sign."),
        ("执法检查", "law-enforcement inspections"),
        ("执法检查", "law\u2011enforcement\ninspection"),
        ("权力机关", "organizations of power"),
        ("权力机关", "the organisation of the power"),
        ("两院", "the people's court, and the People's Procuratorate"),
        ("乡镇人大", "a town / township people’s congress"),
        ("市大会", "the Congress elects"),
        ("临江市人民代表大会常务委员会", "the Standing Committee of the Linjiang Municipal People's Congress"),
        ("副主任按照规定", "nothing of the kind"),
        ("立法听证", "a term without English asks for none"),
    ],
)
def test_english_that_has_the_term(chinese: str, english: str) -> None:
    assert missing(chinese, english) == []


@pytest.mark.parametrize(
    ("chinese", "english", "lacking"),
    [
        ("人大代表", "Every representative may ask.", ["deputy"]),
        ("人大代表", "He was deputised.", ["deputy"]),
        ("第三次会议", "It became an obsession.", ["session"]),
        ("执法检查", "law. Enforcement inspection", ["inspection"]),
        ("主任会议", "council of the directors", ["council"]),
        ("两院", "the people court and people procuratorate", ["two-houses"]),
        ("市大会", "a congress elects", ["congress"]),
        ("临江市人民代表大会常务委员会", "its standing committee", ["linjiang-committee"]),
        ("执法检查由人大代表进行", "", ["inspection", "deputy"]),
    ],
)
def test_english_that_lacks_the_term(chinese: str, english: str, lacking: list[str]) -> None:
    assert missing(chinese, english) == lacking


@pytest.mark.parametrize(
    ("page", "explained"),
    [
        ("<p>Our deputies met.</p>", "<p>Our [deputy:deputies] met.</p>"),
        ("Deputies met, deputies left.", "[deputy:Deputies] met, deputies left."),
        ("<p>a deputy to the People&#39;s Congress</p>", "<p>a [deputy:deputy to the People&#39;s Congress]</p>"),
        ("<p>deputies to people’s\ncongresses,</p>", "<p>[deputy:deputies to people’s\ncongresses],</p>"),
        ("<p>two people's congress deputies</p>", "<p>two [deputy:people's congress deputies]</p>"),
        ("<p>the deputy&#39;s view</p>", "<p>the [deputy:deputy]&#39;s view</p>"),
        ("<p>(deputies)</p>", "<p>([deputy:deputies])</p>"),
        ("<p>&#34;deputies&#34;</p>", "<p>&#34;[deputy:deputies]&#34;</p>"),
        ("<p>“deputies”—deputies</p>", "<p>“[deputy:deputies]”—deputies</p>"),
        ("<p>a deputy director</p>", "<p>a deputy director</p>"),
        ("<p>deputised, mydeputies, ex-deputies, deputy-like</p>", "<p>deputised, mydeputies, ex-deputies, deputy-like</p>"),
        ("<p>law-enforcement&nbsp;inspections</p>", "<p>[inspection:law-enforcement&nbsp;inspections]</p>"),
        ("<p>town/township people&#x27;s congress</p>", "<p>[township:town/township people&#x27;s congress]</p>"),
        ("<p>the people's court, and the people's procuratorate</p>", "<p>the [two-houses:people's court, and the people's procuratorate]</p>"),
        ("<p>Organizations of power</p>", "<p>[organ:Organizations of power]</p>"),
        (
            "<p>the Standing Committee of the Linjiang Municipal People's Congress</p>",
            "<p>the [linjiang-committee:Standing Committee of the Linjiang Municipal People's Congress]</p>",
        ),
        ("<p>a session with an agenda and provisions</p>", "<p>a session with an agenda and provisions</p>"),
        ("<p>several provisions</p>", "<p>[several-provisions:several provisions]</p>"),
        ("<p>\u0130\u0130\u0130 deputies</p>", "<p>\u0130\u0130\u0130 [deputy:deputies]</p>"),
        ("<p>dep<b>uties</b></p>", "<p>dep<b>uties</b></p>"),
        ("<p>the <em>deputies</em></p>", "<p>the <em>[deputy:deputies]</em></p>"),
        ('<img alt="deputies"><p title="deputies">x</p>', '<img alt="deputies"><p title="deputies">x</p>'),
    ],
)  # fmt: skip
def test_words_explained_in_place(page: str, explained: str) -> None:
    marked, ids = GLOSSARY.explain(page)
    assert LINK.sub(r"[\1:\2]", marked) == explained
    assert ids == list(dict.fromkeys(re.findall(r"\[([a-z-]+):", explained)))


def test_once_a_section_and_once_outside() -> None:
    page = (
        "<p>deputies, deputies</p>"
        "<section><h2>deputies</h2><p>deputies</p><p>deputies</p>"
        "<section><p>deputies</p></section><p>deputies</p></section>"
        '<section class="x"><p>several provisions, deputies</p></section><p>deputies, several provisions</p>'
    )
    marked, ids = GLOSSARY.explain(page)
    assert ids == ["deputy", "several-provisions"]
    assert LINK.sub("*", marked) == (
        "<p>*, deputies</p>"
        "<section><h2>deputies</h2><p>*</p><p>deputies</p>"
        "<section><p>*</p></section><p>deputies</p></section>"
        '<section class="x"><p>*, *</p></section><p>deputies, *</p>'
    )


@pytest.mark.parametrize(
    "page",
    [
        *(
            f"<{name}>deputies <i>deputies</i></{name}>"
            for name in (
                *("a", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "nav", "pre", "script"),
                *("style", "summary", "svg", "th", "title", "textarea"),
            )
        ),
        "<nav><nav>x</nav>deputies</nav>",
        "<figure><figcaption><a href='x'>deputies</a></figcaption></figure>",
        "<script>if (a</b>/.test(c)) deputies</script>",
        "<!-- <p>deputies</p> -->",
        '<p lang="zh-Hans">deputies</p>',
        "<p class='x' lang='fr'>deputies <b>deputies</b></p>",
        '<div lang="zh-Hans"><div>x</div>deputies</div>',
        '<p lang="">deputies</p>',
        *(
            f'<div class="x {name}"><div>x</div>deputies</div>'
            for name in ("other-title", "record-kind", "trail", "row-title", "no-terms")
        ),
        '<section class="no-terms"><section>deputies</section>deputies</section>',
    ],
)
def test_left_as_it_is(page: str) -> None:
    assert GLOSSARY.explain(page) == (page, [])
    marked, ids = GLOSSARY.explain(f"{page}<p>deputies</p>")
    assert ids == ["deputy"]
    assert LINK.sub(r"\2", marked) == f"{page}<p>deputies</p>"
    assert marked.startswith(page)


def test_english_inside_another_language_is_english() -> None:
    page = '<div lang="zh-Hans">代表 deputies <p lang="en-GB">deputies <b lang="zh">deputies</b></p> deputies</div>'
    marked, ids = GLOSSARY.explain(page)
    assert ids == ["deputy"]
    assert LINK.sub("*", marked) == page.replace('"en-GB">deputies', '"en-GB">*')


def test_names_that_only_look_quiet() -> None:
    """Attributes and classes are read whole: `hreflang` is no `lang`, `trail-end` no `trail`."""
    page = '<p hreflang="zh" class="trail-end">deputies</p><article>several provisions</article>'
    assert GLOSSARY.explain(page)[1] == ["deputy", "several-provisions"]


def test_an_empty_glossary_does_nothing() -> None:
    empty = Glossary(())
    assert not empty
    assert GLOSSARY
    assert empty.used_in("人大代表") == []
    assert empty.unmatched("人大代表", "x") == []
    assert empty.explain("<p>deputies</p>") == ("<p>deputies</p>", [])
    nothing_sought = Glossary([Entry("x", "", "", (), "", in_place=False, in_text=False)])
    assert nothing_sought.used_in("人大代表") == []
    assert nothing_sought.explain("<p> deputies</p>") == ("<p> deputies</p>", [])


def test_pickled_it_finds_the_same() -> None:
    page = "<p>deputies</p>"
    GLOSSARY.explain(page)
    again = pickle.loads(pickle.dumps(GLOSSARY))
    assert again.entries == GLOSSARY.entries
    assert again.explain(page) == GLOSSARY.explain(page)
    assert len(pickle.dumps(GLOSSARY)) < 2 * len(pickle.dumps(GLOSSARY.entries))


WORDS = st.sampled_from(
    [
        "deputies", "Deputy", "to the people&#39;s congress", "several", "provisions", "law-enforcement", "inspections",
        "council of chairpersons", "standing committee", "Standing\nCommittee of Linjiang Municipal", "People’s Congress",
        "&amp;", "代表", "x", ", ", "&#34;", "\u0130", "session", "director", "chairperson of", "the", "&lt;b&gt;",
    ]
)  # fmt: skip
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NAMES = st.sampled_from(
    [
        "p",
        "div",
        "section",
        "span",
        "em",
        "li",
        "article",
        "abbr",
        "address",
        "nav",
        "svg",
        "th",
        "dt",
        "h3",
        "code",
        "dd",
    ]
)
ATTRIBUTES = st.sampled_from(
    ["", "", ' lang="en"', ' lang="zh-Hans"', ' class="no-terms"', ' class="term row-title x"', ' title="deputies"',
     ' class="row-titles"', ' hreflang="zh"', " id='deputies'"]
)  # fmt: skip


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, attributes, inside: f"<{name}{attributes}>{''.join(inside)}</{name}>",
        NAMES, ATTRIBUTES, st.lists(children, max_size=4),
    )  # fmt: skip


PAGES = st.lists(
    st.recursive(TEXT | st.just('<img alt="deputies">') | st.just("<br>"), element, max_leaves=15), max_size=4
)
QUIET = {"a", "nav", "svg", "th", "dt", "h3", "code"}
QUIET_CLASSES = {"other-title", "record-kind", "trail", "row-title", "no-terms"}


@settings(max_examples=300, deadline=None)
@given(PAGES.map("".join))
def test_only_links_are_added(page: str) -> None:
    marked, ids = GLOSSARY.explain(page)
    links = LINK.findall(marked)
    assert LINK.sub(r"\2", marked) == page
    assert ids == list(dict.fromkeys(term for term, _ in links))
    assert all("<" not in words for _, words in links)


@settings(max_examples=300, deadline=None)
@given(PAGES.map("".join))
def test_links_stand_where_a_parser_finds_english_prose(page: str) -> None:
    """The same, told from a tree that another program made: html5lib reads the marked page as browsers do."""
    # A parser moves elements out of where HTML forbids them; under names of our own they stay.
    safe = re.sub(r"(</?)(p|th|dt|h3|li|dd|nav|svg|a|address|article|section)\b", r"\1x-\2", GLOSSARY.explain(page)[0])
    tree = html5lib.parseFragment(safe, namespaceHTMLElements=False)
    seen: set[tuple[int, str]] = set()

    def walk(node: Element, *, quiet: bool, english: bool, section: int) -> None:
        name = str(node.tag).removeprefix("x-")
        term = (node.get("href") or "").removeprefix("#_term-") if name == "a" else ""
        if term:
            assert english
            assert not quiet
            assert (section, term) not in seen
            seen.add((section, term))
        quiet = quiet or name in QUIET or bool(QUIET_CLASSES & set((node.get("class") or "").split()))
        english = node.get("lang", "en" if english else "") == "en"
        for child in node:
            walk(child, quiet=quiet, english=english, section=id(node) if name == "section" else section)

    walk(tree, quiet=False, english=True, section=0)


def test_words_are_those_of_the_page() -> None:
    """What a link shows is what the page said, entities and all."""
    page = "<p>Ask a DEPUTY to the People&rsquo;s Congress.</p>"
    ((term, words),) = LINK.findall(GLOSSARY.explain(page)[0])
    assert (term, html.unescape(words)) == ("deputy", "DEPUTY to the People’s Congress")
