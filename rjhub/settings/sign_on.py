"""The agencies' own sign-on services (OpenID Connect), as the file at RJHUB_SIGN_ON_PROVIDERS lists them.

Settings read this before Django is ready, so it is plain Python.
"""

import json
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError


class Provider(BaseModel):
    """One agency's sign-on. It vouches for people who work for that agency, and for nobody else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    partnership: str = Field(description="Code of the partnership")
    agency: str = Field(description="Code of the agency there")
    name: str = Field(min_length=1, description="What stands on the button: Sign in with ...")
    issuer: HttpUrl
    client_id: str = Field(min_length=1)
    client_secret: str = ""
    vouches_for_addresses: bool = Field(
        default=False,
        description="Its addresses are the agency's own, though it does not say that it checked them",
    )
    second_factor: tuple[str, ...] = Field(
        default=(),
        description='Values of the claim "amr" that mean it asked for a second factor, such as mfa',
    )

    @property
    def id(self) -> str:
        """Its name in addresses and in allauth's tables."""
        return f"{self.partnership}-{self.agency}"

    @property
    def origin(self) -> str:
        """Where a browser is sent, for the content security policy."""
        parts = urlsplit(str(self.issuer))
        return f"{parts.scheme}://{parts.netloc}"

    def as_app(self) -> dict[str, Any]:
        """Describe it as allauth wants it."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {"server_url": str(self.issuer).rstrip("/"), "oauth_pkce_enabled": True},
        }


def read(path: Path | None) -> tuple[Provider, ...]:
    """Read the file, TOML or JSON by its ending: a list `providers`. No path, no providers.

    Raises ValueError that names the file and each entry that is wrong.
    """
    if path is None:
        return ()
    text = path.read_text(encoding="utf-8")
    try:
        content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        found = TypeAdapter(tuple[Provider, ...]).validate_python(tuple(content.get("providers", ())))
    except ValidationError as wrong:
        problems = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in wrong.errors())
        message = f"{path} is not a list of sign-on providers: {problems}"
        raise ValueError(message) from wrong
    except ValueError as wrong:
        message = f"{path} cannot be read: {wrong}"
        raise ValueError(message) from wrong
    if len({provider.id for provider in found}) < len(found):
        message = f"{path} names one agency twice."
        raise ValueError(message)
    return found
