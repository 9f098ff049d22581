"""Styles, scripts and icons: named by their content, so that browsers may keep them for ever."""

import re
from hashlib import blake2b
from pathlib import Path

from gongkai import vendor
from gongkai.minifying import minified
from gongkai.theme import stylesheet

FOLDER = "assets"
_IMPORT = re.compile(rb'(?<=from"\./)[a-z]+\.js(?=")')


def collect(templates: Path, kept: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Addresses by plain name (`site.css` → `assets/site.1f2e3d4c.css`), and bytes by address.

    `kept` is a folder for what is made once of each script. A script that imports another names it by its address too, so a change of the one changes both.
    """
    files = {path.name: path.read_bytes() for path in sorted((templates / "assets").iterdir()) if path.is_file()}
    files |= vendor.scripts()
    theme_name, theme_bytes = stylesheet()
    files[theme_name] = theme_bytes
    files |= minified({name: data for name, data in files.items() if name.endswith(".js")}, kept)
    names: dict[str, str] = {}

    def named(name: str) -> str:
        if name not in names:
            stem, _, ending = name.rpartition(".")
            if ending == "js":
                files[name] = _IMPORT.sub(lambda found: Path(named(found[0].decode())).name.encode(), files[name])
            names[name] = f"{FOLDER}/{stem}.{blake2b(files[name], digest_size=4).hexdigest()}.{ending}"
        return names[name]

    return {name: named(name) for name in files}, {named(name): data for name, data in files.items()}
