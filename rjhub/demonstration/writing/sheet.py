"""The sheet on which one story is written: its rows, files, grants and log, until everything is known."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import models

from rjhub.audit.models import Consultation, Entry
from rjhub.demonstration.writing.area import Area, Member
from rjhub.demonstration.writing.files import FileGrants, Holder
from rjhub.demonstration.writing.ids import Ids
from rjhub.demonstration.writing.tables import Row, Table, table_of
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.models import File, Grant
from rjhub.sharing.models.file import before_a_case
from rjhub.sharing.vocabulary import FileKind, Purpose

_LOOKS_KEPT = 3  # one in so many, where a shorter log is asked for


class Sheet:
    """Rows of one story. Who may see each is filled in when they are taken off the sheet."""

    def __init__(self, area: Area, ids: Ids) -> None:
        """Take an empty sheet for a story of an area."""
        self.area = area
        self.ids = ids
        self.rows: list[Row] = []
        self._files: dict[str, FileGrants] = {}
        self._opened: dict[tuple[str, str], tuple[datetime, set[str]]] = {}

    def add(self, model: type[models.Model], /, **values: Any) -> Row:
        """Write a row."""
        return self.put(table_of(model), **values)

    def put(self, table: Table, /, **values: Any) -> Row:
        """Write a row of a table that has no model."""
        row = Row(table, values)
        self.rows.append(row)
        return row

    def open_file(self, kind: FileKind, *, by: Member | None, at: datetime) -> str:
        """Open a file, in which nobody sees anything yet."""
        file = self.add(
            File,
            id=self.ids.new(at),
            partnership_id=self.area.id,
            kind=kind.value,
            created_at=at,
            stages=before_a_case(),
            closed_on=None,
        )
        self._files[file["id"]] = FileGrants(file, self.area.allowances)
        self.log("sharing:file:open", file, by=by, at=at)
        return str(file["id"])

    def grant(self, file: str, holder: Holder, scope: Scope, *, by: Member | None, at: datetime) -> None:
        """Grant a holder a scope of a file, as far as the wall lets them."""
        for sides, categories in list(self._files[file].wanting(holder, scope)):
            grant = self.add(
                Grant,
                id=self.ids.new(at),
                partnership_id=self.area.id,
                file_id=file,
                holder_id=holder.principal,
                works_with=str(holder.works_with),
                sides=sides,
                categories=categories,
                purpose=scope.purpose.value,
                granted_at=at,
                granted_by_id=by.id if by else None,
                ended_at=None,
            )
            self._files[file].add(grant, holder)
            self.log("sharing:grant:give", grant, by=by, at=at)

    def end_grants(
        self,
        file: str,
        purposes: Iterable[Purpose],
        *,
        holder: int | None = None,
        by: Member | None,
        at: datetime,
    ) -> None:
        """End what a holder, or everybody, was granted of a file for some purposes."""
        ended_by = by.id if by else None
        for grant in self._files[file].end(holder=holder, purposes=tuple(purposes), by=ended_by, at=at):
            self.log("sharing:grant:end", grant, by=by, at=at)

    def log(self, tag: str, row: Row, *, by: Member | None, at: datetime) -> None:
        """Write an entry of the audit. Whoever did something on a day looked at the file first."""
        file = row.get("file_id")
        # The most rows are these, so they are written without a detour.
        entry = {
            "at": at,
            "partnership_id": self.area.id,
            "tag": tag,
            "staff_id": by.id if by else None,
            "agency_id": by.agency.id if by else None,
            "subject_kind": row.table.kind,
            "subject_id": row["id"],
            "file_id": file,
            "changed": (),
        }
        self.rows.append(Row(table_of(Entry), entry))
        if by is not None and file is not None and row.table.protected:
            key = (by.id, str(at.date()))
            if key not in self._opened:
                self._opened[key] = (at, set())
                self.look(by, at=at, files=[file], row=row)

    def look(self, by: Member, *, at: datetime, files: list[str], row: Row, door: str = "cases:case") -> None:
        """Write that somebody looked at a page of a file."""
        self.add(
            Consultation,
            at=at,
            partnership_id=self.area.id,
            staff_id=by.id,
            agency_id=by.agency.id,
            door=door,
            purpose="page:GET",
            files=files,
            sides=[row["side"]],
            categories=[row["category"]],
            tables=[row.table.name],
        )

    def look_less(self, fewer: int) -> None:
        """Leave out so many of the looks at most. One in three stays, and every entry of the audit."""
        if fewer <= 0:
            return
        looks = [row for row in self.rows if row.table.kind == "Consultation"]
        may_go = [row for place, row in enumerate(looks) if place % _LOOKS_KEPT]
        left_out = {id(row) for row in may_go[:fewer]}
        self.rows = [row for row in self.rows if id(row) not in left_out]

    def at_the_stage_of(self, case: Row, people: Iterable[str]) -> None:
        """Note at which stage the file of a case and those of its people are, as the database's triggers would."""
        for file in (case["file_id"], *people):
            self._files[file].stands_at(case["stage"], case.get("closed_at"))

    def finished(self) -> Iterator[tuple[Table, str]]:
        """Every row as COPY reads it, with whoever sees it now that all grants are known."""
        for row in self.rows:
            if row.table.protected:
                row["acl"] = self._files[row["file_id"]].acl(
                    row["side"], row["category"], row.get("holder_id")
                )
            yield row.table, row.table.line(row)

    @property
    def logged(self) -> int:
        """How many rows of the two logs stand on it."""
        return sum(row.table.kind in {"Entry", "Consultation"} for row in self.rows)
