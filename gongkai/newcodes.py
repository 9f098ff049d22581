"""`build.py codes`: record the codes of panels that are new, and propose one for panels that have none."""

from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import PurePath

from gongkai.codeslock import FILE, with_new
from gongkai.corpus import Corpus
from gongkai.output import replace_file
from gongkai.problems import ContentProblems
from gongkai.progress import Silent
from gongkai.records.panel import Panel
from gongkai.site import Options, Result, check, today

_RULE = "code-unrecorded"
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 4


def record_new(options: Options) -> tuple[Result, int]:
    """Add what is missing to `content/codes.lock`; the content as it then is, and how many were added.

    Raises ContentProblems where anything else is wrong: a code is recorded only for content that builds.
    """
    try:
        return check(options, Silent()), 0
    except ContentProblems as found:
        missing = [problem for problem in found.problems if problem.rule == _RULE]
        if not missing or any(problem.is_error for problem in found.problems if problem.rule != _RULE):
            raise
    path = options.content / FILE
    text = path.read_text("utf-8") if path.exists() else ""
    pairs = sorted((dict(problem.words)["found"], PurePath(problem.path).stem) for problem in missing)
    day = options.as_of or today(None)
    replace_file(path, with_new(text, sorted(pairs, key=lambda pair: pair[::-1]), day).encode())
    return check(options, Silent()), len(pairs)


def proposals(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Panels on a wall that have no code, each with one that is free: made from its id, so that it stays the same."""
    taken = {*corpus.codes, *(card.brief["code"] for card in corpus.cards(Panel.folder))}
    for card in corpus.cards(Panel.folder):
        if card.brief["code"] is None and card.brief["retired"] is None:
            code = _free(card.id, taken)
            taken.add(code)
            yield card.path, code


def _free(panel: str, taken: Collection[str]) -> str:
    attempt = 0
    while True:
        number = int.from_bytes(blake2b(f"{panel} {attempt}".encode(), digest_size=8).digest())
        code = "".join(_SIGNS[number // len(_SIGNS) ** place % len(_SIGNS)] for place in range(_LENGTH))
        if code not in taken and not code.isalpha() and not code.isdigit():
            return code
        attempt += 1
