"""What the house itself knows about people, for the record of processing."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import PageSubscription
from wagtail.users.models import UserProfile

from home.models import (
    Absence,
    BarrierReport,
    Digest,
    Letter,
    MailRhythm,
    Notice,
    Post,
    StaffProfile,
    User,
)
from home.privacy import empty_account
from home.registries import PersonalData, personal_data


def account(person: User) -> list[dict]:
    fields = ["email", "first_name", "last_name", "pseudonym", "participant_number"]
    row = User.objects.filter(pk=person.pk).values(*fields, "date_joined", "last_login")
    return [row.get() | {"groups": sorted(person.group_names)}]


def notices(person: User) -> list[dict]:
    rows = Notice.objects.filter(recipient=person)
    return list(rows.values("title", "text", "url", "created_at", "read_at"))


def letters(person: User) -> list[dict]:
    rows = Letter.objects.filter(to__iexact=person.email)
    return list(rows.values("to", "subject", "body", "created_at", "sent_at"))


def forget_letters(person: User) -> int:
    """All but the one that says goodbye; that one goes with the next tidying."""
    rows = Letter.objects.filter(to__iexact=person.email)
    goodbye = rows.filter(state=Letter.State.WAITING).order_by("-pk")[:1]
    kept = [letter.pk for letter in goodbye]
    return rows.exclude(pk__in=kept).delete()[0]


def mail_rhythms(person: User) -> list[dict]:
    return list(MailRhythm.objects.filter(person=person).values("kind", "rhythm"))


def digests(person: User) -> list[dict]:
    rows = Digest.objects.filter(person=person)
    return list(rows.values("run__kind", "run__rhythm", "run__period"))


def profile(person: User) -> list[dict]:
    rows = StaffProfile.objects.filter(person=person)
    return list(rows.values("phone", "room", "working_days", "about"))


def absences(person: User) -> list[dict]:
    rows = Absence.objects.filter(person=person)
    return list(rows.values("first_day", "last_day", "contact__title"))


def posts(person: User) -> list[dict]:
    held = Post.objects.filter(holder=person).values("title", "unit__name")
    deputies = Post.objects.filter(deputy=person).values("title", "unit__name")
    return [row | {"role": "holder"} for row in held] + [
        row | {"role": "deputy"} for row in deputies
    ]


def leave_posts(person: User) -> int:
    left = Post.objects.filter(holder=person).update(holder=None)
    return left + Post.objects.filter(deputy=person).update(deputy=None)


def barriers(person: User) -> list[dict]:
    rows = BarrierReport.objects.filter(email__iexact=person.email)
    return list(rows.values("what", "where", "email", "created_at"))


def forget_barriers(person: User) -> int:
    return BarrierReport.objects.filter(email__iexact=person.email).update(email="")


def workplace(person: User) -> list[dict]:
    profile = UserProfile.objects.filter(user=person).values("preferred_language")
    return list(profile)


def forget_workplace(person: User) -> int:
    gone = PageSubscription.objects.filter(user=person).delete()[0]
    return gone + UserProfile.objects.filter(user=person).delete()[0]


def deleter(model, field):
    """Erase by deleting the rows in which a field names the person."""
    return lambda person: model.objects.filter(**{field: person}).delete()[0]


personal_data += [
    PersonalData(
        model="home.User",
        fields=["email", "first_name", "last_name", "pseudonym", "participant_number"],
        purpose=_("the account: signing in, and the name that others read"),
        kept=_("until the person erases the account; its number stays"),
        export=account,
        erase=empty_account,
    ),
    PersonalData(
        model="home.Notice",
        fields=["title", "text", "url"],
        purpose=_("telling a person what concerns them"),
        kept=_("a year after it was read"),
        export=notices,
        erase=deleter(Notice, "recipient"),
    ),
    PersonalData(
        model="home.Letter",
        fields=["to", "subject", "body"],
        purpose=_("sending mails, and proving that they were sent"),
        kept=_("30 days after it was sent"),
        export=letters,
        erase=forget_letters,
    ),
    PersonalData(
        model="home.MailRhythm",
        fields=["kind", "rhythm"],
        purpose=_("writing to people as often as they want it"),
        kept=_("as long as the account"),
        export=mail_rhythms,
        erase=deleter(MailRhythm, "person"),
    ),
    PersonalData(
        model="home.Digest",
        fields=["person"],
        purpose=_("telling nobody the same thing twice"),
        kept=_("60 days"),
        export=digests,
        erase=deleter(Digest, "person"),
    ),
    PersonalData(
        model="home.StaffProfile",
        fields=["phone", "room", "working_days", "about", "photo"],
        purpose=_("reaching colleagues"),
        kept=_("as long as the employment"),
        export=profile,
        erase=deleter(StaffProfile, "person"),
    ),
    PersonalData(
        model="home.Absence",
        fields=["first_day", "last_day", "contact"],
        purpose=_("finding who stands in; no reason is asked"),
        kept=_("as long as the employment"),
        export=absences,
        erase=deleter(Absence, "person"),
    ),
    PersonalData(
        model="home.Post",
        fields=["holder", "deputy"],
        purpose=_("knowing who answers for what is published"),
        kept=_("as long as the person holds the post"),
        export=posts,
        erase=leave_posts,
    ),
    PersonalData(
        model="home.BarrierReport",
        fields=["email", "what"],
        purpose=_("answering those who report a barrier"),
        kept=_("a year after it was settled"),
        export=barriers,
        erase=forget_barriers,
    ),
    PersonalData(
        model="wagtailusers.UserProfile",
        fields=["preferred_language"],
        purpose=_("the workplace in the administration"),
        kept=_("as long as the account"),
        export=workplace,
        erase=forget_workplace,
    ),
]
