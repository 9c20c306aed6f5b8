"""Texts whose other version nobody named → pairs of documents, and those that stay alone."""
