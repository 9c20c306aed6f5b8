"""Traditional characters as Simplified ones, for looking words up; several stages share it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

PACKED = ("names.tsv.gz", "names-sharealike.tsv.gz")
_HEAD = "# char\n"


@cache
def read_packed(name: str) -> str:
    """A packed list of align/resources; held, as the names and these characters are read from the same two."""
    import gzip
    from importlib.resources import files

    return gzip.decompress((files("align") / "resources" / name).read_bytes()).decode("utf-8")


@cache
def _characters() -> Mapping[int, str]:
    found: dict[int, str] = {}
    for name in PACKED:
        text = read_packed(name)
        block = text[text.index(_HEAD) + len(_HEAD) :].split("\n# ", 1)[0]
        fields = block.replace("\n", "\t").split("\t")
        found.update({ord(old): new for old, new in zip(fields[::2], fields[1::2], strict=True)})
    return found


def to_simplified(text: str) -> str:
    """``text`` in Simplified characters, of the same length, so that positions stay."""
    return text.translate(_characters())
