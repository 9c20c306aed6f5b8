"""Which release of align this is."""

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """Our version, or "unknown" in a tree that is not installed."""
    try:
        return version("align-enzh")
    except PackageNotFoundError:
        return "unknown"
