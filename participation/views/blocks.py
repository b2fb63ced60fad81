from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation import clock
from participation.blocks import block, lift
from participation.forms.moderation import BlockForm, RestoreForm
from participation.models import Block
from participation.views.decorators import for_staff, refusals_in_words
from participation.views.moderation import show_item, writing_or_404

PAGE_SIZE = 25


@require_safe
@for_staff("moderates")
def blocks(request):
    """Everybody who may not write at the moment, and who could not before."""
    return show_blocks(request)


def show_blocks(request, wrong=None, form=None, status=200):
    rows = Block.objects.select_related("person", "by", "lifted_by")
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    today = clock.today(request)
    for row in page_obj:
        row.is_in_force = row.lifted_at is None and row.last_day >= today
        row.form = form if wrong == row.pk else RestoreForm(prefix=f"sperre-{row.pk}")
    template = "participation/moderation/blocks.html"
    return render(request, template, {"page_obj": page_obj}, status=status)


@require_POST
@for_staff("moderates")
@refusals_in_words
def block_author(request, kind, pk):
    """Block whoever wrote this."""
    writing = writing_or_404(request.user, kind, pk)
    if writing.author is None:
        raise Http404
    form = BlockForm(clock.today(request), request.POST)
    if not form.is_valid():
        return show_item(request, writing, kind, block=form)
    block(writing.author, **form.cleaned_data, by=request.user)
    messages.success(request, _("The person is blocked, and has been told why."))
    return redirect("participation:moderation_item", kind, pk)


@require_POST
@for_staff("moderates")
@refusals_in_words
def block_lift(request, pk):
    found = get_object_or_404(Block, pk=pk)
    form = RestoreForm(request.POST, prefix=f"sperre-{pk}")
    if not form.is_valid():
        return show_blocks(request, pk, form, status=400)
    lift(found, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("The block is lifted. The person has been told."))
    return redirect("participation:blocks")
