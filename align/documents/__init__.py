"""Bytes → Document: files, standard input, web addresses and strings, in all formats and encodings."""

from align.documents.listed import documents_from_lists, segment_documents
from align.documents.reading import document_from_text, read, read_bytes, read_pair
from align.documents.segments import documents_from_job

__all__ = [
    "document_from_text",
    "documents_from_job",
    "documents_from_lists",
    "read",
    "read_bytes",
    "read_pair",
    "segment_documents",
]
