"""The files of pictures: drawings with their words filled in, raster pictures in several widths, tiles to zoom into.

Raster pictures go out as WebP, without the data that cameras hide in them. What costs time is kept by
what it was made from.
"""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cards import Card
from gongkai.drawing import Drawer
from gongkai.fields import LANGUAGES, Language
from gongkai.picturefile import PictureFile, finished
from gongkai.records.media import TILE, tile_levels, zoom_size

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 82
"""Of WebP, where 100 is the best."""
STYLESHEET = "drawing.css"


class Pictures:
    """Makes the files of pictures for one build. `kept` is a folder for what was made before."""

    def __init__(self, stylesheet: str, drawer: Drawer, kept: Path | None = None) -> None:
        self._stylesheet = stylesheet
        self._drawer = drawer
        self._kept = kept

    def files_of(self, card: Card, part: str, paths: Sequence[str], data: bytes) -> Iterator[tuple[str, bytes]]:
        """The files of a picture, or its tiles, whose addresses `plan` gave; `data` is the picture itself."""
        found: PictureFile = card.brief["found"]
        if part == "tiles":
            yield from self._tiles(found, paths, data)
        elif found.kind == "svg":
            yield from self._drawings(card, found, paths, data)
        else:
            for path in paths:
                width = int(path.rpartition("-")[2].partition(".")[0])
                yield path, self._once(found, f"{width}", lambda width=width: _webp(_narrowed(_opened(data), width)))  # type: ignore[misc]

    def _drawings(
        self, card: Card, found: PictureFile, paths: Sequence[str], data: bytes
    ) -> Iterator[tuple[str, bytes]]:
        languages: Sequence[Language] = LANGUAGES if found.labels else LANGUAGES[:1]
        for path, language in zip(paths, languages, strict=True):
            words = {label.id: label.get(language) or label.zh for label in card.brief["labels"]}
            yield path, finished(data, words, language, self._stylesheet, (found.width, found.height))

    def _tiles(self, found: PictureFile, paths: Sequence[str], data: bytes) -> Iterator[tuple[str, bytes]]:
        """Tiles level by level; a level is the whole picture at half the size of the next."""
        levels = tile_levels(found)
        whole: list[Image] = []

        def level(number: int) -> "Image":
            if not whole:
                whole.append(self._whole(found, data))
            return whole[0] if number == len(levels) - 1 else whole[0].resize(levels[number])

        made: dict[int, Image] = {}
        for path in paths:
            number, name = int(path.rsplit("/", 2)[1]), path.rpartition("/")[2].removesuffix(".webp")
            column, row = (int(part) for part in name.split("-"))

            def cut(number: int = number, column: int = column, row: int = row) -> bytes:
                if number not in made:
                    made.clear()
                    made[number] = level(number)
                width, height = levels[number]
                left, top = column * TILE, row * TILE
                return _webp(made[number].crop((left, top, min(left + TILE, width), min(top + TILE, height))))

            yield path, self._once(found, f"{number}-{name}", cut)

    def _whole(self, found: PictureFile, data: bytes) -> "Image":
        if found.kind == "raster":
            return _opened(data)
        width, height = zoom_size(found)
        drawing = finished(data, {}, "zh", self._stylesheet, (found.width, found.height))
        return _opened(self._drawer.rasterise(drawing.decode(), width / found.width)).resize((width, height))

    def _once(self, found: PictureFile, name: str, make: Callable[[], bytes]) -> bytes:
        """Something made of a picture, or what was kept of it."""
        if self._kept is None:
            return make()
        key = blake2b(f"{found.digest} {name} {self._stylesheet} {_versions()}".encode(), digest_size=16).hexdigest()
        path = self._kept / key
        if path.exists():
            return path.read_bytes()
        data = make()
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(data)
        temporary.replace(path)
        return data


def _versions() -> str:
    import PIL

    return f"{PIL.__version__} {_QUALITY}"


def _opened(data: bytes) -> "Image":
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as image:
        upright = ImageOps.exif_transpose(image)
        return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _narrowed(image: "Image", width: int) -> "Image":
    if width == image.width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))))


def _webp(image: "Image") -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
