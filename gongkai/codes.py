"""The code of a place: a QR code of its address (ISO/IEC 18004), drawn as SVG.

The address is the Chinese page's; the English one is a switch away. It never changes, so a printed
code stays good (decision 0009).
"""

import io
from collections.abc import Iterator, Sequence

_QUIET = 4
"""Modules of white around the code, as the standard asks."""


def code_svg(address: str) -> str:
    """The code as an SVG without a size of its own: dark modules in one path of class `code-dark`, on white."""
    import segno

    code = segno.make(address, error="m", micro=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=_QUIET,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        nl=False,
        svgclass="code",
        lineclass="code-dark",
        light="#ffffff",
    )
    return out.getvalue().decode()


def files_of(paths: Sequence[str], address: str) -> Iterator[tuple[str, bytes]]:
    """The code as a file to print."""
    for path in paths:
        yield path, f'<?xml version="1.0" encoding="utf-8"?>\n{code_svg(address)}\n'.encode()
