"""How a partnership works, as versions of a file: added, looked at, compared, fetched."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import pathways
from rjhub.partnership.models import PathwayVersion, Staff
from rjhub.partnership.pathway import shipped
from rjhub.partnership.pathway.model import PathwayErrors
from rjhub.partnership.tests import factories

pytestmark = pytest.mark.django_db
LIST, CHANGE = "/partnership/pathways", "/partnership/pathways/change"
NEXT = (
    shipped.text("sussex")
    .replace("\nversion: 1\n", "\nversion: 2\n")
    .replace("meeting: conference", "meeting: restorative meeting")
)
BROKEN = NEXT.replace("    - Arun\n", "    - Arum\n").replace("does: [refers,", "does: [refer,", 1)


@pytest.fixture
def grace() -> Staff:
    """Grace coordinates a hub, and Sussex has its first version."""
    coordinator = factories.grace()
    if not PathwayVersion.objects.filter(partnership=coordinator.partnership).exists():
        pathways.add_version(coordinator.partnership, "sussex", shipped.text("sussex"), by=None)
    return coordinator


def text(answer) -> str:
    return answer.content.decode()


def line_of(file: str, words: str) -> int:
    return file[: file.index(words)].count("\n") + 1


def test_a_coordinator_checks_a_change_sees_what_it_does_and_puts_it_into_force(client, grace):
    client.force_login(grace.account)
    review = text(client.post(CHANGE, {"text": NEXT}))
    assert "Put version 2 into force" in review
    assert "words, meeting: was &#39;conference&#39;, is now &#39;restorative meeting&#39;." in review
    assert PathwayVersion.objects.filter(partnership=grace.partnership).count() == 1
    stored = client.post(CHANGE, {"text": NEXT.replace("\n", "\r\n"), "store": "yes"})
    assert stored["Location"] == f"{LIST}/sussex/2"
    version = PathwayVersion.objects.get(partnership=grace.partnership, number=2)
    assert (version.text, version.added_by) == (NEXT, grace)
    assert "In force" in text(client.get(stored["Location"]))
    assert "A newer version is in force" in text(client.get(f"{LIST}/sussex/1"))


def test_the_form_begins_with_the_version_in_force_and_the_next_number(client, grace):
    client.force_login(grace.account)
    form = text(client.get(CHANGE))
    assert "\nversion: 2\n" in form
    assert "key: sussex" in form


def test_everything_that_is_wrong_is_said_beside_its_line_and_nothing_typed_is_lost(client, grace):
    client.force_login(grace.account)
    page = text(client.post(CHANGE, {"text": BROKEN}))
    wrong = line_of(BROKEN, "does: [refer,")
    assert f'href="#line-{wrong}"' in page
    beside = page[page.index(f'id="line-{wrong}"') :]
    assert beside.index("does: [refer,") < beside.index("Error:</span>") < beside.index("</li>")
    kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    assert "Arum" in kept
    assert kept.count("\n") >= BROKEN.count("\n")
    assert PathwayVersion.objects.filter(partnership=grace.partnership).count() == 1


def test_a_file_can_be_uploaded_and_its_errors_are_shown_as_text_to_edit(client, grace):
    client.force_login(grace.account)
    page = text(client.post(CHANGE, {"file": SimpleUploadedFile("sussex.yaml", BROKEN.encode())}))
    assert "[refer," in re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    good = SimpleUploadedFile("sussex.yaml", NEXT.encode())
    assert "Put version 2 into force" in text(client.post(CHANGE, {"file": good}))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("sussex.yaml", "name: Sussex\nabout: caf\xe9".encode("latin-1"), "Line 2: this is not UTF-8 text"),
        ("sussex.yaml", b"", "The selected file is empty"),
        ("sussex.pdf", b"%PDF-1.7", "must be a YAML or YML file"),
        ("sussex.yaml", b"name: Sus\x00sex", "Line 1"),
        ("sussex.yaml", b"a" * 300_000, "must be smaller"),
    ],
)
def test_a_bad_file_is_named_and_what_was_typed_beside_it_is_kept(client, grace, name, content, said):
    client.force_login(grace.account)
    page = text(
        client.post(CHANGE, {"text": "what somebody typed", "file": SimpleUploadedFile(name, content)})
    )
    assert said in page
    if "NUL" not in said and b"\x00" not in content:
        assert "what somebody typed" in page


def test_a_version_that_somebody_else_added_meanwhile_is_not_overwritten(client, grace):
    client.force_login(grace.account)
    with factories.acting(grace):
        pathways.add_version(grace.partnership, "sussex", NEXT, by=grace)
    mine = NEXT.replace("restorative meeting", "circle")
    page = text(client.post(CHANGE, {"text": mine, "store": "yes"}))
    assert "version 2 is there already, so this has to be &#39;version: 3&#39;" in page
    assert "meeting: circle" in page
    assert PathwayVersion.objects.filter(partnership=grace.partnership).count() == 2


def test_a_version_that_says_the_same_is_not_stored(grace):
    same = shipped.text("sussex").replace("\nversion: 1\n", "\nversion: 2\n") + "\n# a remark\n"
    with pytest.raises(Refused, match="says the same as version 1"):
        pathways.add_version(grace.partnership, "sussex", same, by=grace)


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("key: sussex\n", "key: wessex\n"), "key: wessex", "the key of this pathway is 'sussex'"),
        (("version: 2\n", "version: 7\n"), "version: 7", "so this has to be 'version: 2'"),
        (("key: bexhill\n", "key: hailsham\n"), "key: hailsham", "has no hub 'hailsham'"),
    ],
)
def test_a_file_that_does_not_fit_the_partnership_is_refused_with_its_line(grace, change, line, said):
    file = NEXT.replace(*change)
    with pytest.raises(PathwayErrors) as wrong:
        pathways.add_version(grace.partnership, "sussex", file, by=grace)
    named = [error for error in wrong.value.errors if said in error.message]
    assert [error.line for error in named] == [line_of(file, line)]


@pytest.mark.parametrize("who", [factories.tom, factories.meera, factories.euan, factories.olive])
def test_nobody_but_those_who_run_a_hub_changes_how_the_partnership_works(client, grace, who):
    stranger = who()
    client.force_login(stranger.account)
    assert client.get(CHANGE).status_code == 404
    assert client.post(CHANGE, {"text": NEXT, "store": "yes"}).status_code == 404
    with pytest.raises(Refused, match="Only coordinators"):
        pathways.add_version(grace.partnership, "sussex", NEXT, by=stranger)


def test_an_administrator_of_the_agency_that_runs_the_hubs_may(grace):
    with factories.acting(factories.ines()) as ines:
        assert pathways.add_version(grace.partnership, "sussex", NEXT, by=ines).number == 2


def test_everybody_of_the_partnership_may_look_and_fetch_the_file(client, grace):
    client.force_login(factories.tom().account)
    assert "Version 1" in text(client.get(LIST))
    page = text(client.get(f"{LIST}/sussex/1"))
    assert "Who is asked for what" in page
    assert "rj-picture" in page
    file = client.get(f"{LIST}/sussex/1/file")
    assert file.content.decode() == shipped.text("sussex")
    assert file["Content-Disposition"] == 'attachment; filename="sussex-1.yaml"'


def test_another_partnerships_pathway_is_not_there(client, grace):
    client.force_login(factories.olive().account)
    for address in (
        f"{LIST}/sussex/1",
        f"{LIST}/sussex/1/file",
        f"{LIST}/sussex/comparison",
        f"{LIST}/sussex/99",
    ):
        assert client.get(address).status_code == 404
    assert "Sussex" not in text(client.get(LIST))


def test_two_versions_are_compared_in_words(client, grace):
    with factories.acting(grace):
        pathways.add_version(grace.partnership, "sussex", NEXT, by=grace)
    client.force_login(grace.account)
    page = text(client.get(f"{LIST}/sussex/comparison?one=1&other=2"))
    assert "words, meeting: was &#39;conference&#39;, is now &#39;restorative meeting&#39;." in page
    assert "They say the same" in text(client.get(f"{LIST}/sussex/comparison?one=2&other=2"))
    assert "There is a problem" in text(client.get(f"{LIST}/sussex/comparison?one=1&other=9"))


@pytest.mark.parametrize(
    "act", ["UPDATE partnership_pathwayversion SET text = ''", "DELETE FROM partnership_pathwayversion"]
)
def test_the_database_keeps_every_version_as_it_was(grace, behind_the_walls, act):
    with (
        behind_the_walls() as cursor,
        pytest.raises(DatabaseError, match="stays as it is"),
        transaction.atomic(),
    ):
        cursor.execute(act)


def test_adding_a_version_is_on_record(grace, behind_the_walls):
    with factories.acting(grace):
        pathways.add_version(grace.partnership, "sussex", NEXT, by=grace)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT tag FROM audit_entry WHERE staff_id = %s", [grace.id])
        assert cursor.fetchall() == [("partnership:pathway:add",)]
