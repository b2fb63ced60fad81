"""
The roles of the house: groups and their rights, declared here and nowhere else.

``sync_roles`` brings them to the database. It adds what is missing and never takes
away what a town gave on top.
"""

from home.models import Visitor

PARTICIPATION_EDITORS = "Beteiligung: Redaktion"
PARTICIPATION_APPROVERS = "Beteiligung: Freigabe"
PARTICIPATION_MODERATORS = "Beteiligung: Moderation"
PARTICIPATION_PLANNERS = "Beteiligung: Planung"
PLANNING_OFFICE = "Beteiligung: Planungsbüro"
INTRANET_READERS = "Intranet: Lesen"
INTRANET_EDITORS = "Intranet: Redaktion"
INTRANET_APPROVERS = "Intranet: Freigabe"
KNOWLEDGE_EDITORS = "Wissen: Redaktion"
KNOWLEDGE_APPROVERS = "Wissen: Freigabe"
TRAINING_LEADS = "Schulung: Leitung"
TRAINERS = "Schulung: Trainerinnen und Trainer"
STAFF_COUNCIL = "Personalrat"
DATA_PROTECTION = "Datenschutz"
ADMINISTRATION = "Administration"

ALL_ROLES = [
    PARTICIPATION_EDITORS,
    PARTICIPATION_APPROVERS,
    PARTICIPATION_MODERATORS,
    PARTICIPATION_PLANNERS,
    PLANNING_OFFICE,
    INTRANET_READERS,
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

# Whoever edits, moderates, plans or sees personal data needs a second factor.
NEEDS_SECOND_FACTOR = set(ALL_ROLES) - {INTRANET_READERS}


def has_role(user: Visitor, *names: str) -> bool:
    """Whether a person has one of these roles."""
    return user.is_authenticated and not user.group_names.isdisjoint(names)


def can_read_intranet(user: Visitor) -> bool:
    """Staff are whoever is in the group of readers; being signed in is not enough."""
    return user.is_authenticated and (
        user.is_superuser or INTRANET_READERS in user.group_names
    )


def needs_second_factor(user: Visitor) -> bool:
    return user.is_authenticated and (
        user.is_superuser or not user.group_names.isdisjoint(NEEDS_SECOND_FACTOR)
    )
