"""The addresses of the partnership room."""

from django.urls import path

from rjhub.partnership.views import (
    agencies,
    changing_pathways,
    changing_staff,
    invitations,
    official,
    own,
    pathways,
    staff,
)

app_name = "partnership"

urlpatterns = [
    path("acting-as", own.acting_as, name="acting_as"),
    path("my-account", own.my_account, name="my_account"),
    path("partnership", agencies.partnership, name="partnership"),
    path("partnership/agencies", agencies.agencies, name="agencies"),
    path("partnership/agencies/<slug:code>", agencies.agency, name="agency"),
    path("partnership/staff", staff.staff, name="staff"),
    path("partnership/staff/<uuid:staff_id>", staff.member, name="member"),
    path("partnership/staff/<uuid:staff_id>/leaving", changing_staff.leaves, name="leaving"),
    path("partnership/staff/<uuid:staff_id>/roles/new", changing_staff.new_role, name="new_role"),
    path(
        "partnership/staff/<uuid:staff_id>/roles/<uuid:role_id>/ending",
        changing_staff.ending_role,
        name="ending_role",
    ),
    path("partnership/staff/<uuid:staff_id>/level", changing_staff.level, name="level"),
    path("partnership/staff/<uuid:staff_id>/line-manager", changing_staff.line_manager, name="line_manager"),
    path("partnership/staff/<uuid:staff_id>/training/new", changing_staff.new_training, name="new_training"),
    path(
        "partnership/staff/<uuid:staff_id>/starting-over", changing_staff.starting_over, name="starting_over"
    ),
    path("partnership/staff/<uuid:staff_id>/locking", changing_staff.locking, name="locking"),
    path("partnership/invitations", invitations.invitations, name="invitations"),
    path("partnership/invitations/new", invitations.new_invitation, name="new_invitation"),
    path(
        "partnership/invitations/<uuid:invitation_id>/withdrawal", invitations.withdrawal, name="withdrawal"
    ),
    path("invitation/<str:key>", invitations.acceptance, name="acceptance"),
    path("partnership/pathways", pathways.pathways, name="pathways"),
    path("partnership/pathways/change", changing_pathways.pathway_change, name="pathway_change"),
    path("partnership/pathways/<slug:code>/comparison", pathways.comparison, name="pathway_comparison"),
    path("partnership/pathways/<slug:code>/<int:number>", pathways.pathway, name="pathway"),
    path("partnership/pathways/<slug:code>/<int:number>/file", pathways.pathway_file, name="pathway_file"),
    path("partnership/codes/<slug:name>", official.official_list, name="official_list"),
]
