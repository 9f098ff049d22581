"""A picture as a page shows it: its file in the page's language, its sizes, and whether it may be shown at all."""

from dataclasses import dataclass

from gongkai.cards import Card, State
from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.pages import part_path, path_of
from gongkai.picturefile import PictureFile
from gongkai.records.media import SHOWN, TILE, file_names, state_of, tile_levels, widths_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: addresses relative to the page; `address` is that of its largest file below the site's root.

    `levels` are the sizes of a zoomable picture from the smallest, written as "512x320 1024x640".
    Where the state is another than shown there are no addresses, for no file went out.
    """

    card: Card
    state: State
    width: int
    height: int
    address: str = ""
    src: str = ""
    srcset: str = ""
    tiles: str = ""
    levels: str = ""
    tile: int = TILE

    @property
    def is_shown(self) -> bool:
        """Whether the picture went out."""
        return self.state is SHOWN

    @property
    def wide(self) -> bool:
        """Whether it is wider than high by half: it then has the whole width of a page."""
        return self.width >= 1.5 * self.height


def shown(card: Card, corpus: Corpus, language: Language, root: str) -> Shown:
    """A picture on a page whose way to the site's root is `root`."""
    found: PictureFile = card.brief["found"]
    state = state_of(card.brief, corpus.as_of)
    if state is not SHOWN:
        return Shown(card, state, found.width, found.height)
    folder = path_of(card.key, corpus) or ""
    names = file_names(card.id, card.brief)
    tiles = f"{root}{part_path(folder, 'tiles')}" if card.brief["zoom"] else ""
    levels = " ".join(f"{width}x{height}" for width, height in tile_levels(found)) if tiles else ""
    if found.kind == "svg":
        name = names[-1] if language == "en" else names[0]
        return Shown(card, state, found.width, found.height, folder + name, f"{root}{folder}{name}", "", tiles, levels)
    widths = widths_of(found)
    srcset = ", ".join(f"{root}{folder}{name} {width}w" for name, width in zip(names, widths, strict=True))
    width = widths[-1]
    height = max(1, round(found.height * width / found.width))
    src = f"{root}{folder}{names[min(1, len(names) - 1)]}"
    return Shown(card, state, width, height, folder + names[-1], src, srcset, tiles, levels)
