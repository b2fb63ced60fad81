from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from home.models import PageCare
from home.serving import serve
from home.visibility import visible_pages
from knowledge import listings
from knowledge.forms import AnswerForm, ConfirmForm, FeedbackForm
from knowledge.models import ArticleFeedback, ArticlePage, KnowledgeIndexPage
from knowledge.permissions import feedback_in_charge
from knowledge.services import close_feedback, confirm_page, give_feedback


@require_safe
def front(request):
    return serve(request, KnowledgeIndexPage)


def articles(request):
    context = listings.filtered(request, listings.articles(request.user))
    context["trail"] = trail(_("All articles"))
    return render(request, "knowledge/articles.html", context)


@require_POST
def confirm(request, pk):
    page = get_object_or_404(visible_pages(request.user), pk=pk)
    get_object_or_404(PageCare, page=page)
    form = ConfirmForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    care = confirm_page(page, request.user, note)
    message = _("Thank you. The page counts as checked until %(day)s.")
    day = date_format(care.review_on)
    messages.success(request, message % {"day": day})
    return redirect(page.get_url(request))


@require_POST
def helped(request, pk):
    page = get_object_or_404(visible_pages(request.user, ArticlePage), pk=pk)
    give_feedback(page, request.user, ArticleFeedback.Kind.HELPED)
    messages.success(request, _("Thank you for saying so."))
    return redirect(page.get_url(request))


def feedback(request, pk):
    page = get_object_or_404(visible_pages(request.user, ArticlePage), pk=pk)
    form = FeedbackForm(request.POST or None, initial={"kind": request.GET.get("art")})
    if form.is_valid():
        give_feedback(page, request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. Whoever looks after it will read it."))
        return redirect(page.get_url(request))
    context = {
        "form": form,
        "article": page,
        "trail": trail(
            (page.title, page.get_url(request)), pgettext("article", "Feedback")
        ),
    }
    return render(request, "knowledge/feedback.html", context, status=status_of(form))


def feedback_inbox(request):
    rows = feedback_in_charge(request.user).open().select_related("page", "author")
    page_obj = Paginator(rows, 20).get_page(request.GET.get("page"))
    for row in page_obj:
        row.form = AnswerForm(auto_id=f"{row.pk}-%s")
    context = {"page_obj": page_obj, "trail": trail(_("Feedback on my articles"))}
    return render(request, "knowledge/feedback_inbox.html", context)


@require_POST
def feedback_done(request, pk):
    row = get_object_or_404(feedback_in_charge(request.user).open(), pk=pk)
    form = AnswerForm(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    close_feedback(row, request.user, answer)
    messages.success(request, _("Done. If you wrote an answer, it was passed on."))
    return redirect("knowledge:feedback_inbox")


def status_of(form):
    return 400 if form.is_bound else 200


def trail(*steps):
    """The way from the intranet's start page; the last step is where one is."""
    ways = [step if isinstance(step, tuple) else (step, "") for step in steps]
    root = settings.INTRANET_PATH
    return [
        ("Intranet", root),
        (pgettext("navigation", "Knowledge"), f"{root}wissen/"),
        *ways,
    ]
