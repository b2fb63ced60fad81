"""Reading an answer the way a curious person would, whatever its format."""

import html
import io
import re
import zipfile
from urllib.parse import unquote

TAG = re.compile(r"<[^>]*>")


def text_of(response):
    """Everything legible in an answer: headers, body, and what is packed in it."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return unquote(headers) + "\n" + legible(body_of(response))


def body_of(response):
    if not response.streaming:
        return response.content
    return b"".join(response.streaming_content)  # reading to the end closes the file


def legible(body):
    if body.startswith(b"PK\x03\x04"):  # docx, xlsx and archives
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(legible(archive.read(name)) for name in archive.namelist())
    text = body.decode("utf-8", "replace").replace("\r\n ", "")  # folded lines of .ics
    text = html.unescape(unquote(text)).replace("\u00ad", "")
    return text + "\n" + TAG.sub("", text)  # a word may be cut by <mark>
