"""«Did you mean»: the nearest of the words that would have been right."""

import difflib
from collections.abc import Iterable

_MOST_SHOWN = 12


def suggestion(found: str, known: Iterable[str]) -> dict[str, str]:
    """The message words `suggestion_zh` and `suggestion_en` (empty where nothing is near) and `known`."""
    names = list(known)
    near = difflib.get_close_matches(found.lower(), names, n=1, cutoff=0.6)
    shown = ", ".join(names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
    return {
        "suggestion_zh": f"是不是“{near[0]}”？" if near else "",
        "suggestion_en": f'Did you mean "{near[0]}"?' if near else "",
        "known": shown or "—",
    }
