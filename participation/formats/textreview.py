"""Text review: a draft paragraph by paragraph, remarks beside each of them."""

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy

from participation import clock, texts
from participation.chips import one_of
from participation.formats.base import Format, register
from participation.forms.textreview import RemarkForm
from participation.models import Contribution
from participation.permissions import actor_of, can
from participation.verbs import Verb

PAGE_SIZE = 50


@register
class TextReview(Format):
    """The town's text with the remarks of people where they belong."""

    key = "textreview"
    label = gettext_lazy("Text review")
    verbs = frozenset({Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT})
    settings = {
        "paste": forms.CharField(
            label=gettext_lazy("Paste a text"),
            help_text=gettext_lazy(
                "A blank line begins a paragraph, “# ” a heading. The paragraphs are"
                " added at the end when you save."
            ),
            widget=forms.Textarea(attrs={"rows": 6}),
            max_length=200_000,
            required=False,
            initial="",
        )
    }
    parts = frozenset({"paragraphs"})
    submit_label = gettext_lazy("Comment on a paragraph")
    form_template = "participation/formats/debate/form.html"
    list_template = "participation/formats/textreview/list.html"
    detail_template = "participation/formats/ideas/detail.html"

    def form(self, activity, *args, **kwargs):
        return RemarkForm(activity, *args, **kwargs)

    def first_values(self, query):
        return {"paragraph": query.get("absatz", "")}

    def list_context(self, activity, request):
        paragraphs, counts = activity.rows("paragraphs"), texts.comment_counts(activity)
        chosen = one_of(request.GET.get("absatz"), [p.key for p in paragraphs])
        comparing = request.GET.get("ansicht") == "aenderungen"
        may = can(actor_of(request.user), Verb.SUBMIT, activity, clock.now(request))
        known = request.user.is_authenticated  # a form beside each would set a cookie
        return {
            "may_as_guest": may and not known,
            "blocks": [
                {
                    "number": number,
                    "paragraph": paragraph,
                    "count": counts.get(paragraph.key, 0),
                    "is_chosen": paragraph.key == chosen,
                    "form": form_for(activity, paragraph, paragraphs)
                    if may and known
                    else None,
                }
                for number, paragraph in enumerate(paragraphs, 1)
            ],
            "remarks": page_of(activity, chosen, request) if chosen else None,
            "query": f"absatz={chosen}",
            "comparing": comparing,
            "changed": texts.changed(activity) if comparing else [],
            "total": sum(counts.values()),
        }

    def export_rows(self, activity):
        numbers = {p.key: n for n, p in enumerate(activity.rows("paragraphs"), 1)}
        found = Contribution.objects.filter(activity=activity).published()
        remarks = found.with_counts().with_outcome().order_by("pk")
        for remark in sorted(
            remarks, key=lambda r: (numbers.get(r.paragraph_key, 10**6), r.pk)
        ):
            yield {
                "number": remark.pk,
                "paragraph": numbers.get(remark.paragraph_key, ""),
                "day": clock.day_of(remark.created_at),
                "origin": remark.origin,
                "title": remark.title,
                "text": remark.text,
                "supports": remark.support_count,
                "comments": remark.comment_count,
                "outcome": remark.outcome_status or "",
            }


def form_for(activity, paragraph, paragraphs):
    """The form beside a paragraph; its fields have names of their own on the page."""
    form = RemarkForm(
        activity,
        paragraphs=paragraphs,
        initial={"paragraph": paragraph.key},
        auto_id=f"id_{paragraph.key}_%s",
    )
    form.fields["paragraph"].widget = forms.HiddenInput()
    return form


def page_of(activity, key, request):
    found = Contribution.objects.filter(activity=activity, paragraph_key=key)
    found = found.published().select_related("author").with_counts().with_outcome()
    return Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
