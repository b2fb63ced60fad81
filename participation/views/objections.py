from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participation.forms.moderation import DecideForm, ObjectionForm
from participation.models import Comment, Contribution, Objection
from participation.objections import (
    decide,
    hiding_to_object_to,
    is_seen_by_another,
    object_to,
)
from participation.permissions import Answer, Reason
from participation.refusals import ensure
from participation.views.decorators import for_staff, refusals_in_words
from participation.views.moderation import show_item, writing_or_404

MODELS = {"beitrag": Contribution, "kommentar": Comment}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@refusals_in_words
def objection_create(request, kind, pk):
    """The author of something hidden says why it should be public."""
    own = MODELS[kind].objects.by(request.user)
    writing = get_object_or_404(own, pk=pk)
    act = hiding_to_object_to(writing, request.user)
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        object_to(writing, text=form.cleaned_data["text"], by=request.user)
        messages.success(
            request, _("Your objection has arrived. You will be told what comes of it.")
        )
        return redirect("participation:my_contributions")
    if act is None:
        ensure(Answer(Reason.OBJECTED))
    context = {
        "writing": writing,
        "act": act,
        "form": form,
        "is_seen_by_another": is_seen_by_another(act),
    }
    status = 400 if form.is_bound else 200
    template = "participation/moderation/objection.html"
    return render(request, template, context, status=status)


@require_POST
@for_staff("moderates")
@refusals_in_words
def objection_decide(request, pk):
    rows = Objection.objects.select_related("act__contribution", "act__comment")
    objection = get_object_or_404(rows, pk=pk)
    act = objection.act
    kind = "beitrag" if act.contribution_id else "kommentar"
    number = act.contribution_id or act.comment_id
    writing = writing_or_404(request.user, kind, number)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return show_item(request, writing, kind, decide=form)
    decide(objection, **form.cleaned_data, by=request.user)
    messages.success(request, _("Decided. The author has been told."))
    return redirect("participation:moderation_item", kind, number)
