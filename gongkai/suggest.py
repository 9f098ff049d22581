"""«Did you mean»: the nearest of the words that would have been right."""

import difflib
from collections.abc import Iterable

_MOST_SHOWN = 12


def suggestion(found: str, known: Iterable[str], most: int = _MOST_SHOWN) -> dict[str, str]:
    """The message words `suggestion_zh` and `suggestion_en` (empty where nothing is near) and `known`, `most` of them."""
    names = list(known)
    near = difflib.get_close_matches(found.lower(), names, n=1, cutoff=0.6)
    shown = ", ".join(names[:most]) + (", …" if len(names) > most else "")
    return {
        "suggestion_zh": f"是不是“{near[0]}”？" if near else "",
        "suggestion_en": f'Did you mean "{near[0]}"?' if near else "",
        "known": shown or "—",
    }
