"""The drafts of a consultation as HTML, with what was said beside each article, and the words that comments changed."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup, escape

from gongkai import i18n
from gongkai.comparehtml import words_html
from gongkai.drafts import Draft
from gongkai.feedback import Changed, Feedback
from gongkai.fields import Language
from gongkai.i18n import Strings
from gongkai.lawhelpers import missing
from gongkai.lawhtml import Note, contents_html, english_html, text_html
from gongkai.lawtext import Loose
from gongkai.lawtext.nodes import Node
from gongkai.lawtext.pairing import pair
from gongkai.placenames import place_name

Beside = Callable[[Sequence[Feedback]], Markup]
"""What stands beside an article on which there were comments: a macro of the page's template."""


def draft_html(
    draft: Draft, said: Mapping[str, Sequence[Feedback]], beside: Beside, s: Strings, language: Language
) -> Markup:
    """A draft in the language of the page, or in Chinese where that is all there is."""
    chinese, english = draft.text("zh"), draft.text("en")
    assert chinese is not None
    notes = {
        place: _note(draft, place, said[place], beside, s, language) for place in chinese.anchors() if place in said
    }
    if language == "zh" or english is None:
        return Markup(text_html(chinese, notes))  # noqa: S704 - escaped where it is made
    lacking = english_html(pair(chinese, english), {}, notes, lambda node: missing(_bare(node, draft), s))
    return Markup(lacking)  # noqa: S704


def draft_contents(draft: Draft, language: Language) -> Markup:
    """A draft's headings, or its articles where it has none, as links."""
    text = draft.text(language) or draft.text("zh")
    assert text is not None
    return Markup(contents_html(text))  # noqa: S704


def changed_html(changed: Changed, language: Language) -> Markup:
    """The words a comment changed, in the language of the page where they changed in it."""
    english = language == "en" and changed.en is not None
    change = changed.en if english and changed.en is not None else changed.zh
    tag = "en" if english else i18n.TAGS["zh"]
    return Markup(f'<div class="law-diff" lang="{tag}">{words_html(change)}</div>')  # noqa: S704


def _note(draft: Draft, place: str, said: Sequence[Feedback], beside: Beside, s: Strings, language: Language) -> Note:
    where, title = place_name(place.removeprefix(draft.place("")), language), i18n.plain(draft.title, language)
    name = escape(s("consultation.said-of", place=where, draft=title))
    return Note("", f'<aside class="law-life" lang="{i18n.TAGS[language]}" aria-label="{name}">{beside(said)}</aside>')


def _bare(node: Node, draft: Draft) -> Node:
    """A node with its place named as in the text alone."""
    if isinstance(node, Loose) or node.anchor is None:
        return node
    return node._replace(anchor=node.anchor.removeprefix(draft.place("")))
