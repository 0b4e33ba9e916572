"""What was mailed to people at work."""

from rjhub.outbound.models.mail import Mail, Outcome

__all__ = ["Mail", "Outcome"]
