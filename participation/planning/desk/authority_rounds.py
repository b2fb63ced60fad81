"""Asking authorities in a round: who, with which words; and who has answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from participation.planning import (
    authorities,
    authority_letters,
    authority_texts,
    invitations,
)
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.authorities import TEMPLATES
from participation.planning.desk.authority_forms import InviteForm
from participation.planning.desk.authority_rows import (
    SHOWN,
    figures,
    rows_of,
    with_figures,
)
from participation.planning.desk.documents import for_the_two
from participation.planning.desk.views import titled
from participation.planning.models import Authority
from participation.planning.permissions import can_plan


@require_safe
@for_the_two
def authority_rounds(request, pk):
    """The rounds of a plan that ask authorities."""
    plan = plan_of(request, pk)
    context = titled(_("Authorities"), plan.name) | {
        "plan": plan,
        "rounds": with_figures(plan.rounds.for_authorities()),
        "may_plan": can_plan(request.user),
    }
    return render(request, f"{TEMPLATES}/rounds.html", context)


def round_of(request, pk, round):
    plan = plan_of(request, pk)
    rounds = plan.rounds.for_authorities().select_related("plan", "procedure")
    return plan, get_object_or_404(rounds, pk=round)


@require_safe
@for_the_two
def invitation_list(request, pk, round):
    """Who was asked, who has opened the link, who has answered, who is late."""
    plan, found = round_of(request, pk, round)
    day, shown = timezone.localdate(), request.GET.get("zeige", "all")
    rows = rows_of(found, day)
    context = titled(found.title, plan.name) | {
        "plan": plan,
        "round": found,
        "rows": rows_of(found, day, shown) if shown != "all" else rows,
        "figures": figures(rows),
        "choices": SHOWN,
        "shown": shown,
        "may_plan": can_plan(request.user),
        "why_not": invitations.why_not(found, day),
    }
    return render(request, f"{TEMPLATES}/invitations.html", context)


@require_http_methods(["GET", "POST"])
@for_planners
def invite(request, pk, round):
    """Choose by tags or one by one, look at the message, send it."""
    plan, found = round_of(request, pk, round)
    if words := invitations.why_not(found, timezone.localdate()):
        messages.warning(request, words)
        return redirect("planning:invitations", plan.pk, found.pk)
    free = not_asked(found)
    given = request.POST if request.method == "POST" else None
    form = InviteForm(given, authorities=free)
    if not form.is_valid():
        return show_choice(request, plan, found, form, free)
    chosen, note = list(form.cleaned_data["who"]), form.cleaned_data["note"]
    if request.POST.get("schritt") != "senden":
        return show_preview(request, plan, found, chosen, note)
    made = invitations.invite(found, chosen, by=request.user, note=note)
    words = ngettext("%(n)d body was asked.", "%(n)d bodies were asked.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect("planning:invitations", plan.pk, found.pk)


def not_asked(round):
    asked = round.invitations.values("authority")
    return Authority.objects.filter(is_active=True).exclude(pk__in=asked)


def show_choice(request, plan, found, form, free):
    """The list with boxes; those with one of the chosen tags are ticked."""
    tags = set(request.GET.getlist("tag"))
    picked = set(request.POST.getlist("who"))
    rows = [
        {
            "authority": authority,
            "is_chosen": str(authority.pk) in picked
            or bool(tags & set(authority.tags)),
        }
        for authority in free
    ]
    context = titled(_("Ask authorities"), found.title) | {
        "plan": plan,
        "round": found,
        "form": form,
        "rows": rows,
        "tags": [(tag, tag in tags) for tag in authorities.known_tags()],
    }
    status = 400 if form.errors else 200
    return render(request, f"{TEMPLATES}/choose.html", context, status=status)


def show_preview(request, plan, found, chosen, note):
    day = timezone.localdate()
    context = titled(_("Look at the message"), found.title) | {
        "plan": plan,
        "round": found,
        "chosen": chosen,
        "by_post": [each for each in chosen if not each.email],
        "note": note,
        "subject": authority_texts.subject_of(found),
        "text": invitations.preview(found, chosen, note=note, day=day),
    }
    return render(request, f"{TEMPLATES}/preview.html", context)


@require_POST
@for_planners
def letters(request, pk, round):
    """All letters that wait, in one file for the printer."""
    plan, found = round_of(request, pk, round)
    waiting = list(found.invitations.to_print())
    if not waiting:
        messages.info(request, _("No letter waits to be printed."))
        return redirect("planning:invitations", plan.pk, found.pk)
    content = authority_letters.print_letters(found, waiting, by=request.user)
    return pdf_file(content, f"briefe-{found.key}.pdf")


def pdf_file(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
