"""http(s) addresses → bytes, with limits on time, size and redirects."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from align.documents.html import SAVE_HINT
from align.errors import InputError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

TOTAL_SECONDS = 20.0
LARGEST = 20 * 1024 * 1024
REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; align-enzh; +https://pypi.org/project/align-enzh/)"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: the body, its media type and character set as declared, and the last address."""

    data: bytes
    media_type: str
    charset: str | None
    url: str


def fetch(url: str) -> Page:
    """Get one address: at most 20 seconds in all, 20 MB and 5 redirects, only http and https.

    :raises InputError: refused, not found, over a limit, or no connection.
    """
    from urllib3.exceptions import HTTPError, LocationValueError

    deadline, address = time.monotonic() + TOTAL_SECONDS, url
    try:
        for _ in range(REDIRECTS + 1):
            _require_web(address, url)
            response = _open(address, deadline, url)
            try:
                target = response.headers.get("location") if 300 <= response.status < 400 else None
                if target is None:
                    _require_success(response.status, url)
                    return _page(response, _read(response, deadline, url), address)
                address = urljoin(address, target)
            finally:
                response.close()
    except (LocationValueError, ValueError):
        raise InputError("is not a web address", url, "Check the address") from None
    except (HTTPError, OSError) as error:
        raise InputError(f"cannot be fetched ({type(error).__name__})", url, SAVE_HINT) from None
    raise InputError(f"redirects more than {REDIRECTS} times", url, SAVE_HINT)


def _open(address: str, deadline: float, url: str) -> BaseHTTPResponse:
    from urllib.request import getproxies, proxy_bypass

    import certifi
    import urllib3

    left = deadline - time.monotonic()
    if left <= 0:
        raise _late(url)
    parts = urlsplit(address)
    proxy = None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
    pool = (
        urllib3.ProxyManager(proxy, ca_certs=certifi.where())
        if proxy
        else urllib3.PoolManager(ca_certs=certifi.where())
    )
    headers = {"User-Agent": _AGENT, "Accept": "text/html,application/pdf,text/plain,*/*;q=0.5"}
    headers["Accept-Encoding"] = "gzip, deflate"
    return pool.request(
        "GET",
        address,
        headers=headers,
        redirect=False,
        preload_content=False,
        retries=False,
        timeout=urllib3.Timeout(total=left),
    )


def _read(response: BaseHTTPResponse, deadline: float, url: str) -> bytes:
    chunks, size = [], 0
    while chunk := response.read1(65_536):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise InputError(f"is larger than {LARGEST // 1024**2} MB", url, SAVE_HINT)
        if time.monotonic() > deadline:
            raise _late(url)
    return b"".join(chunks)


def _page(response: BaseHTTPResponse, data: bytes, address: str) -> Page:
    header = Message()
    header["content-type"] = response.headers.get("content-type", "application/octet-stream")
    charset = header.get_content_charset()
    return Page(data, header.get_content_type(), charset, address)


def _require_web(address: str, url: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(
            f"leads to an address that is not http or https ({parts.scheme or 'none'})", url, SAVE_HINT
        )


def _require_success(status: int, url: str) -> None:
    if status in (404, 410):
        raise InputError(f"is not there (status {status})", url, "Check the address")
    if not 200 <= status < 300:
        raise InputError(f"was refused by the server (status {status})", url, SAVE_HINT)


def _late(url: str) -> InputError:
    return InputError(f"took more than {TOTAL_SECONDS:.0f} seconds", url, SAVE_HINT)
