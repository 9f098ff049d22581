"""What changed between two versions of a law, as HTML: what stayed the same is left out.

Added words are `ins`, removed ones `del`; every change also says in a word what it is, so that
nothing rests on colour alone.
"""

from collections.abc import Callable

from gongkai.lawhtml import escape
from gongkai.lawtext.compare import Change, Comparison, Line, Passage
from gongkai.lawtext.nodes import Heading, Loose, Node
from gongkai.lawtext.wording import Runs

Words = Callable[[str], str]
"""What the page says for a key: changed, added, removed, renumbered, moved; already HTML."""


def comparison_html(comparison: Comparison, old_page: str, new_page: str, words: Words) -> str:
    """Every change in the order of the new text; numbers lead to the article on the page of its version."""
    changed = (change for change in comparison.changes if change.kind != "same")
    return "".join(_change(change, old_page, new_page, words) for change in changed)


def _change(change: Change, old_page: str, new_page: str, words: Words) -> str:
    node = change.node
    anchor = None if isinstance(node, Loose) else node.anchor
    place = f"{'' if change.new is not None else '_was-'}{anchor}" if anchor else ""
    kinds = [change.kind, *(["moved"] if change.moved and change.kind == "changed" else [])]
    kinds += ["renumbered"] if change.renumbered and change.kind in ("changed", "moved") else []
    states = " ".join(f'<span class="diff-kind diff-kind-{kind}">{words(kind)}</span>' for kind in kinds)
    head = f'<p class="diff-head">{_numbers(change, old_page, new_page)} {states}</p>'
    body = "" if change.kind == "renumbered" else words_html(change)
    tag = f' id="{place}"' if place else ""
    return f'<section class="diff diff-{change.kind}"{tag}>{head}{body}</section>\n'


def words_html(change: Change) -> str:
    """The words of one change, line by line, without its number."""
    return "".join(_passage(one) for one in change.passages if not _is_number(one))


def _numbers(change: Change, old_page: str, new_page: str) -> str:
    """The article's number on either side, each leading to its text."""
    old, new = _number(change.old, old_page), _number(change.new, new_page)
    if old and new and change.renumbered:
        return f'{old} <span class="diff-arrow" aria-hidden="true">→</span> {new}'
    return new or old


def _number(node: Node | None, page: str) -> str:
    if node is None or isinstance(node, Loose):
        return ""
    label = escape(node.label.rstrip("、")) if node.label else ""
    label = label or (escape(node.title) if isinstance(node, Heading) else "")
    return f'<a class="law-number" href="{page}#{node.anchor}">{label}</a>' if node.anchor else label


def _is_number(passage: Passage) -> bool:
    line = passage.line
    return line.role == "article" and not line.words


def _passage(passage: Passage) -> str:
    line: Line = passage.line
    label = _runs(passage.label) if line.role == "item" else ""
    words = _runs(passage.words)
    tag, level = ("p", f" diff-level-{line.level}" if line.level else "")
    return f'<{tag} class="diff-line{level}">{label}{words}</{tag}>'


def _runs(runs: Runs) -> str:
    parts: list[str] = []
    for run in runs:
        text = escape(run.text)
        if run.kind == "same" or not run.text.strip():
            parts.append(text)
        else:
            tag = "ins" if run.kind == "added" else "del"
            parts.append(f"<{tag}>{text}</{tag}>")
    return "".join(parts)
