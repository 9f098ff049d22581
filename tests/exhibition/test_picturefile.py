"""Picture files by themselves: what is refused, what is filled in, and what goes out, read again by other means."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from gongkai.drawing import Drawer
from gongkai.load import make_card
from gongkai.mediafiles import Pictures
from gongkai.picturefile import LARGEST, MOST_DRAWN, finished, read_picture
from gongkai.records.media import Media, file_names, tile_levels, tile_names, widths_of

SVG = "{http://www.w3.org/2000/svg}"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'


def svg(inside: str, head: str = HEAD) -> bytes:
    """A drawing with something inside."""
    return f"{head}{inside}</svg>".encode()


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def painted(width: int, height: int) -> Image.Image:
    """A picture in which every place looks different: red grows to the right, green downwards."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 90)))


def media(data: bytes, name: str, **fields: object) -> Media:
    """The record of a picture, with the fields that it must have."""
    return Media.model_validate({
        "id": "it", "title": {"zh": "图", "en": "It"}, "file": name, "kind": "drawing", "alt": {"zh": "一", "en": "One"},
        "caption": {"zh": "二", "en": "Two"}, "credit": {"zh": "三", "en": "Three"}, "made": "2026",
        "rights": {"holder": {"zh": "四", "en": "Four"}, "licence": "CC0"}, "found": read_picture(name, data),
        "sources": [{"id": "a", "title": {"zh": "五"}, "publisher": {"zh": "六"}}], **fields,
    })  # fmt: skip


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    """A drawer that ends with the tests."""
    made = Drawer()
    yield made
    made.close()


Published = Callable[..., Mapping[str, bytes]]


@pytest.fixture
def published(drawer: Drawer) -> Published:
    """The files of a picture as a build writes them."""
    return partial(_published, drawer)


def _published(drawer: Drawer, record: Media, part: str, data: bytes, stylesheet: str = "") -> Mapping[str, bytes]:
    card = make_card(record, "it.yml", "")
    names = tile_names(card.brief) if part else file_names(record.id, card.brief)
    return dict(Pictures(stylesheet, drawer).files_of(card, part, [f"media/it/{part}/{name}" for name in names], data))


# Drawings


def test_places_are_filled_in_both_languages_and_break_lines_where_the_label_does(published: Published) -> None:
    data = svg('<g transform="translate(1)"><text data-label="two" x="7" y="9" class="head"/></g><text data-label="one" x="3"/><text data-label="one"/>')  # fmt: skip
    labels = [
        {"id": "one", "zh": "灯 & <火>", "en": "Lamp"},
        {"id": "two", "zh": "第一行\n第二行\n第三行", "en": "First line\nsecond"},
    ]
    files = published(media(data, "it.svg", labels=labels), "", data, "text { fill: #1c1a17; }")
    assert set(files) == {"media/it//it.zh.svg", "media/it//it.en.svg"}
    roots = {name[-6:-4]: ElementTree.fromstring(text) for name, text in files.items()}
    for language, lines, word in (
        ("zh", ["第一行", "第二行", "第三行"], "灯 & <火>"),
        ("en", ["First line", "second"], "Lamp"),
    ):
        root = roots[language]
        two, *ones = root.iter(f"{SVG}text")
        assert [line.text for line in two] == lines
        assert [(line.get("x"), line.get("dy")) for line in two] == [("7", "0")] + [("7", "1.25em")] * (len(lines) - 1)
        assert two.get("class") == "head"
        assert [one.text for one in ones] == [word, word]
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("40", "30", "0 0 40 30")
        assert root[0].tag == f"{SVG}style"
        assert root[0].text == "text { fill: #1c1a17; }"
        assert [element for element in root.iter() if "data-label" in element.attrib] == []


def test_a_drawing_without_words_goes_out_once(published: Published) -> None:
    data = svg('<!-- a remark --><?x y?><circle r="5"/>')
    files = published(media(data, "it.svg"), "", data)
    (text,) = files.values()
    assert list(files) == ["media/it//it.svg"]
    assert b"remark" not in text
    assert b"<?x " not in text
    assert len(list(ElementTree.fromstring(text).iter(f"{SVG}circle"))) == 1


