"""
The house looks at its own rounds as a stranger does, and writes down what it found.

Through the public address, without login, cookie or script: the page of each running
round, and every byte of each document (BP-28).
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from http.client import HTTPException
from typing import Literal
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from home import audit
from home.models import User
from participation.clock import day_of
from participation.planning import outages
from participation.planning.models import DocumentVersion, Probe, Round
from participation.planning.permissions import can_plan
from participation.planning.publication import papers, settle

WAIT = 5  # seconds for each answer of the network
LONGEST = 60  # seconds for a whole file
PIECE = 64 * 1024
LARGEST_PAGE = 4 * 1024 * 1024
AGENT = "Stadtraum-Probe/1.0"
Decision = Literal["extend", "repeat", "nothing"]


@dataclass(frozen=True)
class Look:
    """What came back from one address."""

    status: int = 0
    sha256: str = ""
    error: str = ""
    text: str = ""  # the beginning, if it is a page


class StaysInTheHouse(HTTPRedirectHandler):
    """Follows within our own address; whoever leads elsewhere has answered wrongly."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def running_rounds(now: datetime):
    """Whom to watch: rounds of everybody that are public today."""
    rounds = Round.objects.running_on(day_of(now)).for_public()
    return rounds.filter(approved_at__lte=now).select_related("plan", "procedure")


def probe_rounds(now: datetime) -> int:
    """Look at every running round; return how many answers were bad."""
    settle(now)
    bad = 0
    for round in running_rounds(now):
        bad += sum(not probe.is_good for probe in probe_round(round, now))
    return bad


def probe_round(round: Round, now: datetime) -> list[Probe]:
    """One look at a round and its documents; all rows have the same moment."""
    listed = [paper for paper in papers(round, now) if paper.replaced_at is None]
    page = look_at(round.get_absolute_url())
    hidden = [paper for paper in listed if escape(paper.url) not in page.text]
    probes = [probe_of(round, now, page, missing=len(hidden))]
    for paper in listed:
        look = look_at(paper.url)
        probes.append(probe_of(round, now, look, version=paper.version))
    return Probe.objects.bulk_create(probes)


def probe_of(
    round: Round,
    now: datetime,
    look: Look,
    *,
    version: DocumentVersion | None = None,
    missing: int = 0,
) -> Probe:
    """Judge a look: the page names every document, a document has its checksum."""
    error = look.error
    if not error and missing:
        error = f"Auf der Seite fehlen {missing} Unterlagen."
    if not error and version and look.sha256 != version.sha256:
        error = "Die Prüfsumme stimmt nicht."
    return Probe(
        round=round,
        version=version,
        at=now,
        status=look.status,
        sha256=look.sha256,
        is_good=look.status == 200 and not error,
        error=error[:200],
    )


def look_at(path: str) -> Look:
    """Fetch one address of ours and read it to its end."""
    request = Request(f"{settings.BASE_URL}{path}", headers={"User-Agent": AGENT})  # noqa: S310 - our own address
    try:
        with build_opener(StaysInTheHouse).open(request, timeout=WAIT) as answer:
            return read(answer)
    except HTTPError as error:
        error.close()
        return Look(status=error.code, error=f"HTTP {error.code}")
    except (OSError, HTTPException, ValueError) as error:
        return Look(error=f"{type(error).__name__}: {error}")


def read(answer) -> Look:
    """Reckon the checksum piece by piece; a page is kept to look into it."""
    digest, kept, length = hashlib.sha256(), [], 0
    for piece in pieces(answer):
        digest.update(piece)
        length += len(piece)
        if length <= LARGEST_PAGE and is_page(answer):
            kept.append(piece)
    text = b"".join(kept).decode("utf-8", "replace")
    return Look(status=answer.status, sha256=digest.hexdigest(), text=text)


def is_page(answer) -> bool:
    return answer.headers.get_content_type() == "text/html"


def pieces(answer) -> Iterator[bytes]:
    until = time.monotonic() + LONGEST
    while piece := answer.read(PIECE):
        yield piece
        if time.monotonic() > until:
            raise TimeoutError("The answer takes too long.")


@transaction.atomic
def decide(
    round: Round, *, by: User, decision: Decision, reason: str, now: datetime
) -> None:
    """
    Record what a person decided about an outage.

    Whole lost days are added by nobody but a person; the days themselves are changed
    where the round's days are.
    """
    if not can_plan(by):
        raise PermissionDenied
    found = outages.outages(round, now)
    data = {"decision": decision, "minutes": found.minutes}
    audit.record(
        outages.DECIDED,
        outages.subject_of(round),
        actor=by,
        reason=reason,
        data=data | {"down": found.down, "unseen": found.unseen},
    )
