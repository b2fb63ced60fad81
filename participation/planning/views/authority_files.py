"""Files behind an authority's link: documents, receipts, what it has attached."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from participation.planning import (
    authority_answers,
    drafts,
    publication,
    statement_papers,
)
from participation.planning.views.attachments import send_kept
from participation.planning.views.authorities import by_link, code_of, handed_in
from participation.planning.views.documents import send_version


@by_link("GET", "HEAD")
def authority_document(request, invitation, pk, filename):
    """A document of the round, for those who were asked; also if nobody else is."""
    papers = publication.papers(invitation.round, timezone.now())
    found = {paper.version.pk: paper.version for paper in papers}
    version = found.get(pk)
    if version is None or version.filename != filename:
        raise Http404
    return send_version(request, version)


@by_link("GET", "HEAD")
def authority_receipt(request, invitation, number):
    """The receipt of one statement, with its whole text, as PDF."""
    statement = get_object_or_404(handed_in(invitation), number=number)
    content = statement_papers.receipt_pdf(statement, code_of(statement))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"Stellungnahme-{statement.number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@by_link("GET", "HEAD")
def authority_attachment(request, invitation, name):
    """What is attached to the draft of this link."""
    return send_kept(drafts.file_of(authority_answers.draft_of(invitation), name))
