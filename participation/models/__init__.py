from .appeals import Block, Objection, StandardReason
from .circle import Circle, Member
from .closing import ArchivingReason, ImplementationReport
from .contributions import Comment, Contribution, Support
from .following import Follow
from .gazetteer import GazetteerEntry
from .intake import Intake, RecordedSupport, SamePerson
from .meeting import CalledQuestion
from .parts import (
    Activity,
    Opening,
    Option,
    Phase,
    ProcedureDate,
    ProcedureDocument,
)
from .procedures import Moderation, ParticipationIndexPage, ProcedurePage
from .ratings import Rating, ThresholdReached
from .records import ModerationAct, OfficialAnswer, Outcome, Report
from .results import Decision, Milestone
from .surveys import Question, SurveyFile, SurveyResponse
from .texts import Paragraph, ParagraphVersion
from .topics import District, Topic
from .versions import ContributionVersion, MergeAct
from .voting import AccessCode, Ballot, BallotPaper, CodeBatch, VoterRoll
from .writing import Receipted, Writing

from participation.planning import models as planning  # noqa: F401  # isort: skip

__all__ = [
    "AccessCode",
    "Activity",
    "ArchivingReason",
    "Ballot",
    "BallotPaper",
    "Block",
    "CalledQuestion",
    "Circle",
    "CodeBatch",
    "Comment",
    "Contribution",
    "ContributionVersion",
    "Decision",
    "District",
    "Follow",
    "GazetteerEntry",
    "ImplementationReport",
    "Intake",
    "Member",
    "MergeAct",
    "Milestone",
    "Moderation",
    "ModerationAct",
    "Objection",
    "OfficialAnswer",
    "Opening",
    "Option",
    "Outcome",
    "Paragraph",
    "ParagraphVersion",
    "ParticipationIndexPage",
    "Phase",
    "ProcedureDate",
    "ProcedureDocument",
    "ProcedurePage",
    "Question",
    "Rating",
    "Receipted",
    "RecordedSupport",
    "Report",
    "SamePerson",
    "StandardReason",
    "Support",
    "SurveyFile",
    "SurveyResponse",
    "ThresholdReached",
    "Topic",
    "VoterRoll",
    "Writing",
]
