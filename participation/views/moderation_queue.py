from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from home.models import User
from home.numbers import number_in
from participation import bulk, formats, moderation_log
from participation import moderation_queue as queue
from participation.chips import one_of
from participation.circles import hidden_from
from participation.forms.moderation import BulkForm
from participation.models import Contribution, ProcedurePage
from participation.views.decorators import for_staff, refusals_in_words
from participation.views.ways import back, back_to

PAGE_SIZE = 25
QUEUE = "participation:moderation_queue"


@require_safe
@for_staff("moderates")
def moderation_queue(request):
    return show_queue(request, BulkForm())


def show_queue(request, form, ticked=(), status=200):
    params = request.GET
    chosen = one_of(params.get("zeige"), queue.FILTERS) or queue.FILTERS[0]
    narrowing = narrowing_of(params, request.user)
    kept = kept_parameters(params)
    page_obj = Paginator(queue.entries(chosen, narrowing), PAGE_SIZE).get_page(
        params.get("page")
    )
    context = {
        "chosen": chosen,
        "chips": filter_chips(chosen, queue.counts(narrowing=narrowing), kept),
        "page_obj": page_obj,
        "writings": queue.load(list(page_obj)),
        "query": urlencode({"zeige": chosen} | kept),
        "here": request.get_full_path(),
        "kept": kept,
        "choices": marked(choices(request.user), kept),
        "author": User.objects.filter(pk=narrowing.author).first(),
        "median": moderation_log.median_time_in_words(),
        "form": form,
        "ticked": ticked,
    }
    template = "participation/moderation/queue.html"
    return render(request, template, context, status=status)


def narrowing_of(params, reader) -> queue.Narrowing:
    """What was asked for, as far as we know it; all else is ignored."""
    return queue.Narrowing(
        procedure=text_of(params, "verfahren")[:255],
        format=one_of(params.get("format"), [key for key, _ in formats.registered()]),
        kind=one_of(params.get("art"), list(queue.KINDS)),
        days=queue.AGES.get(params.get("alter"), 0),
        author=number_in(params.get("person")),
        words=text_of(params, "q").strip()[:100],
        reader=reader,
    )


def text_of(params, name: str) -> str:
    """Without null characters, which PostgreSQL takes for an error."""
    return params.get(name, "").replace("\0", "")


def kept_parameters(params) -> dict[str, str]:
    """The filters beside the state, as they stand in the address."""
    names = ("verfahren", "format", "art", "alter", "person", "q")
    return {name: params[name] for name in names if params.get(name)}


def choices(reader) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The lists of the form above the queue: name, label, what there is."""
    written = Contribution.objects.order_by().values("activity__procedure")
    pages = ProcedurePage.objects.filter(pk__in=written)  # no reader: for moderators
    pages = pages.exclude(pk__in=hidden_from(reader))
    return [
        (
            "verfahren",
            pgettext("queue", "Participation"),
            list(pages.order_by("title").values_list("slug", "title")),
        ),
        ("format", pgettext("queue", "Format"), formats.registered()),
        (
            "art",
            pgettext("queue", "Kind"),
            [
                ("beitrag", pgettext("queue", "Contributions")),
                ("kommentar", pgettext("queue", "Comments")),
            ],
        ),
        (
            "alter",
            pgettext("queue", "Age"),
            [
                (key, ngettext("from %(n)d day", "from %(n)d days", days) % {"n": days})
                for key, days in queue.AGES.items()
            ],
        ),
    ]


def marked(lists, kept):
    """The same lists; each option says whether it is chosen."""
    return [
        (name, label, [(key, text, kept.get(name) == key) for key, text in options])
        for name, label, options in lists
    ]


def filter_chips(chosen, figures, kept):
    labels = {
        "wartet": pgettext("queue", "Waiting"),
        "gemeldet": pgettext("queue", "Reported"),
        "einspruch": pgettext("queue", "Objections"),
        "verborgen": pgettext("queue", "Hidden"),
        "alle": pgettext("queue", "All"),
    }
    return [
        {
            "label": label,
            "url": f"?{urlencode({'zeige': key} | kept)}",
            "active": key == chosen,
            "count": figures[key],
        }
        for key, label in labels.items()
    ]


@require_POST
@for_staff("moderates")
@refusals_in_words
def moderate_many(request):
    """Everything that was ticked, in one act; with errors, the queue as it was."""
    keys = bulk.read_keys(request.POST.getlist("was"))
    form = BulkForm(request.POST)
    if not keys:
        messages.error(request, _("Nothing was ticked."))
        return back(request, QUEUE)
    if not form.is_valid():
        ticked = {f"{kind}-{number}" for kind, number in keys}
        request.GET = queue_parameters(request)
        return show_queue(request, form, ticked, status=400)
    number = bulk.moderate(keys[: BulkForm.MOST], **form.cleaned_data, by=request.user)
    words = ngettext("Done for %(n)d text.", "Done for %(n)d texts.", number)
    messages.success(request, words % {"n": number})
    return back(request, QUEUE)


def queue_parameters(request):
    """The filters of the queue from which the form was sent."""
    query = back_to(request, QUEUE).partition("?")[2]
    return QueryDict(query)
