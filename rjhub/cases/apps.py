"""The cases room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases from acceptance to closing."""

    name = "rjhub.cases"
    label = "cases"

    def ready(self) -> None:
        """Have whoever compares two records, or two referrals, see which cases hang on each.

        And have somebody's own page as a facilitator show their cases.
        """
        from rjhub.cases.pages import hanging, practice
        from rjhub.facilitators.views import register
        from rjhub.matching.pages import hanging as compared
        from rjhub.people.pages import record
        from rjhub.referrals.pages import with_us

        register.OWN_CASES.append(practice.cases_of)
        compared.HELD.append(("Cases", hanging.cases_of))
        record.ALSO.append(("What is owed to them under the Victims’ Code", "cases:duties_of_person"))
        with_us.CASES.append(hanging.cases_of_files)
