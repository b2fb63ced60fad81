from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning.desk.forms import DATE
from participation.planning.models import Plan, PublicNotice

Kind = PublicNotice.Kind
SIGNED = ["place", "signed_on", "signed_by", "signed_as", "extra"]
WAYS = ["email", "post", "record"]
# What each kind asks for beside what the rows know.
ASKED = {
    Kind.DRAWING_UP: ["decided_by", "decided_on", "aims", "reasons", "inform"],
    Kind.EARLY: ["aims", "solutions", "effects", *WAYS],
    Kind.PUBLICATION: ["aims", *WAYS, "states", "standards"],
    Kind.RENEWED: [*WAYS, "states", "standards"],
}
NEEDED = {
    Kind.DRAWING_UP: {"decided_on"},
    Kind.EARLY: {"aims", "solutions", "effects"},
}


def text(label, help_text="", rows=3):
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, widget=area, required=False, max_length=4000
    )


def line(label, help_text=""):
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=300
    )


class NoticeForm(forms.Form):
    """What a person adds to the facts; the wording is made of both."""

    decided_by = line(_("who decided"), _("With its article: “Der Stadtrat”."))
    decided_on = forms.DateField(label=_("decided on"), widget=DATE, required=False)
    aims = text(_("aims and purposes"))
    solutions = text(
        _("solutions that differ essentially"), _("Or why there is no other solution.")
    )
    effects = text(_("effects that are to be expected"))
    reasons = text(
        _("essential reasons for doing without an assessment"),
        _("For a ground area of 20,000 to 70,000 m² (§ 13a (1) S. 2 Nr. 2 BauGB)."),
    )
    inform = text(
        _("where the public can inform itself, and until when it can speak"),
        _("If there is no early round (§ 13a (3) S. 1 Nr. 2 BauGB)."),
    )
    email = forms.EmailField(
        label=_("e-mail address for statements"), required=False, max_length=300
    )
    post = line(_("postal address for statements"))
    record = line(_("where statements are put on record"))
    states = line(_("which neighbour states are asked"))
    standards = line(
        _("where DIN norms can be read"),
        _("Needed as soon as the documents refer to norms that are not public."),
    )
    place = line(pgettext_lazy("notice by law", "place"))
    signed_on = forms.DateField(label=_("day of signing"), widget=DATE, required=False)
    signed_by = line(_("who signs"))
    signed_as = line(_("office of who signs"), _("Such as “Bürgermeisterin”."))
    extra = text(_("further words at the end"))
    adapted = text(
        _("wording of your own"),
        _(
            "Leave it empty and the wording is made of the fields. What you write here"
            " takes its place; the checks read it word by word."
        ),
        rows=14,
    )

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, initial=initial_of(notice), **kwargs)
        asked = {*ASKED[notice.kind], *SIGNED, "adapted"}
        if notice.plan.way != Plan.Way.ACCELERATED:
            asked -= {"reasons", "inform"}
        if not notice.plan.is_cross_border:
            asked -= {"states"}
        if notice.kind == Kind.PUBLICATION and notice.plan.kind != Plan.Kind.OTHER:
            asked -= {"aims"}
        for name in set(self.fields) - asked:
            del self.fields[name]
        for name in NEEDED.get(notice.kind, ()):
            self.fields[name].required = True
        for field in self.fields.values():
            field.label = capfirst(field.label)

    @property
    def own_wording(self):
        return self.cleaned_data["adapted"]

    @property
    def typed(self):
        """What goes into the notice's ``fields``: text and days, fit for JSON."""
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if value and name != "adapted"
        }


def initial_of(notice):
    """What was typed before; for a new notice, what the plan knows."""
    if notice.pk:
        adapted = notice.text if notice.fields.get("is_adapted") else ""
        return notice.fields | {"adapted": adapted}
    return {"decided_on": notice.plan.drawn_up_on} | last_signature(notice)


def last_signature(notice):
    """Who signs, and where statements go, is the same from notice to notice."""
    last = notice.plan.notices.order_by("pk").last()
    fields = last.fields if last else {}
    return {
        name: fields.get(name) for name in [*WAYS, "place", "signed_by", "signed_as"]
    }
