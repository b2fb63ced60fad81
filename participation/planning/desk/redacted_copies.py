"""A second person confirms that a document is a redacted copy (BP-30)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.planning import redacted_copies
from participation.planning.desk.documents import for_the_two, show, version_of
from participation.planning.desk.documents_forms import CopyForm

TEMPLATE = "participation/planning/desk/documents/copy.html"


@require_http_methods(["GET", "POST"])
@for_the_two
def version_copy(request, pk, version):
    plan, found = version_of(request, pk, version)
    if not redacted_copies.can_confirm(request.user, found):
        raise PermissionDenied
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        redacted_copies.confirm(found, by=request.user)
        messages.success(request, _("Confirmed: it may be published."))
        return redirect("planning:documents", plan.pk)
    context = {
        "template": TEMPLATE,
        "version": found,
        "findings": redacted_copies.findings(found),
        "submit": _("Confirm"),
    }
    title = _("Redacted copy: %(title)s") % {"title": found.document.title}
    return show(request, plan, form, title, **context)
