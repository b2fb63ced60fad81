"""
What each role may do in the administration: data alone, read by ``home.rights_sync``.

Pages, models and collections are named as strings, so that a room may be missing.
Rights on a page hold for everything below it. Nobody who approves may publish: what
they approved is published for them (``home.publication``).
"""

from dataclasses import dataclass

from home.roles import (
    ADMINISTRATION,
    DATA_PROTECTION,
    INTRANET_APPROVERS,
    INTRANET_EDITORS,
    KNOWLEDGE_APPROVERS,
    KNOWLEDGE_EDITORS,
    PARTICIPATION_APPROVERS,
    PARTICIPATION_EDITORS,
    PARTICIPATION_MODERATORS,
    PARTICIPATION_PLANNERS,
    PLANNING_OFFICE,
    STAFF_COUNCIL,
    TRAINERS,
    TRAINING_LEADS,
)

PUBLIC_COLLECTION = "Öffentlich"
INTERNAL_COLLECTION = "Intern"
ALL_COLLECTIONS = "Root"  # Wagtail's own name for what holds them

WRITE = ["add", "change"]
HOLD = ["lock", "unlock"]  # see the branch and hold a page; its text only when asked
RUN = ["add", "change", "publish", "bulk_delete", "lock", "unlock"]

# Who reaches the administration at all. Staff readers don't.
ADMIN_ACCESS = [
    PARTICIPATION_EDITORS,
    PARTICIPATION_APPROVERS,
    PARTICIPATION_MODERATORS,
    PARTICIPATION_PLANNERS,
    PLANNING_OFFICE,
    INTRANET_EDITORS,
    INTRANET_APPROVERS,
    KNOWLEDGE_EDITORS,
    KNOWLEDGE_APPROVERS,
    TRAINING_LEADS,
    TRAINERS,
    STAFF_COUNCIL,
    DATA_PROTECTION,
    ADMINISTRATION,
]

PAGE_RIGHTS = {
    PARTICIPATION_EDITORS: {"participation.ParticipationIndexPage": WRITE},
    PARTICIPATION_PLANNERS: {"participation.ParticipationIndexPage": WRITE},
    PARTICIPATION_APPROVERS: {"participation.ParticipationIndexPage": HOLD},
    INTRANET_APPROVERS: {"intranet.NewsIndexPage": HOLD},
    KNOWLEDGE_APPROVERS: {"knowledge.KnowledgeIndexPage": HOLD},
    INTRANET_EDITORS: {"intranet.NewsIndexPage": WRITE},
    KNOWLEDGE_EDITORS: {"knowledge.KnowledgeIndexPage": WRITE},
    TRAINING_LEADS: {"training.TrainingIndexPage": RUN, "training.EventIndexPage": RUN},
    STAFF_COUNCIL: {"intranet.StaffCouncilPage": RUN},
    # The whole tree; four-eyes branches and sealed ones refuse nevertheless.
    ADMINISTRATION: {"home.HomePage": RUN},
}

MODEL_RIGHTS = {
    ADMINISTRATION: [
        "auth.add_group",
        "auth.change_group",
        "home.add_absence",
        "home.change_absence",
        "home.delete_absence",
        "home.add_post",
        "home.change_post",
        "home.delete_post",
        "home.add_staffprofile",
        "home.change_staffprofile",
        "home.add_unit",
        "home.change_unit",
        "home.delete_unit",
        "home.add_user",
        "home.change_user",
        "home.change_townsettings",
        "home.view_barrierreport",
        "home.change_barrierreport",
        "home.view_letter",
        "home.view_auditentry",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
    DATA_PROTECTION: ["home.view_auditentry"],
}

CHOOSE = ["wagtailimages.choose_image", "wagtaildocs.choose_document"]
FILES = [
    *CHOOSE,
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
]
KEEP_COLLECTIONS = [
    "wagtailcore.add_collection",
    "wagtailcore.change_collection",
    "wagtailcore.delete_collection",
]

COLLECTION_RIGHTS = {
    PARTICIPATION_EDITORS: {PUBLIC_COLLECTION: FILES},
    PARTICIPATION_PLANNERS: {PUBLIC_COLLECTION: FILES},
    INTRANET_EDITORS: {PUBLIC_COLLECTION: CHOOSE, INTERNAL_COLLECTION: FILES},
    KNOWLEDGE_EDITORS: {PUBLIC_COLLECTION: CHOOSE, INTERNAL_COLLECTION: FILES},
    TRAINING_LEADS: {PUBLIC_COLLECTION: FILES, INTERNAL_COLLECTION: FILES},
    STAFF_COUNCIL: {PUBLIC_COLLECTION: CHOOSE, INTERNAL_COLLECTION: FILES},
    ADMINISTRATION: {ALL_COLLECTIONS: FILES + KEEP_COLLECTIONS},
}


@dataclass(frozen=True)
class FourEyesRule:
    """Below ``page`` nothing goes online unless one of ``approvers`` agreed."""

    name: str
    page: str
    approvers: str
    deputies: str = ADMINISTRATION
    days_to_decide: int = 3


FOUR_EYES = [
    FourEyesRule(
        "Freigabe Beteiligung",
        "participation.ParticipationIndexPage",
        PARTICIPATION_APPROVERS,
    ),
    FourEyesRule("Freigabe Intranet", "intranet.NewsIndexPage", INTRANET_APPROVERS),
    FourEyesRule(
        "Freigabe Wissen", "knowledge.KnowledgeIndexPage", KNOWLEDGE_APPROVERS
    ),
]
