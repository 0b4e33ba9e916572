"""What an operator types about pathways, partnerships and their first administrators."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from rjhub import cli
from rjhub.cases.tests.factories import at_work, member
from rjhub.partnership.models import Invitation, Partnership, PathwayVersion
from rjhub.partnership.pathway import shipped
from rjhub.people.tests.factories import rosa
from rjhub.server import program

SUSSEX = shipped.text("sussex")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def running() -> Iterator[None]:
        yield

    monkeypatch.setattr(program, "running", running)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sussex.yaml"
    path.write_text(SUSSEX, encoding="utf-8")
    return path


def rjhub(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.rjhub, [str(word) for word in words])


def test_a_right_file_is_called_right(file):
    answer = rjhub("pathway", "check", file)
    assert answer.exit_code == 0
    assert answer.output == "sussex.yaml is right: Sussex Restorative Justice Partnership, version 1.\n"


def test_everything_wrong_with_a_file_is_said_with_its_line(file):
    file.write_text(SUSSEX.replace("key: sussex\n", "kee: sussex\n").replace("format: 1\n", "format: 2\n"))
    answer = rjhub("pathway", "check", file)
    assert answer.exit_code == 1
    assert re.search(r"sussex.yaml: \d things to put right", str(answer.exception))
    assert f"line {SUSSEX[: SUSSEX.index('format: 1')].count(chr(10)) + 1}:" in str(answer.exception)


@pytest.mark.django_db
def test_a_file_is_put_into_force(file):
    Partnership.objects.get(code="sussex")
    next_number = PathwayVersion.objects.filter(partnership__code="sussex").count() + 1
    file.write_text(
        SUSSEX.replace("\nversion: 1\n", f"\nversion: {next_number}\n").replace(": conference", ": circle")
    )
    answer = rjhub("pathway", "load", file, "--partnership", "sussex")
    assert f"Version {next_number} of sussex is in force" in answer.output
    assert "circle" in PathwayVersion.objects.get(partnership__code="sussex", number=next_number).text


@pytest.mark.django_db
def test_loading_into_a_partnership_that_is_not_there_says_which_are(file):
    answer = rjhub("pathway", "load", file, "--partnership", "atlantis")
    assert "There is no partnership 'atlantis'" in str(answer.exception)
    assert "sussex" in str(answer.exception)


@pytest.mark.django_db
def test_loading_a_version_that_is_there_already_is_refused_with_its_line(file):
    assert PathwayVersion.objects.filter(partnership__code="sussex", number=1).exists()
    answer = rjhub("pathway", "load", file, "--partnership", "sussex")
    assert "so this has to be 'version: 2'" in str(answer.exception)


@pytest.mark.django_db
def test_a_partnership_is_founded_by_its_code():
    assert "Sussex Restorative Justice Partnership" in rjhub("found", "sussex").output
    assert "It knows: hertfordshire" in str(rjhub("found", "atlantis").exception)


@pytest.mark.django_db
def test_the_first_administrator_is_invited_and_the_printed_link_works():
    words = ("invite", "--partnership", "sussex", "--agency", "arun-council", "--name", "Ines Duarte")
    answer = rjhub(*words, "--email", "ines@arun.example", "--site", "https://hub.example/")
    link = answer.output.splitlines()[-1]
    assert link.startswith("https://hub.example/invitation/")
    page = Client().get(link.removeprefix("https://hub.example"))
    assert "Ines Duarte" in page.content.decode()
    assert Invitation.objects.get().roles == ["administrator"]


@pytest.mark.django_db
def test_nobody_is_invited_to_an_agency_that_is_not_there():
    words = ("invite", "--partnership", "sussex", "--agency", "atlantis", "--name", "Ines Duarte")
    assert "There is no agency 'atlantis'" in str(
        rjhub(*words, "--email", "ines@arun.example", "--site", "https://hub.example").exception
    )


@pytest.mark.django_db
def test_records_from_before_there_were_keys_get_theirs(behind_the_walls):
    rjhub("people", "keys")
    assert rjhub("people", "keys").output == "Every record has its keys.\n"
    with at_work(member("Marian Okafor")) as marian:
        person = rosa(marian)
    with behind_the_walls() as cursor:
        cursor.execute("DELETE FROM people_matchkey WHERE person_id = %s", [person.id])
    assert rjhub("people", "keys").output == "Made the keys of 1 record.\n"
