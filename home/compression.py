"""Pages travel compressed, also where no proxy does it."""

from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """
    Django's own compression, for text alone: pictures and documents are small already.

    Its random filling keeps the length of a page from telling what is in it (BREACH).
    """

    def process_response(self, request, response):
        if response.streaming or not is_text(response):
            return response
        return super().process_response(request, response)


def is_text(response) -> bool:
    return response.headers.get("Content-Type", "").startswith(TEXT)


def accepts_compression(request) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")
