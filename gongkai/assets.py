"""Styles, scripts and icons: named by their content, so that browsers may keep them for ever."""

from hashlib import blake2b
from pathlib import Path

from gongkai.theme import stylesheet

FOLDER = "assets"


def collect(templates: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Addresses by plain name (`site.css` → `assets/site.1f2e3d4c.css`), and bytes by address."""
    files = {path.name: path.read_bytes() for path in sorted((templates / "assets").iterdir()) if path.is_file()}
    theme_name, theme_bytes = stylesheet()
    files[theme_name] = theme_bytes
    names: dict[str, str] = {}
    for name, data in files.items():
        stem, _, ending = name.rpartition(".")
        names[name] = f"{FOLDER}/{stem}.{blake2b(data, digest_size=4).hexdigest()}.{ending}"
    return names, {names[name]: data for name, data in files.items()}
