"""The addresses of plans."""

from django.urls import path

from rjhub.allocation.views import plans, proposals, weights

app_name = "allocation"
urlpatterns = [
    path("allocation", plans.overview, name="overview"),
    path("allocation/weights", weights.weights, name="weights"),
    path("allocation/report", weights.report, name="report"),
    path("allocation/wishes/<uuid:wish_id>/ending", proposals.wish_ending, name="wish_ending"),
    path("allocation/<uuid:plan_id>", plans.plan, name="plan"),
    path("allocation/<uuid:plan_id>/stopping", plans.stopping, name="stopping"),
    path("allocation/<uuid:plan_id>/<uuid:proposal_id>", proposals.proposal, name="proposal"),
    path("allocation/<uuid:plan_id>/<uuid:proposal_id>/otherwise", proposals.otherwise, name="otherwise"),
    path("allocation/<uuid:plan_id>/<uuid:proposal_id>/wish", proposals.wishing, name="wishing"),
]
