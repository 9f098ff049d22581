"""Media: the pictures of the exhibition, each a record of its own with its words, its source and its rights."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.cards import Card, Facet, Part, Row, State
from gongkai.fields import Cites, Day, Model, PartialDate, Prose, Slug, Text
from gongkai.loopfields import Consent
from gongkai.picturefile import LARGEST, SUFFIXES, Flaw, PictureFile, read_picture
from gongkai.pieces import Piece, listed, piece
from gongkai.record import Fault, Library, Record

KINDS = {
    "drawing": Text(zh="绘图", en="Drawing"),
    "poster": Text(zh="大图", en="Poster"),
    "photograph": Text(zh="照片", en="Photograph"),
    "facsimile": Text(zh="文件影印", en="Facsimile"),
    "map": Text(zh="地图", en="Map"),
}
NO_RIGHTS = State("no-rights", Text(zh="权利未注明，不展示", en="Not shown: rights not on record"), "waiting")
EXPIRED = State("expired", Text(zh="许可已到期，不展示", en="Not shown: permission has ended"), "alert")
NO_CONSENT = State("no-consent", Text(zh="未征得图中人同意，不展示", en="Not shown: no consent on record"), "waiting")
SHOWN = State("shown", Text(zh="展示", en="Shown"), "good")
WIDTHS = (480, 960, 1600)
"""Widths in pixels in which a raster picture is offered, and its own where that is no larger than the last."""
TILE = 512
"""The edge of a tile of a zoomable picture, in pixels."""
ZOOM_WIDTH = 4096
"""How many pixels across a zoomable drawing is drawn."""


class Rights(Model):
    """Who holds the rights, on what ground the picture is shown, and until when."""

    holder: Text
    licence: str | None = None
    permission: Text | None = None
    expires: Day | None = None


class Label(Text):
    """The words for one place in a drawing."""

    id: Slug


class Media(Record):
    """One picture. `found` is what the loader saw of the file; nobody writes it."""

    folder = "media"
    template = "media.html"
    group = "exhibition"
    singular = Text(zh="图片", en="Picture")
    plural = Text(zh="图片", en="Pictures")
    about = Text(
        zh="展览的图片：画的是什么、出处、权利和用在哪里。",
        en="The pictures of the exhibition: what each shows, where it comes from, its rights, and where it hangs.",
    )
    shown_as_new: ClassVar[bool] = False
    beside: ClassVar[tuple[str, ...]] = SUFFIXES
    seen: ClassVar[tuple[str, ...]] = ("found",)
    index_template: ClassVar[str] = "records/pictures.html"
    facets: ClassVar[tuple[Facet, ...]] = (Facet("kind", Text(zh="类型", en="Kind"), labels=KINDS),)

    file: str
    found: PictureFile | None = None
    kind: Literal["drawing", "poster", "photograph", "facsimile", "map"]
    alt: Text | None = None
    decorative: bool = False
    description: Prose | None = None
    caption: Text
    credit: Text
    made: PartialDate
    rights: Rights | None = None
    people: bool = False
    consent: Consent | None = None
    boundaries: bool = False
    approval: str | None = None
    focus: Literal["centre", "top", "bottom", "left", "right"] = "centre"
    zoom: bool = False
    labels: tuple[Label, ...] = ()
    source: Cites = ()

    @classmethod
    def read_beside(cls, files: Mapping[str, bytes]) -> Mapping[str, Any]:
        """What the picture file that has the record's name turns out to be."""
        if not files:
            return {}
        found = read_picture(*min(files.items()))
        if len(files) > 1:
            several = Flaw(rule="picture-twice", found=", ".join(sorted(files)))
            found = found.model_copy(update={"flaws": (*found.flaws, several)})
        return {"found": found}

    def date(self) -> str | None:
        return self.made

    def pieces(self) -> Iterable[Piece]:
        """What the picture says and shows; what it has in common with others (credit, rights) is left out."""
        yield from piece("", [self.summary, self.caption])
        if self.alt is not None:
            yield from piece("_alt", self.alt, "alt")
        if self.description is not None:
            yield from piece("_description", self.description, "description")
        yield from listed("gaps", self.gaps)

    def faults(self) -> Iterable[Fault]:
        yield from self._faults_of_file()
        if (self.alt is None) != self.decorative:
            yield Fault("alt-or-decorative", ("alt",) if self.alt is not None else (), {})
        for language in ("zh", "en"):
            words = (self.alt.get(language) or "") if self.alt is not None else ""
            same = {
                (self.title.get(language) or "").casefold(),
                self.file.casefold(),
                self.file.rpartition(".")[0].casefold(),
            }
            if words and words.strip().rstrip("。.").casefold() in same:
                yield Fault("alt-same", ("alt", language), {"found": words})
        if self.rights is not None and self.rights.licence is None and self.rights.permission is None:
            yield Fault("one-at-least", ("rights",), {"found": "licence, permission"})
        if self.boundaries and self.approval is None:
            yield Fault("map-approval", ("boundaries",), {"found": self.file})
        if self.rights is None:
            yield Fault("no-rights", (), {"found": self.file})
        if self.people and self.consent is None:
            yield Fault("no-consent", ("people",), {"found": self.file})

    def _faults_of_file(self) -> Iterable[Fault]:
        """The file is there, is what it says it is, and has a place for every label, as every place has its label."""
        if self.found is not None and self.found.flaws:
            yield from (Fault(flaw.rule, ("file",), {"found": flaw.found}) for flaw in self.found.flaws)
            return
        if self.found is None or self.file != self.found.name:
            wanted = self.found.name if self.found else f"{self.id}.svg"
            yield Fault("picture-missing", ("file",), {"found": self.file, "wanted": wanted})
            return
        given = [label.id for label in self.labels]
        for index, label in enumerate(given):
            if label in given[:index]:
                yield Fault("twice", ("labels", index, "id"), {"found": label})
            elif label not in self.found.labels:
                yield Fault("label-unknown", ("labels", index, "id"), {"found": label, "known": ", ".join(self.found.labels) or "—"})  # fmt: skip
        if missing := [name for name in self.found.labels if name not in given]:
            yield Fault("label-missing", ("file",), {"found": ", ".join(missing)})
        if self.zoom and self.found.labels:
            yield Fault("zoom-labels", ("zoom",), {"found": ", ".join(self.found.labels)})
        width, height = zoom_size(self.found)
        if self.zoom and width * height > LARGEST:
            yield Fault("picture-large", ("zoom",), {"found": f"{width} × {height}"})

    def brief(self) -> dict[str, Any]:
        rights = self.rights
        return {
            "kind": self.kind,
            "file": self.file,
            "found": self.found,
            "alt": self.alt,
            "decorative": self.decorative,
            "described": self.description is not None,
            "caption": self.caption,
            "credit": self.credit,
            "rights": rights,
            "withheld": NO_RIGHTS if rights is None else NO_CONSENT if self.people and self.consent is None else None,
            "focus": self.focus,
            "zoom": self.zoom,
            "labels": self.labels,
            "sources": len(self.source),
        }

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """The files of a picture that may be shown; of another nothing goes out."""
        found = card.brief["found"]
        if found is not None and not found.flaws and state_of(card.brief, as_of) is SHOWN:
            yield Part("", files=tuple(file_names(card.id, card.brief)), shown=True)
            if card.brief["zoom"]:
                yield Part("tiles", files=tuple(tile_names(card.brief)), shown=True)

    def view(self, library: Library) -> dict[str, Any]:
        pointing = library.pointing_at(f"{self.folder}/{self.id}")
        return {"state": state_of(self.brief(), library.as_of), "kind_words": KINDS[self.kind], "hanging": pointing}

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = state_of(card.brief, library.as_of)
        return Row(
            date=card.date, label=KINDS[card.brief["kind"]], line=card.brief["caption"],
            state=None if state is SHOWN else state, facets={"kind": (card.brief["kind"],)},
        )  # fmt: skip

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        return {"states": {card.key: state_of(card.brief, library.as_of) for card in library.cards(cls.folder)}}


