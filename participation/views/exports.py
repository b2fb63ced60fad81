from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from participation import clock, exports
from participation.views.finding import activity_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def data(request, slug, key, kind):
    """Everything public of an activity, as the kind of file that was asked for."""
    activity = activity_or_404(request.user, slug, key)
    if kind not in MAKERS or (kind == "geojson" and not exports.has_places(activity)):
        raise Http404
    rows = exports.rows(activity, clock.told_at(request))
    return MAKERS[kind](activity, rows)


@require_safe
def comments(request, slug, key):
    activity = activity_or_404(request.user, slug, key)
    rows = exports.comment_rows(activity)
    return streamed(exports.csv_lines(rows), "text/csv", f"{slug}-{key}-kommentare.csv")


def as_csv(activity, rows):
    return streamed(exports.csv_lines(rows), "text/csv", name_of(activity, "csv"))


def as_xlsx(activity, rows):
    sheets = {
        pgettext("export", "Contributions"): rows,
        pgettext("export", "Comments"): exports.comment_rows(activity),
    }
    return FileResponse(
        exports.workbook(sheets),
        as_attachment=True,
        filename=name_of(activity, "xlsx"),
        content_type=XLSX,
    )


def as_geojson(activity, rows):
    lines = exports.geojson(rows)
    return streamed(lines, "application/geo+json", name_of(activity, "geojson"))


MAKERS = {"csv": as_csv, "xlsx": as_xlsx, "geojson": as_geojson}


def streamed(lines, content_type, filename):
    """An answer that is sent while it is read: large files need no memory."""
    content_type = f"{content_type}; charset=utf-8"
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def name_of(activity, kind):
    return f"{activity.procedure.slug}-{activity.key}.{kind}"
