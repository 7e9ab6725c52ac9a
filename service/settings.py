"""Every setting of the service, by the name of its environment variable; one table, which the docs print."""

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings come from the environment. TRUYVET_GRAPH_* and TRUYVET_JARS_* are read by graph/local itself."""

    model_config = SettingsConfigDict(env_prefix="TRUYVET_", populate_by_name=True, extra="ignore")

    data_dir: Path = Field(
        default=Path(platformdirs.user_data_dir("truyvet", appauthor=False)),
        description="the data folder: graph, uploads, sample workbooks; two folders never see each other's data",
    )
    rules_dir: Path | None = Field(default=None, description="a folder of rule sets of the user's own")
    host: str = Field(default="127.0.0.1", description="where the service listens")
    port: int = Field(default=8800, ge=1, le=65535, description="on which port the service listens")
    lang: str = Field(default="vi", pattern="^(vi|en)$", description="language of the command line: vi or en")
    upload_megabytes: int = Field(default=100, ge=1, description="largest file that the service takes")
    neo4j_uri: str | None = Field(
        default=None, validation_alias="NEO4J_URI", description="a Neo4j of your own; none: one is started here"
    )
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME", description="its user")
    neo4j_password: str = Field(default="", validation_alias="NEO4J_PASSWORD", description="its password", repr=False)
    neo4j_database: str = Field(default="neo4j", validation_alias="NEO4J_DATABASE", description="its database")


def describe() -> list[tuple[str, str, str]]:
    """Return every setting: environment variable, default, meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"TRUYVET_{name.upper()}")
        default = "the platform's" if name == "data_dir" else "" if field.default in (None, "") else str(field.default)
        rows.append((variable, default, field.description or ""))
    return rows
