"""Parquet as the Hugging Face hub lays it out, written a group of rows at a time with pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from align.corpus.formats.rows import PairRow
from align.corpus.packages import needed_for
from align.corpus.records import Split
from align.corpus.store import Folder

if TYPE_CHECKING:
    import pyarrow as pa

ROWS, GROUP = 500_000, 10_000
"""Rows of a file (some 100 MB) and of a group, of which one is in memory at a time."""
FOLDER = "data"
SPLITS: dict[Split, str] = {"train": "train", "valid": "validation", "test": "test"}
"""What the hub calls the parts."""

Kind = Literal["translation", "string", "int", "float", "ints"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: "translation" is a struct of the English and the Chinese, "ints" a list."""

    name: str
    kind: Kind = "string"


PAIR_COLUMNS = (
    Column("translation", "translation"),
    Column("document"),
    *(Column(f"{side}_{end}", "int") for side in ("en", "zh") for end in ("start", "end")),
    *(Column(name, "float") for name in ("confidence", "score", "fidelity")),
    *(Column(name) for name in ("date", "source", "licence", "rules")),
)


def pair_record(row: PairRow) -> dict[str, Any]:
    """A pair as a row of the table."""
    return {
        "translation": {"en": row.en, "zh": row.zh},
        "document": row.document,
        "en_start": row.en_span.start,
        "en_end": row.en_span.end,
        "zh_start": row.zh_span.start,
        "zh_end": row.zh_span.end,
        "confidence": row.confidence,
        "score": row.score,
        "fidelity": row.fidelity,
        "date": row.date,
        "source": row.source,
        "licence": row.licence,
        "rules": row.rules,
    }


def name_files(part: Split, count: int, folder: str = FOLDER) -> tuple[str, ...]:
    """Names of the files that ``count`` rows go into; none for no rows, which ``datasets`` would not load."""
    files = -(-count // ROWS)
    return tuple(f"{folder}/{SPLITS[part]}-{n:05d}-of-{files:05d}.parquet" for n in range(files))


def write_table(
    output: Folder, names: Sequence[str], columns: Sequence[Column], records: Iterable[dict[str, Any]]
) -> None:
    """Write records into the files of :func:`name_files`, as many into each as it takes.

    :raises ModelError: pyarrow is not installed.
    :raises OutputError: the disk is full, no permission.
    """
    with needed_for("--format parquet"):
        from pyarrow import parquet
    schema, waiting = _schema(columns), iter(records)
    for name in names:
        with (
            output.binary_writer(name) as file,
            parquet.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for table in _tables(islice(waiting, ROWS), schema):
                writer.write_table(table, row_group_size=GROUP)


def _tables(records: Iterator[dict[str, Any]], schema: pa.Schema) -> Iterator[pa.Table]:
    import pyarrow as pa

    while group := list(islice(records, GROUP)):
        yield pa.Table.from_pylist(group, schema=schema)


def _schema(columns: Sequence[Column]) -> pa.Schema:
    """With what ``datasets`` reads its features from, so that a struct comes back as a Translation."""
    import pyarrow as pa

    types = {
        "translation": pa.struct([("en", pa.string()), ("zh", pa.string())]),
        "string": pa.string(),
        "int": pa.int32(),
        "float": pa.float64(),
        "ints": pa.list_(pa.int32()),
    }
    features = {column.name: _feature(column.kind) for column in columns}
    metadata = {"huggingface": json.dumps({"info": {"features": features}})}
    return pa.schema([(column.name, types[column.kind]) for column in columns], metadata=metadata)


def _feature(kind: Kind) -> dict[str, Any]:
    if kind == "translation":
        return {"languages": ["en", "zh"], "_type": "Translation"}
    dtype = {"string": "string", "int": "int32", "float": "float64", "ints": "int32"}[kind]
    value = {"dtype": dtype, "_type": "Value"}
    return {"feature": value, "_type": "Sequence"} if kind == "ints" else value