def test_a_drawing_is_shown_by_another_program_with_its_words(drawer: Drawer) -> None:
    """What the drawer paints of the finished drawing has ink where the word stands, and none where it does not."""
    data = svg('<rect width="40" height="30" fill="#fff"/><text data-label="a" x="2" y="14"/>')
    blank, worded = (
        Image.open(io.BytesIO(drawer.rasterise(finished(data, {"a": word}, "en", "text{font:12px sans-serif}", (40, 30)).decode(), 4))).convert("L")
        for word in ("", "III")
    )  # fmt: skip
    assert blank.size == (160, 120)
    assert ImageStat.Stat(blank).extrema == [(255, 255)]
    assert ImageStat.Stat(worded.crop((0, 0, 160, 60))).extrema[0][0] < 80
    assert ImageStat.Stat(worded.crop((0, 64, 160, 120))).extrema == [(255, 255)]


GOOD = {
    "quoted reference": """<g fill="url('#a')" mask="url( #b )" transform="translate(1) rotate(3 4 5)"/>""",
    "use twice": '<defs><g id="a"><path d="M0 0h1"/></g></defs><use href="#a"/><use href="#a" x="3"/>',
    "xlink": '<g xmlns:xlink="http://www.w3.org/1999/xlink"><path id="a"/><use xlink:href="#a"/></g>',
    "colours": '<stop stop-color="rgb(1,2,3)" fill="hsl(1 2% 3%)"/>',
    "spaces kept": '<text xml:space="preserve"> </text>',
}


@pytest.mark.parametrize("inside", GOOD.values(), ids=list(GOOD))
def test_what_drawings_need_is_let_through(inside: str) -> None:
    assert read_picture("it.svg", svg(inside)).flaws == ()


LAYERS = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
PATTERNS = "".join(f'<pattern id="a{n}">' + f'<rect fill="url(#a{n - 1})"/>' * 10 + "</pattern>" for n in range(1, 9))
HOSTILE = {
    "script": "<script/>",
    "script in capitals": "<SCRIPT/>",
    "event": '<g onclick="x"/>',
    "event in capitals": '<g ONCLICK="x"/>',
    "style": '<g style="x:y"/>',
    "style element": "<style>*{}</style>",
    "foreign object": "<foreignObject/>",
    "html": '<p xmlns="http://www.w3.org/1999/xhtml"/>',
    "mathematics": '<math xmlns="http://www.w3.org/1998/Math/MathML"/>',
    "picture": '<image href="#a"/>',
    "filter picture": '<filter><feImage href="#a"/></filter>',
    "link": '<a href="#a"/>',
    "movement": '<animate attributeName="x"/>',
    "setting": "<set/>",
    "motion": "<animateMotion/>",
    "use of a file": '<use href="other.svg#a"/>',
    "use of an address": '<use href="https://e.example/#a"/>',
    "use with a space": '<use href=" #a"/>',
    "use of a script": '<use href="javascript:x"/>',
    "use of data": '<use href="data:image/svg+xml,x"/>',
    "xlink of a file": '<g xmlns:l="http://www.w3.org/1999/xlink"><use l:href="other.svg#a"/></g>',
    "address": '<rect fill="url(https://e.example/a)"/>',
    "address in capitals": "<rect fill=\"URL( 'HTTPS:e' )\"/>",
    "relative address": '<rect fill="url(a.svg#b)"/>',
    "escaped": r'<rect fill="u\72l(a.svg#b)"/>',
    "image set": "<rect cursor=\"image-set('a.png' 1x)\"/>",
    "source function": "<rect filter=\"src('a.svg')\"/>",
    "base": '<g xml:base="other/"/>',
    "editor's memory": '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="x"/>',
    "words": "<text>Lamp</text>",
    "words in a span": "<text><tspan>灯</tspan></text>",
    "words after an element": "<text><title/>灯</text>",
    "words as data": "<text><![CDATA[灯]]></text>",
    "label elsewhere": '<rect data-label="a"/>',
    "label of a span": '<text><tspan data-label="a"/></text>',
    "label with parts": '<text data-label="a"><tspan/></text>',
    "empty label": '<text data-label=""/>',
    "label that is no id": '<text data-label="The Lamp"/>',
    "without end": '<g id="a"><use href="#a"/></g>',
    "layers on layers": f'<rect id="a0"/>{LAYERS}<use href="#a8"/>',
    "patterns in patterns": f'<rect id="a0"/>{PATTERNS}<rect fill="url(#a8)"/>',
    "deep": "<g>" * 2000 + "</g>" * 2000,
    "many": "<g/>" * (MOST_DRAWN + 1),
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=list(HOSTILE))
def test_nothing_hostile_gets_through(inside: str) -> None:
    found = read_picture("it.svg", svg(inside))
    assert {flaw.rule for flaw in found.flaws} == {"picture-unsafe"}
    assert len(found.flaws) <= 8
    assert all(len(flaw.found) < 80 for flaw in found.flaws)


