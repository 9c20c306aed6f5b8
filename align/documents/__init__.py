"""Bytes → Document: files, standard input, web addresses and strings, in all formats and encodings."""

from align.documents.listed import documents_from_lists
from align.documents.reading import document_from_text, read, read_bytes, read_pair

__all__ = ["document_from_text", "documents_from_lists", "read", "read_bytes", "read_pair"]
