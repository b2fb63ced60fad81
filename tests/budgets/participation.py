"""Budgets of what the participation room shows."""

from django.urls import reverse

from home import roles
from participation.members import digest_of
from participation.models import Contribution, GazetteerEntry, Member, Option
from tests.budgets import Budget
from tests.budgets.home import front_page as full_front_page
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    MemberFactory,
    ProcedurePageFactory,
    RatingFactory,
    ReportFactory,
    SupportFactory,
    activity_of,
)
from tests.house import CITIZEN, SUPERUSER


def overview(house, count):
    for number in range(count):
        procedure = ProcedurePageFactory(phases=[(-7 + number, 14)])
        ContributionFactory(activity=activity_of(procedure))
    return reverse("participation:overview")


def front_page(house, count):
    """All bands of the front page at once, what is open and what came of it too."""
    full_front_page(house, count)
    overview(house, count)
    for _number in range(count):
        ProcedurePageFactory(phases=[(-40, -20)], result="Der Platz ist fertig.")
    return "/"


def index_page(house, count):
    return overview(house, count)


def procedure_page(house, count):
    procedure = ProcedurePageFactory(
        phases=[(-9 * number, -9 * number + 8) for number in range(count)],
        activities=[{}] * count,
    )
    ContributionFactory.create_batch(count, activity=activity_of(procedure))
    return procedure.url


def activity(house, count):
    found = activity_of(ProcedurePageFactory(activities=[{"categories": ["Grün"]}]))
    ContributionFactory.create_batch(count, activity=found, category="Grün")
    return found.get_absolute_url()


def activity_map(house, count):
    found = activity_of(ProcedurePageFactory())
    ContributionFactory.create_batch(count, activity=found, lat=49.4, lon=8.1)
    return f"{found.get_absolute_url()}?ansicht=karte"


def file_of(name):
    """A file of an activity with so many contributions and comments."""

    def make(house, count):
        found = activity_of(ProcedurePageFactory())
        for idea in ContributionFactory.create_batch(
            count, activity=found, lat=1, lon=1
        ):
            CommentFactory(contribution=idea)
        return f"{found.get_absolute_url()}{name}"

    return make


def activity_of_format(key, **fields):
    """The page of an activity with so many options or contributions."""

    def make(house, count):
        page = ProcedurePageFactory(activities=[{"key": "a", "format": key}], **fields)
        page.options = [
            Option(activity_key="a", title=f"Bank {n}") for n in range(count)
        ]
        page.save_revision().publish()
        found = activity_of(page)
        for side in ("for", "against"):
            ContributionFactory.create_batch(count, activity=found, side=side)
        return found.get_absolute_url()

    return make


def rated_option(house, count):
    page = ProcedurePageFactory(activities=[{"key": "a", "format": "options"}])
    page.options.add(Option(activity_key="a", title="Runde Bank"))
    page.save_revision().publish()
    option = Contribution.objects.get(activity__procedure=page)
    RatingFactory.create_batch(count, contribution=option)
    return option.get_absolute_url()


def proposal(house, count):
    page = ProcedurePageFactory(activities=[{"format": "proposals"}])
    found = ContributionFactory(activity=activity_of(page))
    SupportFactory.create_batch(count, contribution=found)
    return found.get_absolute_url()


def town_text(house, count):
    found = activity_of(ProcedurePageFactory(activities=[{"format": "debate"}]))
    where = [found.procedure.slug, found.key]
    return reverse("participation:town_text_create", args=where)


def invitation(house, count):
    page = ProcedurePageFactory(circle="private")
    Member.objects.create(
        procedure=page, email="anna@example.org", link_digest=digest_of("k" * 43)
    )
    MemberFactory.create_batch(count, procedure=page)
    return reverse("participation:invitation", args=["k" * 43])


def places(house, count):
    for number in range(count):
        GazetteerEntry(name=f"Marktplatz {number}", lat=49.4, lon=8.1).save()
    return f"{reverse('participation:places')}?q=Marktpl"


def finished_activity(house, count):
    found = activity_of(ProcedurePageFactory(over=True))
    ContributionFactory.create_batch(count, activity=found)
    return found.get_absolute_url()


def new_contribution(house, count):
    found = activity_of(ProcedurePageFactory())
    return reverse(
        "participation:contribution_create", args=[found.procedure.slug, found.key]
    )


def discussed(count):
    contribution = ContributionFactory()
    for _ in range(count):
        thread = CommentFactory(contribution=contribution)
        CommentFactory.create_batch(count, contribution=contribution, parent=thread)
    return contribution


def contribution(house, count):
    return discussed(count).get_absolute_url()


def replies(house, count):
    thread = discussed(count).comments.filter(parent=None)[0]
    return reverse("participation:replies", args=[thread.pk])


def address_of(name, **kwargs):
    def make(house, count):
        found = ContributionFactory(**kwargs)
        return reverse(f"participation:{name}", args=[found.pk])

    return make


def own(name):
    def make(house, count):
        found = ContributionFactory(author=house.people[CITIZEN])
        return reverse(f"participation:{name}", args=[found.pk])

    return make


def comment_address(name):
    def make(house, count):
        comment = CommentFactory(author=house.people[CITIZEN])
        return reverse(f"participation:{name}", args=[comment.pk])

    return make


def my_contributions(house, count):
    me = house.people[CITIZEN]
    ContributionFactory.create_batch(count, author=me)
    CommentFactory.create_batch(count, author=me)
    return reverse("participation:my_contributions")


