"""
Points of the weighing that were given to a post: whoever answers for it prepares.

They need no way into the administration. They read what was given to their post without
learning who wrote it, and propose; the council decides (BP-32).
"""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participation.overview import procedure_url
from participation.planning.desk.weighing_forms import ProposalForm
from participation.planning.desk.weighing_pages import paged
from participation.planning.desk.weighing_points import answer, in_full
from participation.planning.models import Plan
from participation.planning.redaction import seen_text
from participation.planning.weighing_rights import points_of_posts, works_here

TEMPLATES = "participation/planning/points"


@never_cache
@login_required
@require_safe
def my_points(request):
    if not works_here(request.user):
        raise PermissionDenied
    rows = points_of_posts(request.user).select_related("statement__plan", "post")
    rows = rows.prefetch_related("statement__signatories")
    heading = _("Points for your post")
    context = paged(request, rows) | {"heading": heading, "trail": trail((heading, ""))}
    for row in context["page_obj"]:
        row.shown = seen_text(row.text, row.statement, request.user)
    return render(request, f"{TEMPLATES}/list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_point(request, point):
    """One point; somebody else's post is not found, whoever asks."""
    rows = in_full(points_of_posts(request.user))
    found = get_object_or_404(
        rows.select_related("statement__plan__procedure"), pk=point
    )
    heading = _("Point %(point)s") % {"point": found}
    here = (_("Points for your post"), reverse("participation:my_points"))
    plan = found.statement.plan
    frame = {
        "template": f"{TEMPLATES}/point.html",
        "heading": heading,
        "trail": trail(here, (heading, "")),
        "plan": plan,
        "plan_url": plan_url(plan),
        "facts": facts(found),
    }
    return answer(request, found, frame, ProposalForm)


def trail(*steps):
    return [(_("My page"), reverse("home:my_page")), *steps]


def plan_url(plan: Plan) -> str:
    page = plan.procedure
    return procedure_url(page.slug) if page.live else ""


def facts(point) -> list[tuple[str, str]]:
    """What it is about, as far as it was said."""
    pairs = [
        (pgettext("point", "Plan"), str(point.statement.plan)),
        (_("Topic"), point.topic),
        (_("Document"), str(point.document or "")),
        (_("Place"), point.place),
        (pgettext("point", "Post"), str(point.post)),
    ]
    return [(name, value) for name, value in pairs if value]
