"""The accounts with which a newcomer walks through the demo town."""

from home import roles

PASSWORD = "stadtraum-demo"  # noqa: S105 - known to everyone, and to the demo town alone

# Account → roles beside the reading of the intranet.
STAFF = {
    "mitarbeiterin": [],
    "redaktion": [roles.PARTICIPATION_EDITORS],
    "freigabe": [roles.PARTICIPATION_APPROVERS],
    "moderation": [roles.PARTICIPATION_MODERATORS],
    "planung": [roles.PARTICIPATION_PLANNERS],
    "intranet-redaktion": [roles.INTRANET_EDITORS],
    "intranet-freigabe": [roles.INTRANET_APPROVERS],
    "wissen-redaktion": [roles.KNOWLEDGE_EDITORS],
    "wissen-freigabe": [roles.KNOWLEDGE_APPROVERS],
    "schulung": [roles.TRAINING_LEADS],
    "trainerin": [roles.TRAINERS],
    "personalrat": [roles.STAFF_COUNCIL],
    "datenschutz": [roles.DATA_PROTECTION],
    "admin": [roles.ADMINISTRATION],
}

# Who works for the town without being staff: account → name and role.
OUTSIDE = {"planungsbuero": ("Clara", "Brendel", roles.PLANNING_OFFICE)}

# Account → public name; without one, the house gives a number.
CITIZENS = {"buergerin": "Rebblüte", "buerger": ""}
