"""The documents of a plan on the desk: their versions, and which round shows them."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home import audit
from participation.planning import documents
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.documents_forms import (
    ConfirmForm,
    DocumentForm,
    RoundDocumentsForm,
    VersionForm,
)
from participation.planning.desk.views import titled
from participation.planning.models import DocumentVersion, PlanDocument
from participation.planning.permissions import can_approve, can_plan, works_inside
from participation.planning.views.documents import send_version

FORM = "participation/planning/desk/form.html"


def for_the_two(view):
    """For the planner and the second person; the planning office sees no drafts."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not works_inside(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inner


@require_safe
@for_the_two
def document_list(request, pk):
    plan = plan_of(request, pk)
    listed = plan.documents.prefetch_related("versions__publications__round")
    waiting = documents.waiting_for_confirmation(timezone.localdate())
    context = titled(_("Documents and publication"), plan.name) | {
        "plan": plan,
        "documents": listed,
        "waiting": list(waiting.filter(document__plan=plan).select_related("document")),
        "rounds": plan.rounds.prefetch_related("published_versions"),
        "may_plan": can_plan(request.user),
        "may_approve": can_approve(request.user),
    }
    template = "participation/planning/desk/documents/list.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@for_planners
def document_create(request, pk):
    plan = plan_of(request, pk)
    last = plan.documents.last()
    first = {"position": last.position + 1 if last else 1}
    form = DocumentForm(request.POST or None, initial=first)
    form.instance.plan = plan
    if form.is_valid():
        document = form.save()
        note_document(document, request.user)
        return redirect("planning:version_create", plan.pk, document.pk)
    return show(request, plan, form, _("New document"))


@require_http_methods(["GET", "POST"])
@for_planners
def document_edit(request, pk, document):
    plan, found = document_of(request, pk, document)
    form = DocumentForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        note_document(found, request.user)
        return redirect("planning:documents", plan.pk)
    return show(request, plan, form, found.title)


def note_document(document, by):
    """Which document was named or renamed; its plan finds the entry by its key."""
    data = {"plan": document.plan_id, "document": document.pk}
    audit.record("planning.document", document, actor=by, data=data)


@require_http_methods(["GET", "POST"])
@for_planners
def version_create(request, pk, document):
    plan, found = document_of(request, pk, document)
    is_public = documents.in_public(found, timezone.localdate()).exists()
    form = VersionForm(request.POST or None, request.FILES or None, is_public=is_public)
    if form.is_valid() and added(request, found, form):
        return redirect("planning:documents", plan.pk)
    return show(request, plan, form, found.title, submit=_("Upload the file"))


def added(request, document, form):
    """Take the file in and say what it lacks; the service may still refuse it."""
    because = form.cleaned_data.get("because", "")
    try:
        documents.add_version(
            document, form.cleaned_data["file"], by=request.user, because=because
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("The file is there, with its checksums."))
    if form.barriers:
        lacking = " ".join(form.barriers)
        messages.warning(request, _("Not free of barriers: %s") % lacking)
    return True


@require_http_methods(["GET", "POST"])
@for_the_two
def version_confirm(request, pk, version):
    plan, found = version_of(request, pk, version)
    if not can_approve(request.user) or found.uploaded_by_id == request.user.pk:
        raise PermissionDenied
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        try:
            documents.confirm_version(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The new version is public."))
            return redirect("planning:documents", plan.pk)
    title = _("Replace “%(title)s”") % {"title": found.document.title}
    template = "participation/planning/desk/documents/confirm.html"
    context = {"version": found, "submit": _("Replace it now")}
    return show(request, plan, form, title, template=template, **context)


@require_safe
@for_the_two
def version_file(request, pk, version):
    _plan, found = version_of(request, pk, version)
    response = send_version(request, found)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_http_methods(["GET", "POST"])
@for_planners
def round_documents(request, pk, round):
    plan = plan_of(request, pk)
    found = get_object_or_404(plan.rounds, pk=round)
    form = RoundDocumentsForm(request.POST or None, round=found)
    if form.is_valid():
        try:
            documents.choose_versions(found, form.versions, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("planning:round", plan.pk, found.pk)
    title = _("Documents of “%(title)s”") % {"title": found.title}
    return show(request, plan, form, title)


def document_of(request, pk, document):
    plan = plan_of(request, pk)
    return plan, get_object_or_404(PlanDocument, plan=plan, pk=document)


def version_of(request, pk, version):
    plan = plan_of(request, pk)
    versions = DocumentVersion.objects.select_related("document", "uploaded_by")
    return plan, get_object_or_404(versions, document__plan=plan, pk=version)


def show(request, plan, form, title, template=FORM, **context):
    context = titled(title, plan.name) | {"plan": plan, "form": form} | context
    status = 400 if form.errors else 200
    return render(request, template, context, status=status)
