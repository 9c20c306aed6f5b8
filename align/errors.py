"""One tree of errors, each with the exit code that the command ends with.

::

    AlignError
    ├── InputError     3   missing, empty, binary, undecodable, over a limit
    ├── LanguageError  4   a third language, or both sides in one language
    ├── ModelError     5   a model or an extra that is not there
    ├── ConfigError    6   settings, glossary, manifest or beads file: file, line, key
    ├── OutputError    7   folder missing, disk full, not our folder
    └── PartialError   8   finished, but some documents failed and are listed

The other codes: 0 done, 1 a check found what it was told to look for, 2 wrong options (typer),
70 a bug in align, 130 Ctrl-C. The library raises these and never exits or prints;
``align.cli.app`` alone catches them and shows ``align: WHAT: WHERE. HINT`` on stderr, or
``align: WHERE WHAT. HINT`` where WHAT begins with a verb (is empty).
"""

from __future__ import annotations

import re
from typing import ClassVar

_VERB = re.compile("(?:is|has|holds|must|needs|was|took|redirects|unpacks|lists|declares|cannot be) ")


class AlignError(Exception):
    """Something that the person who called us can put right.

    :param what: what is wrong, without a full stop; with ``where`` as its subject where it begins with a verb.
    :param where: the file, line, option or address that it concerns.
    :param hint: what to do about it, a sentence.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what, where, hint)

    @property
    def fault(self) -> str:
        """What is wrong, and where."""
        if not self.where:
            return self.what
        return f"{self.where} {self.what}" if _VERB.match(self.what) else f"{self.what}: {self.where}"

    def __str__(self) -> str:
        return f"{self.fault}. {self.hint}" if self.hint else self.fault


class InputError(AlignError):
    """A text or a file of beads that cannot be read: missing, empty, binary, undecodable, over a limit."""

    exit_code = 3


class LanguageError(AlignError):
    """A third language, or both sides in one language."""

    exit_code = 4


class ModelError(AlignError):
    """A model, or an extra that it needs, is not there."""

    exit_code = 5


class ConfigError(AlignError):
    """Settings, a manifest or a corrected alignment that does not fit: file, line, key."""

    exit_code = 6


class OutputError(AlignError):
    """A result that cannot be written: folder missing, disk full, no permission."""

    exit_code = 7


class PartialError(AlignError):
    """Finished, but some documents failed; they are listed."""

    exit_code = 8
