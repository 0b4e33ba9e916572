"""The file that lists the agencies' own sign-on services."""

import json
from pathlib import Path

import pytest

from rjhub.settings import sign_on

POLICE = {
    "partnership": "sussex",
    "agency": "sussex-police",
    "name": "Sussex Police",
    "issuer": "https://login.sussex-police.example/tenant/",
    "client_id": "rj-hub",
    "client_secret": "told to nobody",
}


def written(folder: Path, *providers: dict[str, object]) -> Path:
    path = folder / "providers.json"
    path.write_text(json.dumps({"providers": providers}))
    return path


def test_without_a_file_no_agency_has_a_sign_on():
    assert sign_on.read(None) == ()


def test_toml_and_json_say_the_same(tmp_path):
    toml = tmp_path / "providers.toml"
    lines = "\n".join(f'{name} = "{value}"' for name, value in POLICE.items())
    toml.write_text(f"[[providers]]\n{lines}\n")
    assert sign_on.read(toml) == sign_on.read(written(tmp_path, POLICE))


def test_a_provider_is_known_by_its_agency_and_browsers_may_be_sent_to_it(tmp_path):
    (police,) = sign_on.read(written(tmp_path, POLICE))
    assert police.id == "sussex-sussex-police"
    assert police.origin == "https://login.sussex-police.example"
    app = police.as_app()
    assert app["settings"]["server_url"] == "https://login.sussex-police.example/tenant"
    assert not police.vouches_for_addresses


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"issuer": "not an address"}, "0.issuer: Input should be a valid URL"),
        ({"client_id": ""}, "0.client_id"),
        ({"secret": "misspelt"}, "0.secret: Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_with_the_file_is_named(tmp_path, wrong, said):
    with pytest.raises(ValueError, match="is not a list of sign-on providers") as refusal:
        sign_on.read(written(tmp_path, POLICE | wrong))
    assert said in str(refusal.value)
    assert "told to nobody" not in str(refusal.value)


def test_an_agency_named_twice_and_a_file_that_is_no_toml_are_refused(tmp_path):
    with pytest.raises(ValueError, match="names one agency twice"):
        sign_on.read(written(tmp_path, POLICE, POLICE))
    torn = tmp_path / "torn.toml"
    torn.write_text("[[providers")
    with pytest.raises(ValueError, match="cannot be read"):
        sign_on.read(torn)
