"""Reading the lists beside the records: words that records share, what English translates, codes that were printed."""

from collections.abc import Mapping

from pydantic import ValidationError

from gongkai.codeslock import Codes, parse_codes
from gongkai.fields import Loc, Slug, Text
from gongkai.find import Found
from gongkai.load import flaws_of, read_text
from gongkai.problems import Problem
from gongkai.strict_yaml import Refused, locate, parse
from gongkai.translations import Lock, parse_lock
from gongkai.validate import problems_of
from gongkai.vocabulary import Vocabulary

_START = (1, 1)


def load_lock(found: Found) -> tuple[Lock, list[Problem]]:
    """What is on record of translations; a site without the file has nothing on record."""
    if found.lock is None:
        return {}, []
    path, shown = found.lock
    try:
        lock, wrong = parse_lock(read_text(path))
    except Refused as refused:
        return {}, flaws_of(refused, shown)
    return lock, [Problem.at(shown, (line, 1), "lock-line", {"found": text}) for line, text in wrong]


def load_codes(found: Found) -> tuple[Codes, list[Problem]]:
    """The codes that were ever printed; a site without the file has printed none."""
    if found.codes is None:
        return {}, []
    path, shown = found.codes
    try:
        codes, wrong = parse_codes(read_text(path))
    except Refused as refused:
        return {}, flaws_of(refused, shown)
    return codes, [Problem.at(shown, (line, 1), "codes-line", {"found": text}) for line, text in wrong]


def load_vocabulary(found: Found, owned: Mapping[str, str] | None = None) -> tuple[Vocabulary, list[Problem]]:
    """The lists of words; a site without the file has empty ones.

    `owned` names the lists whose words are records, each with their folder; they have no place in the file.
    """
    if found.vocabulary is None:
        return Vocabulary({}), []
    path, shown = found.vocabulary
    try:
        text = read_text(path)
        value = parse(text)
    except Refused as refused:
        return Vocabulary({}), flaws_of(refused, shown)
    problems: list[Problem] = []
    lists: dict[str, dict[str, Text]] = {}
    if not isinstance(value, dict):
        words = {"field": "—", "found": value if isinstance(value, str) else "[…]"}
        return Vocabulary({}), [Problem.at(shown, _START, "mapping-wanted", words)]
    for name, terms in value.items():
        lists[name] = {}
        if owned and name in owned:
            problems.append(
                Problem.at(
                    shown, locate(text, (name,), key=True), "list-of-records", {"found": name, "folder": owned[name]}
                )
            )
            continue
        if not isinstance(terms, dict):
            words = {"field": name, "found": terms or "—"}
            problems.append(Problem.at(shown, locate(text, (name,)), "mapping-wanted", words))
            continue
        for term, label in terms.items():
            loc: Loc = (name, term)
            if not Slug.keeps_rule(term):
                problems.append(Problem.at(shown, locate(text, loc, key=True), "id", {"found": term}))
            try:
                lists[name][term] = Text.model_validate(label)
            except ValidationError as error:
                problems += _inside(error, text, shown, loc)
    return Vocabulary(lists), problems


def _inside(error: ValidationError, text: str, shown: str, outer: Loc) -> list[Problem]:
    """A small model's errors, where the model stands inside a larger file."""
    name = ".".join(map(str, outer))
    inner = {problem.rule: dict(problem.words) for problem in problems_of(error, Text, "zh:\nen:\n", shown)}
    for words in inner.values():
        words["field"] = name if words["field"] == "—" else f"{name}.{words['field']}"
    return [Problem.at(shown, locate(text, outer), rule, words) for rule, words in inner.items()]
