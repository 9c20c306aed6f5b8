"""[Sentence], Encoding → [Quote]; two sides and their beads → [QuotePair]."""

from align.quotes.find import find_quotes as find_quotes
