"""A notice on paper: its wording as PDF/UA."""

from home.notices import town
from participation.planning import pdf
from participation.planning.models import PublicNotice
from participation.planning.notice_blocks import blocks_of


def pdf_of(notice: PublicNotice) -> bytes:
    blocks = [block.as_data() for block in blocks_of(notice.text)]
    data = {"title": blocks[0]["lines"][0], "town": town().name, "blocks": blocks}
    return pdf.compiled("notice", data)
