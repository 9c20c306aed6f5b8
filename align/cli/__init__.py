"""The command line: parse, call one library function, hand its record to a writer or a report."""

from align.cli.app import main

__all__ = ["main"]
