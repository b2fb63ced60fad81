from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from home.models import Notice
from home.numbers import number_in
from home.registries import sections_for, tasks_for

PER_PAGE = 10


@login_required
def my_page(request):
    notices = Notice.objects.visible_to(request.user).order_by(
        F("read_at").desc(nulls_first=True), "-created_at", "-pk"
    )
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tasks": tasks_for(request.user),
        "notices": page,
        "has_unread": any(notice.read_at is None for notice in page),
        "sections": sections_for(request.user),
    }
    return render(request, "home/my_page.html", context)


@login_required
@require_GET
def notice_open(request, pk):
    """Lead to what a notice is about; who has seen that has read it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    mark_read(Notice.objects.filter(pk=notice.pk))
    return redirect(notice.url or "home:my_page")


@login_required
@require_POST
def notices_read(request):
    """Mark one notice as read, or all of them."""
    notices = Notice.objects.visible_to(request.user)
    if chosen := request.POST.get("notice", ""):
        notices = notices.filter(pk=number_in(chosen))
    mark_read(notices)
    messages.success(request, _("Marked as read."))
    return redirect("home:my_page")


def mark_read(notices):
    notices.unread().update(read_at=timezone.now())
