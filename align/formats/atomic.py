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
from pathlib import Path

from align.errors import OutputError

_HINTS = {
    errno.ENOENT: ("the folder is not there", "Make it first, or give another -o."),
    errno.ENOTDIR: ("the folder is not there", "A part of the path is a file; give another -o."),
    errno.EISDIR: ("this is a folder", "Name a file in it."),
    errno.EACCES: ("no permission to write", "Choose a place that you may write to."),
    errno.EPERM: ("no permission to write", "Choose a place that you may write to."),
    errno.EROFS: ("no permission to write", "The disk is read only; choose another place."),
    errno.ENOSPC: ("the disk is full", "Nothing was written; free some space and run again."),
    errno.EDQUOT: ("the disk quota is used up", "Nothing was written; free some space and run again."),
    errno.ENAMETOOLONG: ("the file name is too long", "Give a shorter one."),
}


def write_file(path: str | Path, data: bytes) -> None:
    """Put ``data`` at ``path`` whole or not at all; ``-`` is standard output.

    A new file gets the mode that the umask leaves, an existing one keeps its own. Links are followed;
    devices and pipes are written to as they are. A closed pipe is left to the caller (BrokenPipeError).

    :raises OutputError: the folder is missing, no permission, the disk is full, the target is a folder.
    """
    try:
        if str(path) == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _write_path(Path(os.path.realpath(path)), data)
    except BrokenPipeError:
        raise
    except OSError as error:
        what, hint = _HINTS.get(error.errno or 0, (error.strerror or "cannot be written", ""))
        raise OutputError(what, "standard output" if str(path) == "-" else str(path), hint) from error
    except ValueError as error:  # a NUL in the name
        raise OutputError("not a file name", repr(str(path)), "Give another -o.") from error


def _write_path(path: Path, data: bytes) -> None:
    mode = _mode(path)
    if mode is None:
        _replace(path, data, None)
    elif stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    elif not os.access(path, os.W_OK):  # replacing it would only need the folder's permission
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
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
    temporary = path.with_name(f".align-{secrets.token_hex(8)}.tmp")
    # os.open, not tempfile: with 0o666 the kernel applies the umask, tempfile would give 0o600.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:  # Ctrl-C too must leave nothing behind
        temporary.unlink(missing_ok=True)
        raise
