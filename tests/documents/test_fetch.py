"""Against a server on loopback."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from align.documents import fetch, read
from align.errors import InputError

PAGES = Path(__file__).parent / "pages"
GBK = (PAGES / "news_zh.html").read_text(encoding="utf-8").replace("charset=gb2312", "").encode("gb18030")
ANSWERS = {
    "/en": (200, "text/html; charset=utf-8", (PAGES / "news_en.html").read_bytes()),
    "/gbk": (200, "text/html; charset=GBK", GBK),
    "/plain": (200, "text/plain", "<html>的用法：这是一段纯文本。".encode()),
    "/menu": (200, "text/html", (PAGES / "menus.html").read_bytes()),
    "/big": (200, "text/plain", b"a line of text\n" * 1_500_000),
    **{f"/{status}": (status, "text/html", b"no") for status in (403, 404, 429, 451, 503)},
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        else:
            status, kind, body = ANSWERS[self.path]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

    def handle_one_request(self):
        with contextlib.suppress(OSError):  # the reader hung up, as it should
            super().handle_one_request()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_pages(server):
    assert read(f"{server}/en").text == read(PAGES / "news_en.html").text
    assert read(f"{server}/gbk").text == read(PAGES / "news_zh.html").text
    assert read(f"{server}/to//en").text == read(PAGES / "news_en.html").text
    assert read(f"{server}/plain").language == "zh"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/403", "403.*save it"),
        ("/404", "not there"),
        ("/429", "429.*save it"),
        ("/451", "451.*save it"),
        ("/503", "503.*save it"),
        ("/menu", "no article.*save it"),
        ("/big", "larger than 20 MB"),
        ("/to/" * 6 + "/en", "redirects more than 5"),
        ("/to/file:///etc/hostname", "not http or https"),
        ("/to/ftp://127.0.0.1/a", "not http or https"),
    ],
)
def test_refusals_and_limits(server, path, what):
    with pytest.raises(InputError, match=what):
        read(server + path)


def test_slow_server(server, monkeypatch):
    monkeypatch.setattr(fetch, "TOTAL_SECONDS", 0.4)
    start = time.monotonic()
    with pytest.raises(InputError, match=r"seconds|fetched"):
        read(f"{server}/slow")
    assert time.monotonic() - start < 1.5


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://", "https://[::1/", "http://a b/"])
def test_no_connection(address):
    with pytest.raises(InputError):
        read(address)
