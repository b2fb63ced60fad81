import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from participation import moderation_log

PAGE_SIZE = 50
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets guess the letters wrongly


@require_safe
def log(request):
    page_obj = Paginator(moderation_log.rows(), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "trail": [
            (_("Participation"), reverse("participation:overview")),
            (_("What the moderation does"), ""),
        ],
        "page_obj": page_obj,
        "entries": moderation_log.entries(page_obj),
        "median": moderation_log.median_time_in_words(),
    }
    return render(request, "participation/moderation/log.html", context)


@require_safe
def log_csv(request):
    """The whole log; every cell is a word of ours or a number."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="moderation.csv"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [
            pgettext("log", "day"),
            pgettext("log", "act"),
            pgettext("log", "rule"),
            pgettext("log", "kind"),
            pgettext("log", "hours until then"),
        ]
    )
    for entry in moderation_log.entries(moderation_log.rows().iterator()):
        writer.writerow(
            [entry.day.isoformat(), entry.act, entry.rule, entry.kind, hours(entry)]
        )
    return response


def hours(entry) -> str:
    if entry.handled_in is None:
        return ""
    return f"{entry.handled_in.total_seconds() / 3600:.1f}".replace(".", ",")