BROKEN = {
    "nothing": b"",
    "zeros": b"\0\0\0",
    "words": "灯".encode(),
    "cut": HEAD.encode(),
    "document type": b"<!DOCTYPE svg>" + svg(""),
    "entities": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
    "file of the system": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + svg("&a;"),
    "unknown encoding": b'<?xml version="1.0" encoding="nothing"?>' + svg(""),
    "no view": svg("", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">'),
    "flat view": svg("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 0">'),
    "negative view": svg("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 -40 30">'),
    "endless view": svg("", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {"9" * 400} 30">'),
    "words as view": svg("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="none">'),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=list(BROKEN))
def test_what_is_no_drawing_is_said_to_be_broken(data: bytes) -> None:
    assert {flaw.rule for flaw in read_picture("it.svg", data).flaws} == {"picture-broken"}


@pytest.mark.parametrize(("view", "size"), [("0 0 640 400", (640, 400)), ("-5,-5 , 12.4,1e2", (12, 100))])
def test_the_size_of_a_drawing_is_that_of_its_view(view: str, size: tuple[int, int]) -> None:
    found = read_picture("it.svg", svg("", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">'))
    assert (found.width, found.height, found.flaws) == (*size, ())


# Raster pictures


@pytest.mark.parametrize(
    ("width", "wanted"),
    [(1, [1]), (480, [480]), (481, [480, 481]), (1400, [480, 960, 1400]), (1600, [480, 960, 1600]), (2048, [480, 960, 1600])],
)  # fmt: skip
def test_a_picture_is_offered_in_widths_and_never_larger_than_it_is(width: int, wanted: list[int]) -> None:
    found = read_picture("it.png", saved(Image.new("RGB", (width, 10)), "PNG"))
    assert widths_of(found) == wanted


def test_a_photograph_goes_out_upright_in_its_sizes_and_without_what_the_camera_wrote(published: Published) -> None:
    """A photograph as a telephone stores it: lying on its side, with the place and the camera inside."""
    upright = painted(1000, 1500)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = saved(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=90, exif=exif)
    assert b"Camera" in data
    record = media(data, "it.jpg")
    assert record.found is not None
    assert (record.found.width, record.found.height) == (1000, 1500)
    files = published(record, "", data)
    assert list(files) == ["media/it//it-480.webp", "media/it//it-960.webp", "media/it//it-1000.webp"]
    for (width, height), made in zip([(480, 720), (960, 1440), (1000, 1500)], files.values(), strict=True):
        image = Image.open(io.BytesIO(made))
        assert (image.format, image.size) == ("WEBP", (width, height))
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
        assert b"Camera" not in made
        difference = ImageChops.difference(image.convert("RGB"), upright.resize((width, height)))
        assert max(ImageStat.Stat(difference).mean) < 4


def test_transparency_is_kept(published: Published) -> None:
    clear = Image.new("P", (20, 10))
    clear.putpalette([0, 0, 0, 200, 10, 10])
    clear.paste(1, (0, 0, 10, 10))
    data = saved(clear, "PNG", transparency=0)
    (made,) = published(media(data, "it.png"), "", data).values()
    image = Image.open(io.BytesIO(made))
    assert image.mode == "RGBA"
    assert (image.getpixel((2, 5)) or (0,) * 4)[3] == 255  # type: ignore[index]
    assert (image.getpixel((15, 5)) or (0,) * 4)[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("size", [(512, 512), (513, 300), (1300, 700)])
def test_tiles_put_together_are_the_picture(published: Published, size: tuple[int, int]) -> None:
    whole = painted(*size)
    data = saved(whole, "PNG")
    record = media(data, "it.png", zoom=True)
    assert record.found is not None
    files = published(record, "tiles", data)
    levels = tile_levels(record.found)
    assert levels[-1] == size
    assert max(levels[0]) <= 512
    assert all(abs(2 * below[0] - above[0]) <= 1 and abs(2 * below[1] - above[1]) <= 1 for below, above in pairwise(levels))  # fmt: skip
    used = set()
    for number, (width, height) in enumerate(levels):
        together = Image.new("RGB", (width, height), (0, 0, 255))
        for name, made in files.items():
            level, column, row = map(int, re.findall(r"tiles/(\d+)/(\d+)-(\d+)\.webp", name)[0])
            if level == number:
                together.paste(Image.open(io.BytesIO(made)), (column * 512, row * 512))
                used.add(name)
        difference = ImageChops.difference(together, whole.resize((width, height)))
        assert max(ImageStat.Stat(difference).mean) < 4
        assert max(high for _, high in ImageStat.Stat(difference).extrema) < 48
    assert used == set(files)


def test_a_drawing_to_zoom_into_is_drawn_large(published: Published) -> None:
    data = svg('<rect width="40" height="30" fill="#fff"/><rect width="20" height="15" fill="#a3271f"/>')
    record = media(data, "it.svg", zoom=True)
    assert record.found is not None
    assert tile_levels(record.found) == [(512, 384), (1024, 768), (2048, 1536), (4096, 3072)]
    files = published(record, "tiles", data)
    assert len(files) == 1 + 2 * 2 + 4 * 3 + 8 * 6
    inside, outside = (Image.open(io.BytesIO(files[f"media/it/tiles/3/{name}.webp"])).convert("RGB").getpixel((256, 256)) for name in ("3-2", "4-2"))  # fmt: skip
    assert outside == (255, 255, 255)
    assert inside is not None
    assert all(abs(a - b) < 6 for a, b in zip(inside, (0xA3, 0x27, 0x1F), strict=True))  # type: ignore[arg-type]


RASTER_FLAWS = {
    "other format": ("it.jpg", saved(painted(9, 9), "PNG"), "picture-broken"),
    "cut": ("it.png", saved(painted(90, 90), "PNG")[:150], "picture-broken"),
    "cut photograph": ("it.jpeg", saved(painted(90, 90), "JPEG")[:700], "picture-broken"),
    "format that is not taken": ("it.webp", saved(painted(9, 9), "GIF"), "picture-broken"),
    "drawing": ("it.png", svg(""), "picture-broken"),
    "nothing": ("it.png", b"", "picture-broken"),
    "sixteen bits of grey": ("it.png", saved(Image.new("I;16", (9, 9), 40000), "PNG"), "picture-broken"),
    "too large": ("it.png", saved(Image.new("1", (8000, LARGEST // 8000 + 1)), "PNG"), "picture-large"),
    "far too large": ("it.png", saved(Image.new("1", (20000, 10000)), "PNG"), "picture-large"),
}


@pytest.mark.parametrize(("name", "data", "rule"), RASTER_FLAWS.values(), ids=list(RASTER_FLAWS))
@pytest.mark.filterwarnings("error")
def test_raster_pictures_that_cannot_be_published(name: str, data: bytes, rule: str) -> None:
    assert [flaw.rule for flaw in read_picture(name, data).flaws] == [rule]


def test_a_photograph_with_a_smaller_one_inside_is_a_photograph() -> None:
    data = saved(painted(60, 40), "MPO", save_all=True, append_images=[painted(6, 4)])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    found = read_picture("it.jpg", data)
    assert (found.width, found.height, found.flaws) == (60, 40, ())


def test_what_was_made_is_kept_and_made_anew_when_the_picture_changes(drawer: Drawer, tmp_path: Path) -> None:
    first, second = saved(painted(600, 400), "PNG"), saved(Image.new("RGB", (600, 400), (1, 2, 3)), "PNG")
    made = []
    for data in (first, first, second):
        card = make_card(media(data, "it.png"), "it.yml", "")
        paths = [f"media/it/{name}" for name in file_names("it", card.brief)]
        made.append(dict(Pictures("", drawer, tmp_path).files_of(card, "", paths, data)))
    assert made[0] == made[1] != made[2]
    assert len(list(tmp_path.iterdir())) == 4