def queue(house, count):
    for thing in ContributionFactory.create_batch(count):
        ReportFactory(contribution=thing)
    CommentFactory.create_batch(count)
    return f"{reverse('participation:moderation_queue')}?zeige=alle"


def item(house, count):
    contribution = ContributionFactory()
    ReportFactory.create_batch(count, contribution=contribution)
    return reverse("participation:moderation_item", args=["beitrag", contribution.pk])


def open_data(name):
    def make(house, count):
        overview(house, count)
        return reverse(f"participation:{name}")

    return make


def of_a_procedure(name):
    def make(house, count):
        found = discussed(count).activity
        ContributionFactory.create_batch(count, activity=found)
        return reverse(f"participation:{name}", args=[found.procedure.slug])

    return make


def fixed(name):
    """A page that is always the same, at an address that was not kept before."""
    return lambda house, count: f"{reverse(f'participation:{name}')}?n={count}"


MODERATOR = roles.PARTICIPATION_MODERATORS
BUDGETS = [
    Budget("home:front", 10, front_page),
    Budget("participation:overview", 10, overview),
    Budget("participation:overview", 14, overview, CITIZEN),
    Budget("page:participation.ParticipationIndexPage", 10, index_page),
    Budget("page:participation.ProcedurePage", 15, procedure_page),
    Budget("participation:procedure", 15, procedure_page),
    Budget("participation:activity", 12, activity),
    Budget("participation:activity", 12, activity_map),
    Budget("participation:activity", 15, finished_activity),
    Budget("participation:places", 4, places),
    Budget("participation:activity", 12, activity_of_format("debate")),
    Budget("participation:activity", 17, activity_of_format("debate", over=True)),
    Budget("participation:activity", 12, activity_of_format("options")),
    Budget("participation:activity", 15, activity_of_format("options"), CITIZEN),
    Budget("participation:activity", 15, activity_of_format("options", over=True)),
    Budget("participation:activity", 12, activity_of_format("proposals")),
    Budget("participation:activity", 15, activity_of_format("proposals", over=True)),
    Budget("participation:contribution", 15, rated_option),
    Budget("participation:contribution", 20, rated_option, CITIZEN),
    Budget("participation:contribution", 15, proposal),
    Budget("participation:town_text_create", 15, town_text, SUPERUSER),
    Budget("participation:activity_data", 8, file_of("daten.csv")),
    Budget("participation:activity_data", 9, file_of("daten.xlsx")),
    Budget("participation:activity_data", 8, file_of("daten.geojson")),
    Budget("participation:activity_comments", 8, file_of("kommentare.csv")),
    Budget("participation:contribution", 15, contribution),
    Budget("participation:contribution", 20, contribution, CITIZEN),
    Budget("participation:replies", 12, replies),
    Budget("participation:contribution_create", 15, new_contribution, CITIZEN),
    Budget("participation:comment_create", 15, address_of("comment_create"), CITIZEN),
    Budget("participation:contribution_report", 10, address_of("contribution_report")),
    Budget(
        "participation:contribution_withdraw", 15, own("contribution_withdraw"), CITIZEN
    ),
    Budget("participation:receipt", 15, own("receipt"), CITIZEN),
    Budget("participation:reply_create", 15, comment_address("reply_create"), CITIZEN),
    Budget("participation:comment_report", 12, comment_address("comment_report")),
    Budget(
        "participation:comment_withdraw",
        15,
        comment_address("comment_withdraw"),
        CITIZEN,
    ),
    Budget("participation:my_contributions", 15, my_contributions, CITIZEN),
    Budget("participation:moderation_queue", 19, queue, MODERATOR),
    Budget("participation:moderation_item", 16, item, MODERATOR),
    Budget(
        "participation:receipt_lookup",
        6,
        fixed("receipt_lookup"),
    ),
    Budget("participation:reported", 6, fixed("reported")),
    Budget("participation:guest", 6, fixed("guest")),
    Budget("participation:invitation", 8, invitation),
    Budget("participation:open_data", 6, fixed("open_data")),
    Budget("participation:embedded", 6, open_data("embedded")),
    Budget("participation:feed", 10, open_data("feed")),
    Budget("participation:dates", 10, open_data("dates")),
    Budget("participation:procedure_dates", 10, of_a_procedure("procedure_dates")),
    Budget("participation:api_description", 2, fixed("api_description")),
    Budget("participation:api_procedures", 10, open_data("api_procedures")),
    Budget("participation:api_procedure", 10, of_a_procedure("api_procedure")),
    Budget("participation:api_contributions", 12, of_a_procedure("api_contributions")),
    Budget("participation:api_comments", 10, of_a_procedure("api_comments")),
    Budget("participation:api_result", 12, of_a_procedure("api_result")),
]

POST = "answers a POST; its own test counts"
NO_BUDGET = [
    ("participation:support_cast", POST),
    ("participation:support_withdraw", POST),
    ("participation:rating_cast", POST),
    ("participation:rating_withdraw", POST),
    ("participation:approve", POST),
    ("participation:hide", POST),
    ("participation:restore", POST),
    ("participation:keep", POST),
    ("participation:answer_create", POST),
    ("participation:outcome_create", POST),
    ("participation:api_nothing", "is never found and asks nothing"),
    ("participation:tile", "asks for the middle of the town, once a minute"),
]
