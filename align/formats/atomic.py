"""Writing a file so that it is whole or not there.

The bytes go to a new file in the same folder, are flushed to the disk, and take the target's name in one
step (``os.replace``), so neither a full disk nor Ctrl-C leaves half a file or harms an older one.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from align.errors import OutputError

_HINTS = {
    errno.ENOENT: ("the folder is not there", "Make it first, or name another."),
    errno.ENOTDIR: ("the folder is not there", "A part of the path is a file; name another."),
    errno.EISDIR: ("this is a folder", "Name a file in it."),
    errno.EACCES: ("no permission to write", "Choose a place that you may write to."),
    errno.EPERM: ("no permission to write", "Choose a place that you may write to."),
    errno.EROFS: ("no permission to write", "The disk is read only; choose another place."),
    errno.ENOSPC: ("the disk is full", "Nothing was written; free some space and run again."),
    errno.EDQUOT: ("the disk quota is used up", "Nothing was written; free some space and run again."),
    errno.EBADF: ("it is closed", "Give it somewhere to go, or write to a file with -o."),
    errno.ENAMETOOLONG: ("the file name is too long", "Give a shorter one."),
}


def write_file(path: str | Path, data: bytes) -> None:
    """Put ``data`` at ``path`` whole or not at all; ``-`` is standard output.

    A new file gets the mode that the umask leaves, an existing one keeps its own. Links are followed;
    devices and pipes are written to as they are. A closed pipe is left to the caller (BrokenPipeError).

    :raises OutputError: the folder is missing, no permission, the disk is full, the target is a folder.
    """
    with output_errors(path):
        if str(path) == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _write_path(Path(os.path.realpath(path)), data)


@contextmanager
def open_file(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write to bit by bit, that is at ``path`` whole or not at all once the block has ended.

    Standard output (``-``), devices and pipes are written to as it comes.

    :raises OutputError: as :func:`write_file`.
    """
    with output_errors(path):
        if str(path) == "-":
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        target = Path(os.path.realpath(path))
        mode = _check_path(target)
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as file:
                yield file
            return
        with _replacing(target, None if mode is None else stat.S_IMODE(mode)) as file:
            yield file


def check_target(path: str | Path, *inputs: str | Path | None) -> None:
    """Refuse at once what :func:`write_file` would refuse after the work, as far as that can be seen now.

    :param inputs: what is read: none of it may be overwritten. None, "-" and addresses are passed over.
    :raises OutputError: the folder is missing, no permission, the target is a folder or an input.
    """
    if str(path) == "-":
        return
    with output_errors(path):
        target = Path(os.path.realpath(path))
        _check_path(target)
    for given in inputs:
        if given is not None and str(given) != "-" and os.path.realpath(given) == str(target) and target.exists():
            raise OutputError("this is one of the files that are read", str(path), "Name another.")


def check_folder(path: str | Path) -> None:
    """Refuse a folder that no file can be written to.

    :raises OutputError: it is missing, a file, or without permission.
    """
    with output_errors(path):
        _check_folder(Path(path))


@contextmanager
def output_errors(path: str | Path) -> Iterator[None]:
    """Turn what the system says while ``path`` is written into an OutputError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        what, hint = explain_errno(error)
        raise OutputError(what, "standard output" if str(path) == "-" else str(path), hint) from error
    except ValueError as error:  # a NUL in the name
        raise OutputError("not a file name", repr(str(path)), "Give another.") from error


def explain_errno(error: OSError) -> tuple[str, str]:
    """What the system refused, and what to do about it."""
    return _HINTS.get(error.errno or 0, (error.strerror or "cannot be written", ""))


def _check_path(path: Path) -> int | None:
    """Return the mode of what is there already; None where there is nothing."""
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise _system_error(errno.EISDIR)
    if mode is not None and not os.access(path, os.W_OK):  # replacing it would only need the folder's permission
        raise _system_error(errno.EACCES)
    if mode is None or stat.S_ISREG(mode):
        _check_folder(path.parent)
    return mode


def _check_folder(path: Path) -> None:
    if not stat.S_ISDIR(path.stat().st_mode):
        raise _system_error(errno.ENOTDIR)
    if not os.access(path, os.W_OK):
        raise _system_error(errno.EACCES)


def _system_error(code: int) -> OSError:
    return OSError(code, os.strerror(code))


def _write_path(path: Path, data: bytes) -> None:
    mode = _check_path(path)
    if mode is None:
        _replace(path, data, None)
    elif stat.S_ISREG(mode):
        _replace(path, data, stat.S_IMODE(mode))
    else:
        path.write_bytes(data)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(path: Path, data: bytes, mode: int | None) -> None:
    with _replacing(path, mode) as file:
        file.write(data)


@contextmanager
def _replacing(path: Path, mode: int | None) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".align-{secrets.token_hex(8)}.tmp")
    # os.open, not tempfile: with 0o666 the kernel applies the umask, tempfile would give 0o600.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:  # Ctrl-C too must leave nothing behind
        temporary.unlink(missing_ok=True)
        raise
