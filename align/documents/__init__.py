"""Bytes → Document: files, standard input, web addresses and strings, in all formats and encodings."""

from align.documents.reading import document_from_text, read, read_pair

__all__ = ["document_from_text", "read", "read_pair"]