def state_of(brief: Mapping[str, Any], as_of: str) -> State:
    """Whether a picture may be shown on a day; on the day a permission ends it still may."""
    if brief["withheld"] is not None:
        withheld: State = brief["withheld"]
        return withheld
    expires = brief["rights"].expires
    return EXPIRED if expires is not None and dates.last_day(expires) < as_of else SHOWN


def widths_of(found: PictureFile) -> list[int]:
    """The widths in which a raster picture is offered, the smallest first."""
    return [width for width in WIDTHS if width < found.width] + [min(found.width, WIDTHS[-1])] * (
        found.width <= WIDTHS[-1]
    )


def file_names(record_id: str, brief: Mapping[str, Any]) -> list[str]:
    """The files of a picture: a drawing in both languages, or once where it has no words; a raster picture in several widths."""
    found: PictureFile = brief["found"]
    if found.kind == "svg":
        return [f"{record_id}.{language}.svg" for language in ("zh", "en")] if found.labels else [f"{record_id}.svg"]
    return [f"{record_id}-{width}.webp" for width in widths_of(found)]


def zoom_size(found: PictureFile) -> tuple[int, int]:
    """The pixels of a picture at full zoom."""
    if found.kind == "raster":
        return found.width, found.height
    return ZOOM_WIDTH, max(1, round(found.height * ZOOM_WIDTH / found.width))


def tile_levels(found: PictureFile) -> list[tuple[int, int]]:
    """The sizes of a zoomable picture, the whole in one tile first, each twice as large as the one before."""
    width, height = zoom_size(found)
    sizes = [(width, height)]
    while max(sizes[0]) > TILE:
        sizes.insert(0, (-(-sizes[0][0] // 2), -(-sizes[0][1] // 2)))
    return sizes


def tile_names(brief: Mapping[str, Any]) -> list[str]:
    """The tiles of a zoomable picture: level, column, row."""
    return [
        f"{level}/{column}-{row}.webp"
        for level, (width, height) in enumerate(tile_levels(brief["found"]))
        for row in range(-(-height // TILE))
        for column in range(-(-width // TILE))
    ]
