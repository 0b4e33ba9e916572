"""Row security on every table of the cases room, and the gates that cannot be switched off."""

from django.db import migrations

from rjhub.cases.database import ACCOUNTABLE, GATES, MEETINGS, ONE_AFTER_THE_OTHER, REPORTS
from rjhub.cases.shut_files import SHUT
from rjhub.cases.stage_rules import STAGES
from rjhub.sharing.protect import Protect

PROTECTED = (
    "Case", "Party", "StageMove", "Handover", "Pause", "Transfer", "Document", "InformationRequest", "InformationItem",
    "ContactLogEntry", "Consent", "Acknowledgement", "SuitabilityAssessment", "RiskAssessment", "Risk", "Flag",
    "Approval", "Allocation", "Preparation", "Meeting", "Attendance", "Message", "Agreement", "AgreementItem",
    "AgreementReport", "FollowUp", "CourtMatter", "CourtReport", "Milestone", "Task", "Event",
)  # fmt: skip


class Migration(migrations.Migration):
    """Protect the tables, then guard them."""

    dependencies = [("cases", "0001_initial"), ("people", "0002_walls")]
    operations = [
        Protect(*PROTECTED),
        *(
            migrations.RunSQL(part)
            for part in (ACCOUNTABLE, GATES, STAGES, SHUT, MEETINGS, REPORTS, ONE_AFTER_THE_OTHER)
        ),
    ]
