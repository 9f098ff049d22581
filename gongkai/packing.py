"""Records and cards as bytes: to pass between the build's processes, and to keep from one build to the next.

The bytes are pickles. They are only ever read back from this very build's processes or from the
work folder beside the site, which belongs to whoever runs the build.
"""

import pickle
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def pack(value: Any) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes, kind: type[Kind]) -> Kind:
    """The value from `pack`'s bytes; TypeError where it is of another kind."""
    value = pickle.loads(data)  # noqa: S301 - see above
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value
