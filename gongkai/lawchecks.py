"""What is looked for in the versions of a law: dates that clash, numbers out of order, quotations left open."""

from collections.abc import Iterator, Sequence

from gongkai.lawtext import Irregular, LawText, irregularities
from gongkai.lawtext.nodes import line_offset
from gongkai.lawversions import Version
from gongkai.record import Fault

_RULES = {
    "gap": "number-gap",
    "repeat": "number-repeat",
    "disorder": "number-order",
    "unreadable": "number-unreadable",
}


def version_faults(versions: Sequence[Version]) -> Iterator[Fault]:
    """Every fault of the versions themselves. Numbers that the official text has out of order too are no fault.

    A number left out in the English is a translation that is missing, which `rules.translations` reports.
    """
    seen: set[str] = set()
    for index, version in enumerate(versions):
        if version.key in seen:
            yield Fault(
                "twice", ("versions", index, "date") if version.date else ("versions", index), {"found": version.key}
            )
        seen.add(version.key)
        known: dict[str, None] = {}
        for language, law in (("zh", version.chinese()), ("en", version.english())):
            if law is None:
                continue
            text = version.zh if language == "zh" else version.en or ""
            found = irregularities(law)
            known |= dict.fromkeys(one.found for one in found)
            for one in found:
                if one.found not in version.irregular and (language == "zh" or one.kind != "gap"):
                    yield _fault(one, ("versions", index, language), text)
            yield from _open_quotations(law, ("versions", index, language), text)
        for position, label in enumerate(version.irregular):
            if label not in known:
                words = {"found": label, "known": ", ".join(known) or "—"}
                yield Fault("list-link", ("versions", index, "irregular", position), words)


def _fault(one: Irregular, loc: tuple[str | int, ...], text: str) -> Fault:
    words = {"found": one.found, "expected": str(one.expected)}
    return Fault(_RULES[one.kind], loc, words, line_offset(text, one.line))


def _open_quotations(law: LawText, loc: tuple[str | int, ...], text: str) -> Iterator[Fault]:
    for doubt in law.doubts:
        if doubt.kind == "unclosed-quotation":
            yield Fault("quotation-open", loc, {"found": doubt.found}, line_offset(text, doubt.line))
