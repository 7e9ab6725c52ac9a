"""Every setting of the service, by the name of its environment variable; one table, which the docs print."""

import os
import secrets
from contextlib import suppress
from ipaddress import ip_address, ip_network
from pathlib import Path

import platformdirs
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import Invalid


class Settings(BaseSettings):
    """Settings come from the environment. TRUYVET_GRAPH_* and TRUYVET_JARS_* are read by graph/local itself."""

    model_config = SettingsConfigDict(env_prefix="TRUYVET_", populate_by_name=True, extra="ignore")

    data_dir: Path = Field(
        default=Path(platformdirs.user_data_dir("truyvet", appauthor=False)),
        description="the data folder: graph, uploads, sample workbooks; two folders never see each other's data",
    )
    rules_dir: Path | None = Field(default=None, description="a folder of rule sets of the user's own")
    retention_file: Path | None = Field(
        default=None, description='days by kind of data where the defaults do not fit: {"residence": 90}'
    )
    host: str = Field(default="127.0.0.1", description="where the service listens")
    port: int = Field(default=8800, ge=1, le=65535, description="on which port the service listens")
    trusted_proxies: str = Field(
        default="",
        description="addresses or networks, by commas, of proxies whose X-Forwarded-For and -Proto are believed",
    )
    lang: str = Field(default="vi", pattern="^(vi|en)$", description="language of the command line: vi or en")
    session_idle_minutes: int = Field(default=60, ge=1, description="a session ends after so long without use")
    session_hours: int = Field(default=12, ge=1, le=24 * 31, description="a session ends after so long in any case")
    oidc_issuer: str | None = Field(default=None, description="an OpenID Connect provider's address; none: passwords")
    oidc_client_id: str = Field(default="truyvet", description="this service's name there")
    oidc_client_secret_file: Path | None = Field(default=None, description="a file that holds its secret there")
    oidc_role_claim: str = Field(default="roles", description="the ID token's claim that says what somebody may")
    oidc_roles: dict[str, str] = Field(
        default={}, description='role by value of that claim, the first that fits: {"truy-vet": "analyst"}'
    )
    upload_megabytes: int = Field(default=100, ge=1, description="largest file that the service takes")
    body_megabytes: int = Field(default=2, ge=1, description="largest body of a request that is no upload")
    body_pause_seconds: float = Field(default=20, gt=0, description="longest silence within a body that is being sent")
    body_seconds: float = Field(default=900, gt=0, description="longest time that a body may take in all")
    header_seconds: float = Field(default=10, gt=0, description="longest time that the head of a request may take")
    keep_alive_seconds: int = Field(default=15, ge=1, description="a line without a request is closed after so long")
    requests_at_once: int = Field(default=300, ge=1, description="beyond so many, requests are answered 503 at once")
    read_seconds: float = Field(default=60, gt=0, description="longest time of a transaction that reads")
    write_seconds: float = Field(default=900, gt=0, description="longest time of a transaction that writes")
    graph_silent_seconds: float = Field(
        default=2, gt=0, description="a graph that says nothing for so long is taken to be gone, until it answers"
    )
    shutdown_request_seconds: int = Field(
        default=30, ge=1, description="so long requests may go on when the service is told to stop"
    )
    shutdown_import_seconds: float = Field(
        default=240, gt=0, description="and then so long the import in hand; after that the next start takes it up"
    )
    disk_floor_megabytes: int = Field(
        default=200, ge=0, description="with less free on the data folder's disk /ready says no"
    )
    log: str = Field(default="text", pattern="^(text|json)$", description="the log on stderr: text or json")
    metrics: str = Field(
        default="loopback", pattern="^(loopback|all|off)$", description="who may fetch /metrics: loopback, all or off"
    )
    neo4j_uri: str | None = Field(
        default=None, validation_alias="NEO4J_URI", description="a Neo4j of your own; none: one is started here"
    )
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME", description="its user")
    neo4j_password: str = Field(default="", validation_alias="NEO4J_PASSWORD", description="its password", repr=False)
    neo4j_auth_file: Path | None = Field(
        default=None,
        validation_alias="NEO4J_AUTH_FILE",
        description="a file that holds user/password, as Neo4j's own container takes it; goes before both",
    )
    neo4j_database: str = Field(default="neo4j", validation_alias="NEO4J_DATABASE", description="its database")

    backup_recipients_file: Path | None = Field(
        default=None, description="public keys of age, one a line: backups are encrypted for them"
    )
    backup_identity_file: Path | None = Field(
        default=None, description="secret keys of age, one a line: backups are read with them"
    )
    backup_passphrase_file: Path | None = Field(
        default=None, description="a file whose first line encrypts backups and reads them; goes before the next"
    )
    backup_passphrase: str | None = Field(default=None, description="a passphrase for backups", repr=False)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        networks = [ip_network(part.strip(), strict=False) for part in value.split(",") if part.strip()]
        if any(network.prefixlen == 0 for network in networks):
            raise ValueError("everybody is no proxy")
        return ",".join(map(str, networks))

    def secret(self, name: str) -> bytes:
        """Return a secret of the data folder, made at its first use: 32 random bytes, readable by its owner alone."""
        path = self.data_dir / "secrets" / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            part = path.with_name(f".{name}.{os.getpid()}")
            part.touch(mode=0o600)
            part.write_bytes(secrets.token_bytes(32))
            # Of two that start at once the first wins, and both read the same.
            with suppress(FileExistsError):
                os.link(part, path)
            part.unlink()
        return path.read_bytes()

    def on_loopback(self) -> bool:
        """Tell whether the service listens on this machine only."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def neo4j_login(self) -> tuple[str, str]:
        """Return user and password of the given Neo4j. Raises Invalid where the file does not hold them."""
        if self.neo4j_auth_file is None:
            return self.neo4j_username, self.neo4j_password
        try:
            user, sign, password = self.neo4j_auth_file.read_text(encoding="utf-8").strip().partition("/")
        except OSError as error:
            reason = error.strerror or type(error).__name__
        else:
            if sign and user and password:
                return user, password
            reason = "not user/password"
        raise Invalid(
            f"NEO4J_AUTH_FILE {self.neo4j_auth_file} cannot be used ({reason}); it must hold user/password.",
            f"Không dùng được NEO4J_AUTH_FILE {self.neo4j_auth_file} ({reason}); tệp phải chứa user/password.",
            field="NEO4J_AUTH_FILE",
        )


#: Read by graph/local itself, which knows nothing of the service.
_LOCAL = (
    ("TRUYVET_CACHE_DIR", "the platform's", "where Neo4j's jars are kept"),
    ("TRUYVET_JARS_DIR", "", "a folder with the jars, for a machine without a network"),
    ("TRUYVET_MAVEN_URL", "Maven Central", "another Maven repository to fetch the jars from"),
    ("TRUYVET_GRAPH_HEAP", "by the machine's memory", "heap of the graph that is started here, for example 4096m"),
    ("TRUYVET_GRAPH_PAGECACHE", "by the machine's memory", "its page cache, for example 2048m"),
)


def describe() -> list[tuple[str, str, str]]:
    """Return every setting: environment variable, default, meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"TRUYVET_{name.upper()}")
        default = "the platform's" if name == "data_dir" else "" if field.default in (None, "") else str(field.default)
        rows.append((variable, default, field.description or ""))
    return [*rows, *_LOCAL]
