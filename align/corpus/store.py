"""Files here and in object storage alike, through fsspec; each is whole or not there."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import re
import secrets
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from align.corpus.packages import needed_for
from align.errors import AlignError, InputError
from align.formats.atomic import output_errors

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

LARGEST = 50 * 1024 * 1024
"""Bytes of one text, unpacked; as in align.documents."""
OBJECT_STORES = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss")
"""Protocols without folders, on which a file is there once it is closed, and not before."""
_LIBRARIES = ("botocore", "aiobotocore", "aiohttp", "google", "gcsfs", "azure", "adlfs")
"""Packages whose errors are no OSErrors: no credentials, no such server."""
_PART = 16 * 1024 * 1024
"""Bytes kept until they are sent: 10,000 parts are the most that a store takes."""


def find_filesystem(address: str) -> tuple[AbstractFileSystem, str]:
    """The file system that an address stands on (a plain path: this machine's), and the path there.

    :raises ModelError: the extra ``corpus``, or the package that the address needs, is not installed.
    """
    try:
        with needed_for(address, "s3" if address.startswith(("s3:", "s3a:")) else "corpus"):
            from fsspec.core import url_to_fs

            fs, path = url_to_fs(address, **storage_options(address))
    except ValueError as error:
        raise InputError(f"is no address that can be opened ({error})", address, "Give a path") from None
    return fs, str(path)


def storage_options(address: str) -> dict[str, Any]:
    """What fsspec is told of an address: to keep no listing of an object store, as other processes write there."""
    return {"use_listings_cache": False} if address.split("://")[0] in OBJECT_STORES else {}


def absolute(address: str) -> str:
    """The same for a process that runs in another folder."""
    fs, path = find_filesystem(address)
    return path if _is_local(fs) else address


@contextmanager
def reached(address: str) -> Iterator[None]:
    """Tell what a store's own library raises as an error of ours.

    :raises InputError: the address cannot be reached, or without permission.
    """
    try:
        yield
    except AlignError:
        raise
    except Exception as error:
        if isinstance(error, PermissionError):
            raise InputError("no permission", address, "Check whose it is, or the credentials.") from error
        if type(error).__module__.split(".")[0] not in _LIBRARIES:
            raise
        hint = "Check the address, the network and the credentials."
        raise InputError(f"cannot be reached ({str(error).splitlines()[0]})", address, hint) from error


def open_raw(address: str) -> IO[bytes]:
    """A file's bytes as they lie, packed or not; it can be sought in.

    :raises InputError: it is not there, or cannot be opened.
    """
    fs, path = find_filesystem(address)
    try:
        return cast("IO[bytes]", fs.open(path, "rb"))
    except FileNotFoundError:
        raise InputError("is not there", address, "Check the name") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error})", address, "Check the file") from None


def read_file(address: str) -> tuple[bytes, str]:
    """The bytes of a file and its name, .gz and .zst unpacked and taken off the name.

    :raises InputError: it is not there, cannot be read or unpacked, or is larger than 50 MB.
    """
    fs, path = find_filesystem(address)
    try:
        if _is_local(fs) and not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  (a string of fsspec)
            raise OSError("it is no regular file")  # a pipe would be waited for without end
        with open_raw(address) as raw, _unpacked(raw, path) as file:
            data = file.read(LARGEST + 1)
    except AlignError:
        raise
    except FileNotFoundError:
        raise InputError("is not there", address, "Check the name") from None
    except Exception as error:  # gzip, zstandard and each file system raise kinds of their own
        raise InputError(f"cannot be read ({error})", address, "Check the file") from None
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST // 1024**2} MB", address, "Split it into parts")
    return data, strip_packing(address)


def is_encodable(text: str) -> bool:
    """Whether a name or a field can be written in UTF-8: it holds no half of a character."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def stamp_file(address: str) -> str:
    """Size and time of a file, by which a later build sees that it changed; "missing" where it is not there."""
    fs, path = find_filesystem(address)
    try:
        info = fs.info(path)
    except (OSError, ValueError):
        return "missing"
    return f"{info.get('size')}:{info.get('mtime') or info.get('LastModified') or info.get('ETag') or ''}"


def stamp_texts(zh: str, en: str) -> str:
    """The same for texts that a list holds itself."""
    return hashlib.sha256(f"{zh}\0{en}".encode("utf-8", "surrogatepass")).hexdigest()


def strip_packing(name: str) -> str:
    """The name without .gz or .zst."""
    return name.rsplit(".", 1)[0] if name.lower().endswith((".gz", ".zst")) else name


def read_lines(address: str) -> Iterator[str]:
    """The lines of a UTF-8 file, unpacked, one at a time, without their ends.

    :raises InputError: it is not there or not UTF-8.
    """
    try:
        with (
            open_raw(address) as raw,
            _unpacked(raw, address) as file,
            io.TextIOWrapper(cast("IO[bytes]", file), encoding="utf-8-sig", newline="\n") as lines,
        ):
            for line in lines:
                yield line.rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputError("is not in UTF-8", address, "Save it as UTF-8") from None
    except (OSError, EOFError) as error:
        raise InputError(f"cannot be read ({error})", address, "Check the file") from None


@contextmanager
def _unpacked(raw: Any, path: str) -> Iterator[Any]:  # noqa: ANN401
    if path.lower().endswith(".gz"):
        try:
            with gzip.GzipFile(fileobj=raw) as file:
                yield file
        except zlib.error as error:
            raise OSError(error) from None
    elif path.lower().endswith(".zst"):
        import zstandard

        try:
            yield io.BufferedReader(_ZstdFrames(raw))
        except zstandard.ZstdError as error:
            raise OSError(error) from None
    else:
        yield raw


class _ZstdFrames(io.RawIOBase):
    """What .zst frames hold; zstandard's own reader takes a file that was cut off as whole."""

    _STEP = 1024
    """Packed bytes at a time; they unpack to 32 MB at the very most."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw, self._frame = raw, self._new()
        self._packed, self._ready, self._begun = b"", io.BytesIO(), False

    @staticmethod
    def _new() -> Any:  # noqa: ANN401
        import zstandard

        return zstandard.ZstdDecompressor().decompressobj()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill the buffer as far as there is something; 0 at the end.

        :raises EOFError: the file ends within a frame.
        """
        while not (count := self._ready.readinto(buffer)) and self._unpack():
            pass
        return count

    def _unpack(self) -> bool:
        packed = self._packed or self._raw.read(self._STEP)
        if not packed:
            if self._begun:
                raise EOFError("the file is cut off")
            return False
        self._ready, self._begun, self._packed = io.BytesIO(self._frame.decompress(packed)), True, b""
        if self._frame.eof:
            self._packed, self._frame, self._begun = self._frame.unused_data, self._new(), False
        return True


def is_unfinished(name: str) -> bool:
    """Whether a name is that of a file which :meth:`Folder.writer` has not finished."""
    return finished_name(name) != name


def finished_name(name: str) -> str:
    """The name that an unfinished file is to take; other names as they are."""
    return re.sub(r"\.[0-9a-f]{12}\.tmp$", "", name)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on any file system, and the files in it by their names (with ``/`` inside)."""

    address: str

    def place(self, name: str) -> tuple[AbstractFileSystem, str]:
        """File system and path of a file."""
        fs, root = find_filesystem(self.address)
        return fs, f"{root.rstrip('/')}/{name}" if name else root

    @property
    def is_local(self) -> bool:
        """Whether it lies on this machine."""
        return _is_local(self.place("")[0])

    @property
    def is_file(self) -> bool:
        """Whether a file stands in its place; in an object store it is in nobody's way."""
        fs, path = self.place("")
        return _is_local(fs) and Path(path).is_file()

    def exists(self, name: str = "") -> bool:
        """Whether there is such a file or folder."""
        fs, path = self.place(name)
        with reached(self.address):
            return bool(fs.exists(path))

    def names(self, name: str = "") -> list[str]:
        """What lies directly in it, by name; empty where there is no folder."""
        fs, path = self.place(name)
        with reached(self.address):
            try:
                found = fs.ls(path, detail=False)
            except FileNotFoundError:
                return []
        inside = (str(p).rstrip("/") for p in found)  # a store may list the folder itself, an empty object
        return sorted(p.rsplit("/", 1)[-1] for p in inside if p != path.rstrip("/"))

    def read(self, name: str) -> str:
        """The text of a small file."""
        fs, path = self.place(name)
        with reached(self.address):
            return str(fs.cat_file(path).decode("utf-8"))

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a file, one at a time."""
        fs, path = self.place(name)
        return read_lines(fs.unstrip_protocol(path))

    def write(self, name: str, text: str) -> None:
        """Put a small file there, whole or not at all.

        :raises OutputError: as :func:`align.formats.atomic.write_file`.
        """
        with self.writer(name) as file:
            file.write(text)

    @contextmanager
    def writer(self, name: str) -> Iterator[IO[str]]:
        """A text file that takes its name when all of it is written.

        :raises OutputError: as :func:`align.formats.atomic.write_file`.
        :raises InputError: as :func:`reached`.
        """
        with self.binary_writer(name) as raw:
            text = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="\n")
            yield text
            text.flush()
            text.detach()

    @contextmanager
    def binary_writer(self, name: str) -> Iterator[IO[bytes]]:
        """As :meth:`writer`, for bytes."""
        fs, path = self.place(name)
        place = path if _is_local(fs) else fs.unstrip_protocol(path)
        with reached(place), output_errors(place), _whole_file(fs, path) as raw:
            yield raw

    def remove(self, name: str) -> None:
        """Take away a file, or a folder with all that is in it, if it is there."""
        fs, path = self.place(name)
        with reached(self.address):
            if _is_local(fs) and Path(path).is_symlink():
                Path(path).unlink()  # and not what it points at
            elif fs.exists(path):
                fs.rm(path, recursive=True)


def _is_local(fs: AbstractFileSystem) -> bool:
    return "file" in _protocols(fs)


def _protocols(fs: AbstractFileSystem) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)


@contextmanager
def _whole_file(fs: AbstractFileSystem, path: str) -> Iterator[Any]:
    if set(_protocols(fs)) & set(OBJECT_STORES):
        with _uploaded_file(fs, path) as raw:
            yield raw
        return
    fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    target = f"{path}.{secrets.token_hex(6)}.tmp"
    try:
        with fs.open(target, "wb") as raw:
            yield raw
            if _is_local(fs):
                raw.flush()
                os.fsync(raw.fileno())
        if _is_local(fs):
            os.replace(target, path)  # noqa: PTH105  (a string of fsspec)
        else:
            fs.mv(target, path)
    except BaseException:
        if fs.exists(target):
            fs.rm(target)
        raise


@contextmanager
def _uploaded_file(fs: AbstractFileSystem, path: str) -> Iterator[Any]:
    """A file of an object store. Closing it is what puts it there, so one that is broken off is not closed."""
    raw = fs.open(path, "wb", block_size=_PART)
    try:
        yield raw
        raw.close()
    except BaseException as error:
        if not raw.closed:
            raw.discard()
            raw.closed = True  # else it is closed when it is forgotten
        if isinstance(error, FileNotFoundError):
            raise FileNotFoundError(errno.ENOENT, "no such bucket") from None
        raise
