"""The feedback room as Django knows it."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Asking people how it was."""

    name = "rjhub.feedback"
    label = "feedback"

    def ready(self) -> None:
        """Give letters that ask how it was their link, and each case its page about it."""
        from rjhub.cases import navigation
        from rjhub.feedback.actions import sending
        from rjhub.letters import linking
        from rjhub.letters.vocabulary import Occasion

        linking.MAKES[Occasion.SURVEY] = sending.link_for
        navigation.ALSO.append(("Feedback", "feedback:surveys"))
