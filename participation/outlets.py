"""The ways by which what people wrote leaves the house."""

from django.urls import reverse

from home.registries import Outlet, outlets
from participation.models import Activity, Comment, Contribution


def overview(word):
    """The overview as it is, with every filter that may show something."""
    start = reverse("participation:overview")
    filters = ("ansicht=karte", "zustand=archiv", "page=2")
    return [start, *(f"{start}?{chosen}" for chosen in filters)]


def activities(word):
    """Every list of contributions and every form, of whatever procedure."""
    found = []
    for activity in Activity.objects.select_related("procedure"):
        address = activity.get_absolute_url()
        found += [address, f"{address}?ansicht=karte", f"{address}neu/"]
        found += [f"{address}daten.{kind}" for kind in ("csv", "xlsx", "geojson")]
        found.append(f"{address}kommentare.csv")
    return found


def contributions(word):
    return [
        reverse(f"participation:{name}", args=[contribution.pk])
        for contribution in Contribution.objects.all()
        for name in (
            "contribution",
            "comment_create",
            "contribution_report",
            "contribution_withdraw",
            "receipt",
        )
    ]


def comments(word):
    return [
        reverse(f"participation:{name}", args=[comment.pk])
        for comment in Comment.objects.all()
        for name in ("reply_create", "replies", "comment_report", "comment_withdraw")
    ]


def moderation(word):
    start = reverse("participation:moderation_queue")
    items = [
        ("beitrag", pk) for pk in Contribution.objects.values_list("pk", flat=True)
    ]
    items += [("kommentar", pk) for pk in Comment.objects.values_list("pk", flat=True)]
    return [
        start,
        f"{start}?zeige=alle",
        *(reverse("participation:moderation_item", args=item) for item in items),
    ]


def procedures(word):
    """Every procedure, online or not."""
    slugs = Activity.objects.values_list("procedure__slug", flat=True)
    return [reverse("participation:procedure", args=[slug]) for slug in slugs]


OPEN_DATA = (
    "open_data",
    "embedded",
    "feed",
    "dates",
    "api_description",
    "api_procedures",
)
OF_A_PROCEDURE = (
    "procedure_dates",
    "api_procedure",
    "api_contributions",
    "api_comments",
    "api_result",
)


def open_data(word):
    """All that machines read: lists, and all there is of each procedure."""
    slugs = set(Activity.objects.values_list("procedure__slug", flat=True))
    general = [reverse(f"participation:{name}") for name in OPEN_DATA]
    return general + [
        reverse(f"participation:{name}", args=[slug])
        for slug in sorted(slugs)
        for name in OF_A_PROCEDURE
    ]


outlets += [
    Outlet(
        "open data",
        [f"participation:{name}" for name in OPEN_DATA + OF_A_PROCEDURE],
        open_data,
    ),
    Outlet("procedures", ["participation:procedure"], procedures),
    Outlet("overview of participations", ["participation:overview"], overview),
    Outlet(
        "lists of contributions",
        [
            "participation:activity",
            "participation:activity_data",
            "participation:activity_comments",
            "participation:contribution_create",
        ],
        activities,
    ),
    Outlet(
        "contributions",
        [
            "participation:contribution",
            "participation:comment_create",
            "participation:contribution_report",
            "participation:contribution_withdraw",
            "participation:receipt",
        ],
        contributions,
    ),
    Outlet(
        "comments",
        [
            "participation:reply_create",
            "participation:replies",
            "participation:comment_report",
            "participation:comment_withdraw",
        ],
        comments,
    ),
    Outlet(
        "moderation",
        ["participation:moderation_queue", "participation:moderation_item"],
        moderation,
    ),
    Outlet(
        "my contributions",
        ["participation:my_contributions"],
        lambda word: [reverse("participation:my_contributions")],
    ),
]
