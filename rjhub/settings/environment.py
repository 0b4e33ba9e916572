"""The one typed reader of the environment.

Everything that differs between installations is read here and nowhere else. Names are those of the variables in
upper case with RJHUB_ in front, except DATABASE_URL and PORT, which hosting platforms set by those names.
"""

import base64
import json
import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rjhub.settings import mail

ROOT = Path(__file__).resolve().parents[2]
SECRET_NAMES = (
    "secret_key",
    "vault_key",
    "match_key",
    "receipt_key",
    "app_password",
    "responsible_password",
    "front_password",
)


class Environment(BaseSettings):
    """What this installation is told from outside, with defaults that suit a laptop."""

    model_config = SettingsConfigDict(env_prefix="RJHUB_", extra="ignore")

    database_url: str = Field(default="", validation_alias=AliasChoices("DATABASE_URL"))
    database_name: str = "rjhub"
    prepared_statements: bool = True
    port: int = Field(default=8000, validation_alias=AliasChoices("PORT"))
    data: Path = ROOT / ".data"
    secret_key: str = ""
    vault_key: str = ""
    match_key: str = ""
    receipt_key: str = ""
    app_password: str = ""
    responsible_password: str = ""
    front_password: str = ""
    hosts: list[str] = ["127.0.0.1", "localhost"]
    origins: list[str] = []
    demonstration: bool = False
    https: bool = True
    mail_url: str = ""
    mail_from: str = "no-reply@rjhub.example"
    mail_from_to_people: str = ""
    texts_by_mail: str = ""
    receipts: Path | None = None
    noes_register: Path | None = None
    sign_on_providers: Path | None = None
    idle_minutes: int = 30
    longest_session_hours: int = 10
    trusted_proxies: int = 0
    longer_deferral_since: date | None = None

    @field_validator("mail_url")
    @classmethod
    def _names_a_mail_server(cls, value: str) -> str:
        mail.settings_for(value)
        return value

    @field_validator("texts_by_mail")
    @classmethod
    def _names_a_provider_of_texts(cls, value: str) -> str:
        mail.check_texts(value)
        return value

    def secret(self, name: str) -> str:
        """A secret by name: from the environment, else from this installation's own file, made at first need."""
        return getattr(self, name) or _kept_secrets(self.data / "secrets.json")[name]


def _kept_secrets(path: Path) -> dict[str, str]:
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text())
        if all(name in kept for name in SECRET_NAMES):
            return kept
    else:
        kept = {}
    for name in SECRET_NAMES:
        kept.setdefault(name, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(kept, indent=1))
    draft.replace(path)
    return kept


def connection(url: str) -> dict[str, str]:
    """A database address as Django's connection settings. Raises ValueError if it is no PostgreSQL address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = "DATABASE_URL must start with postgresql://"
        raise ValueError(message)
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


environment = Environment()
