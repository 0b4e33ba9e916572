"""The addresses of the offers room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.offers.views import ledger, noes, standing_still

app_name = "offers"
urlpatterns = [
    path("people/<uuid:person_id>/offers", ledger.ledger, name="ledger"),
    path("people/<uuid:person_id>/offers/new", ledger.offer, name="offer"),
    path("offers", ledger.to_come_back_to, name="to_come_back_to"),
    path("offers/new", ledger.first_offer, name="first_offer"),
    path("offers/<uuid:entry_id>/taking-up", ledger.taking_up, name="taking_up"),
    path("people/<uuid:person_id>/noes", noes.noes_of, name="noes"),
    path("people/<uuid:person_id>/noes/new", noes.no, name="no"),
    path("people/<uuid:person_id>/erasing", noes.erasure, name="erasing"),
    path("people/<uuid:person_id>/erased/lifting", noes.lifting_after_erasure, name="lifting_after_erasure"),
    path("people/<uuid:person_id>/erased/telling-apart", noes.telling_apart, name="telling_apart"),
    path("noes/<uuid:stop_id>/leave", noes.leave, name="leave"),
    path("noes/leave/<uuid:leave_id>/agreeing", noes.leave_agreeing, name="leave_agreeing"),
    path("contact", standing_still.standing_still, name="standing_still"),
    path("noes/leave/<uuid:leave_id>/ending", noes.leave_ending, name="leave_ending"),
]
