"""Staff: somebody at work for one agency, and the roles that they hold there."""

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from rjhub.kernel import clock
from rjhub.kernel.ids import new_id
from rjhub.kernel.prepared import Prepared
from rjhub.partnership.models.account import Account
from rjhub.partnership.models.agency import Agency
from rjhub.partnership.models.hub import Hub
from rjhub.partnership.models.partnership import Partnership
from rjhub.partnership.models.principal import Principal
from rjhub.partnership.vocabulary import Role


class Staff(models.Model):
    """One person at one agency, from joining to leaving; volunteers too. A session acts as exactly one of these."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="staff")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="staff")
    principal = models.OneToOneField(Principal, on_delete=models.PROTECT, related_name="staff")
    job_title = models.CharField(max_length=120, blank=True)
    line_manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="team"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day")
    access_ends_at = models.DateTimeField(
        null=True, blank=True, help_text="When they are cut off, set with the last day"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "id"], name="staff_in_partnership"),
            models.UniqueConstraint(fields=["id", "agency"], name="staff_and_agency"),
            models.UniqueConstraint(
                fields=["account", "agency"],
                condition=Q(until=None),
                name="one_current_membership_of_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="staff_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(until=None, access_ends_at=None)
                | Q(until__isnull=False, access_ends_at__isnull=False),
                name="whoever_leaves_is_cut_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account.name}, {self.agency.short_name}"

    @property
    def name(self) -> str:
        """The person's name, as colleagues see it."""
        return self.account.name

    def works_on(self, day: date) -> bool:
        """Whether they work here on a day, and the agency still exists."""
        return self.since <= day and (self.until is None or day <= self.until) and self.agency.exists_on(day)

    def may_act_at(self, at: datetime) -> bool:
        """Whether they may act for the agency now; somebody cut off today may not, though it is their last day."""
        return self.works_on(clock.day_of(at)) and (self.access_ends_at is None or at < self.access_ends_at)

    def holds(self, *roles: Role) -> bool:
        """Whether they hold any of these roles now."""
        return any(held.role in roles for held in self.current_roles())

    def current_roles(self) -> list["RoleHeld"]:
        """The roles held now, read once for each request."""
        if not hasattr(self, "_current_roles"):
            prefetched = "roles" in getattr(self, "_prefetched_objects_cache", {})
            held = self.roles.all() if prefetched else _ROLES(staff=self.id)
            self._current_roles = [role for role in held if role.is_held_at(clock.now())]
        return self._current_roles


class RoleHeld(models.Model):
    """A role that somebody holds at their agency; a coordinator's is for a hub."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    started_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "hub"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.COORDINATOR) | Q(hub__isnull=False), name="a_coordinator_has_a_hub"
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    def is_held_at(self, at: datetime) -> bool:
        """Whether it is held at this moment; whoever leaves next week holds it until then."""
        return self.ended_at is None or at < self.ended_at


_ROLES = Prepared(lambda staff: RoleHeld.objects.filter(staff_id=staff).select_related("hub"), staff=UUID)
