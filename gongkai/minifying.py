"""Scripts made smaller for the reader's browser: without comments, with short names.

The library behind it starts threads, and a process with threads must not be forked into workers;
so it runs in a process of its own, and what it made is kept by what it was made from.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

_LIBRARY = "tdewolff-minify"


class ScriptError(Exception):
    """A script that cannot be read as JavaScript: its name, the line, and what is wrong."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(message)
        self.name, self.line = name, line


def minified(scripts: Mapping[str, bytes], kept: Path) -> dict[str, bytes]:
    """The scripts by name, made small. `kept` is a folder beside the site for the results.

    Raises ScriptError at the first that is no JavaScript.
    """
    from importlib.metadata import version  # here, for the process that makes scripts small has no use for it

    library = version(_LIBRARY).encode()
    places = {
        name: kept / f"{blake2b(library + data, digest_size=16).hexdigest()}.js" for name, data in scripts.items()
    }
    wanted = {name: scripts[name].decode() for name, place in places.items() if not place.is_file()}
    if wanted:
        kept.mkdir(exist_ok=True)
        done = subprocess.run(  # noqa: S603 - this very file
            [sys.executable, __file__], input=json.dumps(wanted), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise _error(done.stderr)
        for name, text in json.loads(done.stdout).items():
            temporary = places[name].with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(text, "utf-8")
            temporary.replace(places[name])
    return {name: place.read_bytes() for name, place in places.items()}


def _error(told: str) -> ScriptError:
    """What the process said as it ended: `search.js: … on line 7 and column 2 …`."""
    last = told.strip().partition("\n")[0]
    name, _, message = last.partition(": ")
    line = re.search(r"line ([0-9]+)", message)
    return ScriptError(name, int(line[1]) if line else 1, message or told)


def _main() -> None:
    import minify  # type: ignore[import-untyped]

    made = {}
    for name, text in json.load(sys.stdin).items():
        try:
            made[name] = minify.string("application/javascript", text)
        except Exception as error:  # noqa: BLE001 - the library's own, whatever it is
            raise SystemExit(f"{name}: {error}") from None
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    _main()
