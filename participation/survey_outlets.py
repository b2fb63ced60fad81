"""The ways by which what people answered in surveys could leave the house."""

from django.urls import reverse

from home.registries import Outlet, outlets
from participation.models import Activity, SurveyFile, SurveyResponse


def surveys(word):
    """Every survey and what was evaluated of it, of whatever procedure."""
    found = []
    for activity in Activity.objects.filter(format="survey").select_related(
        "procedure"
    ):
        where = [activity.procedure.slug, activity.key]
        found += [
            reverse("participation:survey", args=where),
            reverse("participation:survey_evaluation", args=where),
            f"{activity.get_absolute_url()}?nach=wie-oft",
        ]
    return found


def receipts(word):
    """Every receipt, by a key that nobody can guess."""
    return [
        response.get_absolute_url() for response in SurveyResponse.objects.handed_in()
    ]


def drafts(word):
    """Every draft by its address; whoever has it is the one who wrote it."""
    rows = SurveyResponse.objects.drafts().select_related("activity__procedure")
    return [
        reverse(
            "participation:survey_draft",
            args=[
                row.activity.procedure.slug,
                row.activity.key,
                row.idempotency_key,
            ],
        )
        for row in rows
    ]


def files(word):
    return [file.file.url for file in SurveyFile.objects.all()]


outlets += [
    Outlet(
        "surveys",
        ["participation:survey", "participation:survey_evaluation"],
        surveys,
    ),
    Outlet("receipts of surveys", ["participation:survey_receipt"], receipts),
    Outlet("begun surveys", ["participation:survey_draft"], drafts),
    Outlet("files of surveys", [], files),
]
