"""The addresses of the referrals of one incident, and of duties under the Victims' Code."""

from django.urls import path

from rjhub.cases.views import attached, duties

INCIDENTS = [
    path("cases/<str:reference>/referrals", attached.attached, name="attached"),
    path(
        "cases/<str:reference>/referrals/<uuid:attached_id>",
        attached.attached_referral,
        name="attached_referral",
    ),
    path(
        "cases/<str:reference>/referrals/<uuid:attached_id>/detaching", attached.detaching, name="detaching"
    ),
    path("referrals/<str:reference>/attaching/<str:case_reference>", attached.attaching, name="attaching"),
]
DUTIES = [
    path("duties", duties.all_duties, name="all_duties"),
    path("duties/<uuid:duty_id>", duties.duty, name="duty"),
    path("people/<uuid:person_id>/duties", duties.duties_of_person, name="duties_of_person"),
    path("cases/<str:reference>/duties", duties.duties, name="duties"),
    path("cases/<str:reference>/duties/<uuid:party_id>/report", duties.report, name="duties_report"),
]
