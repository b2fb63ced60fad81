from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from home.models import Rhythm
from home.numbers import number_in
from home.registries import mail_kinds
from home.unsubscribing import rhythm_of
from home.visibility import visible_pages
from participation import following
from participation.followed import described
from participation.models import Contribution, District, Follow, ProcedurePage, Topic
from participation.models.following import MAIL_KIND, SUBJECTS
from participation.views.ways import back

PAGE_SIZE = 50
FOLLOWS = "participation:follows"


@require_POST
@login_required
def follow(request, kind, key):
    subject = subject_or_404(request.user, kind, key)
    following.follow(subject, person=request.user)
    messages.success(request, _("You follow this now."))
    return back(request, FOLLOWS)


@require_POST
@login_required
def unfollow(request, kind, key):
    subject = subject_or_404(request.user, kind, key)
    following.unfollow(subject, person=request.user)
    messages.success(request, _("You no longer follow this."))
    return back(request, FOLLOWS)


def subject_or_404(user, kind, key):
    """What is to be followed, if this person may see it."""
    find = {
        "verfahren": lambda: {"slug": key, "rows": visible_pages(user, ProcedurePage)},
        "beitrag": lambda: {
            "pk": number_in(key),
            "rows": Contribution.objects.visible_to(user),
        },
        "thema": lambda: {"key": key, "rows": Topic.objects.all()},
        "ort": lambda: {"key": key, "rows": District.objects.all()},
    }
    if kind not in find:
        raise Http404
    where = find[kind]()
    return get_object_or_404(where.pop("rows"), **where)


@require_safe
@login_required
def follows(request):
    """All that I follow, with how often I am told of each."""
    rows = Follow.objects.by(request.user).select_related(*SUBJECTS)
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    usually = pgettext("mails", "as for everything")
    everything = rhythm_of(request.user, mail_kinds[MAIL_KIND])
    context = {
        "page_obj": page_obj,
        "mails_are_off": everything == Rhythm.NEVER,
        "follows": described(list(page_obj), request.user),
        "rhythms": [("", usually), *Rhythm.choices],
    }
    return render(request, "participation/following/list.html", context)


@require_POST
@login_required
def change_rhythm(request, pk):
    row = get_object_or_404(Follow.objects.by(request.user), pk=pk)
    rhythm = request.POST.get("rhythm", "")
    if rhythm in ["", *Rhythm.values]:
        row.rhythm = rhythm
        row.save(update_fields=["rhythm"])
        messages.success(request, _("Saved."))
    return redirect(FOLLOWS)


@require_POST
@login_required
def end(request, pk):
    """No longer follow, from the list: whatever became of the thing meanwhile."""
    get_object_or_404(Follow.objects.by(request.user), pk=pk).delete()
    messages.success(request, _("You no longer follow this."))
    return redirect(FOLLOWS)
