"""The zip of a Word document, opened as if its sender were hostile.

Nothing that the zip says of itself is believed: sizes are counted while unpacking and held against
the directory, names must stay inside, no name may come twice (names that differ by case only are
the same part in ISO/IEC 29500-2).
"""

import io
import struct
import zipfile
import zlib

from gongkai.importers.word_messages import RefusedDocument

MAX_BYTES = 64_000_000
MAX_PARTS = 2_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000

_CENTRAL = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3I2H")


class Archive:
    """The files of a zip by lower-case name. Making one refuses a zip that is damaged or dangerous."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MAX_BYTES
        self._entries = self._directory()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all files, in the zip's order."""
        return list(self._entries)

    def _directory(self) -> dict[str, zipfile.ZipInfo]:
        """The entries by lower-case name (part names differ by more than case), each found harmless."""
        if self._data.count(_CENTRAL) > MAX_PARTS:  # before the standard library makes an object for each
            raise RefusedDocument("too-many-parts", limit=f"{MAX_PARTS:,}")
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as package:
                entries = package.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, struct.error) as error:
            raise RefusedDocument("broken-zip", found=str(error)) from None
        if sum(entry.file_size for entry in entries) > MAX_BYTES:
            raise RefusedDocument("bomb", found=f"> {MAX_BYTES:,} B")
        found: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.lower()
            if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
                raise RefusedDocument("bad-name", found=entry.filename)
            if name in found:
                raise RefusedDocument("duplicate-name", found=entry.filename)
            if entry.flag_bits & 0x1:
                raise RefusedDocument("encrypted")
            _check_ratio(entry.filename, entry.file_size, entry.compress_size)
            if not entry.is_dir():
                found[name] = entry
        return found

    def unpacked(self, name: str) -> bytes:
        """The bytes of a part, unpacked within the limits whatever the zip says about their number."""
        entry = self._entries[name]
        start = entry.header_offset
        damaged = RefusedDocument("broken-zip", found=name)
        if start + _LOCAL.size > len(self._data):
            raise damaged
        header = _LOCAL.unpack_from(self._data, start)
        start += _LOCAL.size + header[9] + header[10]
        packed = self._data[start : start + entry.compress_size]
        if header[0] != b"PK\x03\x04" or header[3] != entry.compress_type or len(packed) != entry.compress_size:
            raise damaged
        if entry.compress_type == zipfile.ZIP_STORED:
            data, whole = packed, True
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            try:
                inflater = zlib.decompressobj(-15)
                data = inflater.decompress(packed, self._left + 1)
            except zlib.error:
                raise damaged from None
            whole = inflater.eof and not inflater.unused_data
        else:
            raise damaged
        self._left -= len(data)
        if self._left < 0:
            raise RefusedDocument("bomb", found=f"> {MAX_BYTES:,} B")
        _check_ratio(name, len(data), len(packed))
        if not whole or len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise damaged
        return data


def _check_ratio(name: str, size: int, packed: int) -> None:
    if size > RATIO_FROM and size > packed * MAX_RATIO:
        raise RefusedDocument("bomb", found=f"{name}: {packed:,} → {size:,} B")
