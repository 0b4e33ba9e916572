"""The words of hub meetings."""

from django.db import models


class Because(models.TextChoices):
    """Why a case is on the agenda."""

    DECISION = "decision", "Waits for the hub’s decision"
    FACILITATORS = "facilitators", "Waits for facilitators"
    PUT_OFF = "put_off", "Put off at the last meeting"
    BY_HAND = "by_hand", "Added by a coordinator"


class Decided(models.TextChoices):
    """What a meeting decides about a case."""

    ACCEPT = "accept", "The case goes on"
    MORE = "more", "We need more information"
    ALLOCATE = "allocate", "Two facilitators are asked to take it"
    NOT_SUITABLE = "not_suitable", "It is not suitable, and ends here"
    ELSEWHERE = "elsewhere", "Another area or provider is asked to take it"
    TO_DO = "to_do", "Somebody gets something to do"
    LATER = "later", "We talk about it again next time"
