"""A file for each noun of a hub's meeting."""

from rjhub.hubmeetings.models.agenda import AgendaItem, ItemDecision
from rjhub.hubmeetings.models.meeting import Change, HubMeeting
from rjhub.hubmeetings.models.seat import Presence, Seat

__all__ = ["AgendaItem", "Change", "HubMeeting", "ItemDecision", "Presence", "Seat"]
