"""The addresses of the register."""

from django.urls import path

from rjhub.facilitators.views import availability, changing, learning, register

app_name = "facilitators"

urlpatterns = [
    path("my-practice", register.own, name="own"),
    path("facilitators", register.register, name="register"),
    path("facilitators/<uuid:staff_id>", register.entry, name="entry"),
    path("facilitators/<uuid:staff_id>/practice", changing.practice, name="practice"),
    path("facilitators/<uuid:staff_id>/reach", changing.reach, name="reach"),
    path("facilitators/<uuid:staff_id>/clearances/new", changing.new_clearance, name="new_clearance"),
    path(
        "facilitators/<uuid:staff_id>/clearances/<uuid:clearance_id>/ending",
        changing.ending_clearance,
        name="ending_clearance",
    ),
    path("my-practice/learning/new", learning.new_learning, name="new_learning"),
    path("my-practice/learning/<uuid:learning_id>/ending", learning.taking_back, name="taking_back"),
    path(
        "facilitators/<uuid:staff_id>/learning/<uuid:learning_id>/approval",
        learning.approval,
        name="approval",
    ),
    path("facilitators/<uuid:staff_id>/week", availability.week, name="week"),
    path("facilitators/<uuid:staff_id>/leave/new", availability.new_leave, name="new_leave"),
    path(
        "facilitators/<uuid:staff_id>/leave/<uuid:leave_id>/ending",
        availability.leave_ending,
        name="leave_ending",
    ),
    path("facilitators/<uuid:staff_id>/diary", availability.diary, name="diary"),
    path("my-practice/feed/new", availability.new_feed, name="new_feed"),
    path("my-practice/feed/ending", availability.ending_feed, name="ending_feed"),
    path("work/<str:key>.ics", availability.work, name="work"),
    path("facilitators/<uuid:staff_id>/supervision/new", learning.new_supervision, name="new_supervision"),
    path("facilitators/<uuid:staff_id>/secondments/new", changing.new_secondment, name="new_secondment"),
]
