"""Web archives for tests, written byte by byte from pages of our own."""

import gzip

TEA_ZH = "茶园今年雨水很多，采茶的日子比往年晚了两周。园主说，迟来的茶叶味道更浓，价格却没有变。"
TEA_EN = (
    "The tea garden has seen much rain this year, and picking began two weeks later than usual. "
    "Its owner said that late leaves taste stronger, but the price has not changed."
)


def page(title, text, charset="utf-8"):
    body = "".join(f"<p>{one}</p>" for one in text.split("\n"))
    head = f'<meta charset="{charset}"><title>{title}</title>'
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode(
        charset
    )


def record(kind, url, content, media_type="application/http; msgtype=response"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T06:07:08Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(url, media_type, body, status="200 OK", headers=()):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *(f"{k}: {v}" for k, v in headers), "", ""]
    return record("response", url, "\r\n".join(lines).encode() + body)


def write_archive(path, answers):
    """``answers``: (url, media type, body), or with the status and more headers."""
    records = [record("warcinfo", "", b"software: a test\r\n", "application/warc-fields")]
    records += [answer(*one) for one in answers]
    pack = gzip.compress if path.name.endswith(".gz") else bytes
    path.write_bytes(b"".join(map(pack, records)))
    return path
