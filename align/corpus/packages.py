"""Packages that only corpora need: one message where one is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from align.errors import ModelError


@contextmanager
def needed_for(what: str, extra: str = "corpus") -> Iterator[None]:
    """Import in here what an extra of ours brings.

    :param what: an address, an option or a command that needs it, for the message.
    :raises ModelError: it is not installed.
    """
    try:
        yield
    except ImportError as error:
        hint = f"Run: pip install 'align-enzh[{extra}]'"
        raise ModelError(f"needs another package ({error})", what, hint) from error
