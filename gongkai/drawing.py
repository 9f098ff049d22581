"""The drawer of charts, and of drawings as pixels, in a process of its own.

Vega-Lite runs in V8, whose threads must not live in a process that is later forked into workers
(the fork would wait for them for ever). So drawings are asked for over a pipe, one line of JSON
each way, from a process started when the first is wanted. Drawings are kept by what they were
drawn from, so most builds start none.
"""

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

_LIBRARY = "vl-convert-python"


class DrawingError(Exception):
    """The drawer gave up; the message is its own."""


class Drawer:
    """Draws Vega-Lite specifications as SVG. `kept` is a folder for drawings, or None to keep none."""

    def __init__(self, kept: Path | None = None) -> None:
        self._kept = kept
        self._process: subprocess.Popen[str] | None = None

    def draw(self, specification: Mapping[str, Any]) -> str:
        """The drawing as SVG text."""
        line = json.dumps(specification, sort_keys=True)
        path = (
            self._kept
            and self._kept / f"{blake2b(f'{version(_LIBRARY)}{line}'.encode(), digest_size=16).hexdigest()}.svg"
        )
        if path and path.exists():
            return path.read_text("utf-8")
        svg = self._ask({"chart": line})
        if path:
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(svg, "utf-8")
            temporary.replace(path)
        return svg

    def rasterise(self, drawing: str, scale: float) -> bytes:
        """A drawing (SVG) as a PNG picture, `scale` times its own size."""
        return b64decode(self._ask({"drawing": drawing, "scale": scale}))

    def _ask(self, request: Mapping[str, Any]) -> str:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gongkai.drawing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True, encoding="utf-8", cwd=Path(__file__).resolve().parent.parent,
            )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise DrawingError(f"the drawer ended with {self._process.wait()}")
        made: str | None = json.loads(answer).get("made")
        if made is None:
            raise DrawingError(json.loads(answer)["error"])
        return made

    def close(self) -> None:
        """End the drawer's process, if there is one."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


def main() -> None:
    """Answer requests until the pipe closes."""
    import vl_convert

    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "chart" in request:
                answer = {"made": vl_convert.vegalite_to_svg(json.loads(request["chart"]))}
            else:
                png = vl_convert.svg_to_png(request["drawing"], scale=request["scale"])
                answer = {"made": b64encode(png).decode()}
        except ValueError as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
