"""A corpus in the formats that others read: Parquet with a dataset card, Moses text, TSV, TMX."""

from align.corpus.formats.writing import FORMATS, Outputs, write_outputs

__all__ = ["FORMATS", "Outputs", "write_outputs"]
