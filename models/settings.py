"""Every setting, read from the environment once and validated."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """What may differ between one installation and another. Nothing else reads the environment."""

    model_config = SettingsConfigDict(env_prefix="TRACKER_", extra="ignore", frozen=True)

    #: SQLite by default; ``postgresql://…`` when one machine is not enough. The variable has no prefix.
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    #: where evidence files, backups and the secret live; never inside a folder that is served
    data_directory: Path = PROJECT_ROOT / "data"
    #: fixes "today" for demonstrations and tests
    today: dt.date | None = None
    #: marks every page as sample data
    demo: bool = False
    #: the address people use, for links in mail drafts and documents; https makes the cookie Secure
    public_url: str = "http://localhost:8501"
    #: key for digests of personal fields in the history; kept in the data directory when empty
    secret: str = ""

    @field_validator("public_url")
    @classmethod
    def _without_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def url(self) -> str:
        """The database address in the form SQLAlchemy wants."""
        if not self.database_url:
            return f"sqlite:///{self.data_directory / 'tracker.db'}"
        for scheme in ("postgres://", "postgresql://"):
            if self.database_url.startswith(scheme):
                return "postgresql+psycopg://" + self.database_url.removeprefix(scheme)
        return self.database_url

    @property
    def secure(self) -> bool:
        """Whether people reach the tracker over https."""
        return self.public_url.startswith("https://")


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
