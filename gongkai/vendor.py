"""Parts of pages that come from other projects, where `make` has fetched them (`requirements/npm`).

They lie in the environment that Python runs in. A site built without them is whole: what uses a part
asks first whether it is there.
"""

import sys
from pathlib import Path

FOLDER = Path(sys.prefix) / "npm" / "node_modules"
SCRIPTS = {
    "openseadragon.js": "openseadragon/build/openseadragon/openseadragon.min.js",
    "qrcode.js": "qrcode-generator/dist/qrcode.mjs",
}
FONT = "@fontsource/zcool-xiaowei/files/zcool-xiaowei-chinese-simplified-400-normal.woff"


def scripts(folder: Path = FOLDER) -> dict[str, bytes]:
    """The scripts that are there, by the names pages know them by."""
    return {name: (folder / path).read_bytes() for name, path in SCRIPTS.items() if (folder / path).is_file()}


def font(name: str = FONT, folder: Path = FOLDER) -> Path | None:
    """A typeface that was fetched, or None."""
    path = folder / name
    return path if path.is_file() else None
