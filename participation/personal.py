"""What this room knows about people: why, how long, how it is exported and erased."""

from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data
from participation.leaving import leave
from participation.models import Comment, Contribution, Rating, Report, Support

KEPT_WITH_FILE = _("The text stays in the file; the name goes with the account.")
VOICE = _(
    "While the participation runs, it is taken back with the account. Later the count"
    " stays; the name goes."
)


def contributions(person) -> list[dict]:
    return [
        {
            "title": row.title,
            "text": row.text,
            "address": row.address,
            "received": row.created_at.isoformat(),
            "status": str(row.get_status_display()),
        }
        for row in Contribution.objects.by(person)
    ]


def comments(person) -> list[dict]:
    return [
        {
            "on": row.contribution.title,
            "text": row.text,
            "received": row.created_at.isoformat(),
            "status": str(row.get_status_display()),
        }
        for row in Comment.objects.by(person).select_related("contribution")
    ]


def supports(person) -> list[dict]:
    rows = Support.objects.filter(person=person).select_related("contribution")
    return [{"for": row.contribution.title, "at": row.at.isoformat()} for row in rows]


def ratings(person) -> list[dict]:
    rows = Rating.objects.filter(person=person).select_related("contribution")
    return [{"for": row.contribution.title, "rating": row.value} for row in rows]


def reports(person) -> list[dict]:
    return [
        {"ground": str(row.get_ground_display()), "text": row.text}
        for row in Report.objects.filter(reporter=person)
    ]


personal_data += [
    PersonalData(
        model="participation.Contribution",
        fields=["author", "title", "text", "address", "lat", "lon"],
        purpose=_("To take part, to be answered, to be told."),
        kept=KEPT_WITH_FILE,
        export=contributions,
        erase=lambda person: Contribution.objects.by(person).update(author=None),
    ),
    PersonalData(
        model="participation.Comment",
        fields=["author", "text"],
        purpose=_("To talk with others about contributions."),
        kept=KEPT_WITH_FILE,
        export=comments,
        erase=lambda person: Comment.objects.by(person).update(author=None),
    ),
    PersonalData(
        model="participation.Support",
        fields=["person"],
        purpose=_("So that nobody supports the same thing twice."),
        kept=VOICE,
        export=supports,
        erase=lambda person: leave(
            Support.objects.filter(person=person),
            person="person",
            activity="contribution__activity",
        ),
    ),
    PersonalData(
        model="participation.Rating",
        fields=["person", "value"],
        purpose=_("So that nobody rates the same thing twice."),
        kept=VOICE,
        export=ratings,
        erase=lambda person: leave(
            Rating.objects.filter(person=person),
            person="person",
            activity="contribution__activity",
        ),
    ),
    PersonalData(
        model="participation.Report",
        fields=["reporter", "text"],
        purpose=_("To look at texts that break the rules."),
        kept=_("The report stays; the name goes with the account."),
        export=reports,
        erase=lambda person: Report.objects.filter(reporter=person).update(
            reporter=None
        ),
    ),
]
