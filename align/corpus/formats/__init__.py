"""A corpus in the formats that others read: Parquet with a dataset card, Moses text, TSV, TMX."""

from align.corpus.formats.writing import FORMATS, Outputs, require_packages, write_outputs

__all__ = ["FORMATS", "Outputs", "require_packages", "write_outputs"]
