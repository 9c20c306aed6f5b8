"""Two versions in one language, each aligned with the original → what they share and what changed."""

from align.versions.comparison import compare_versions

__all__ = ["compare_versions"]
