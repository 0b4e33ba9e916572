"""The addresses of hub meetings."""

from django.urls import path

from rjhub.hubmeetings.views import item, meeting, meetings, minutes

app_name = "hubmeetings"
ONE = "hub-meetings/<uuid:hub_meeting_id>"
SEAT, ITEM = f"{ONE}/people/<uuid:seat_id>", f"{ONE}/cases/<uuid:agenda_item_id>"
urlpatterns = [
    path("hub-meetings", meetings.meetings, name="meetings"),
    path("hub-meetings/attendance", meetings.attendance, name="attendance"),
    path("hub-meetings/new", meetings.arrange, name="arranging"),
    path(ONE, meeting.meeting, name="meeting"),
    path(f"{ONE}/version", meeting.version, name="version"),
    path(f"{ONE}/change", meetings.change, name="changing"),
    path(f"{ONE}/end", meetings.end, name="ending"),
    path(f"{ONE}/invitation", meeting.invite, name="inviting"),
    path(f"{ONE}/others", meeting.others, {"are_here": True}, name="others"),
    path(f"{ONE}/others/none", meeting.others, {"are_here": False}, name="others_left"),
    path(f"{ONE}/agenda", meeting.refresh, name="refreshing"),
    path(f"{ONE}/agenda/new", meeting.add, name="adding"),
    path(f"{ONE}/screen", item.screen, name="screen"),
    path(f"{ONE}/minutes", minutes.minutes, name="minutes"),
    path(f"{ONE}/minutes/<slug:audience>", minutes.paper, name="paper"),
    path(f"{ONE}/minutes/agreed/<uuid:other_meeting_id>", minutes.agree, name="agreeing"),
    path(f"{SEAT}/uninvited", meeting.uninvite, name="uninviting"),
    path(f"{SEAT}/here", meeting.coming, name="coming"),
    path(f"{SEAT}/left", meeting.leaving, name="leaving"),
    path(f"{SEAT}/apologies", meeting.apologies, name="apologies"),
    path(ITEM, item.item, name="item"),
    path(f"{ITEM}/now", item.take_up, name="taking_up"),
    path(f"{ITEM}/earlier", item.move, {"earlier": True}, name="earlier"),
    path(f"{ITEM}/later", item.move, {"earlier": False}, name="later"),
    path(f"{ITEM}/left-out", item.leave_out, name="leaving_out"),
]
