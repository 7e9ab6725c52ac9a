"""What the compose file, the image and the proxy's configuration promise; no Docker engine is needed for that."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import Settings

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
NGINX = (ROOT / "proxy" / "nginx.conf").read_text(encoding="utf-8")
SERVICES = COMPOSE["services"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    inner = {name for name, network in COMPOSE["networks"].items() if network.get("internal")}
    assert inner == {"service", "graph"}
    assert set(SERVICES["truyvet"]["networks"]) == inner
    assert set(SERVICES["neo4j"]["networks"]) == {"graph"}, "the proxy does not reach the graph"


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("read_only") is (None if name == "neo4j" else True)
    assert re.fullmatch(r"[a-z0-9/-]+:[\w.-]*\d[\w.-]*", service["image"]), "of a version"
    assert not service.get("privileged")
    for variable, value in service.get("environment", {}).items():
        told = variable.endswith("_FILE")
        assert told or not re.search("pass|secret|token|auth", f"{variable}{value}", re.IGNORECASE)


def test_nobody_is_root() -> None:
    users = {name: str(service.get("user", "")) for name, service in SERVICES.items()}
    last = re.findall(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)[-1]
    assert (users["proxy"], users["neo4j"], users["truyvet"] or last) == ("101:101", "7474:7474", "10001")


def test_secrets_are_files_that_are_not_in_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/secrets/" in ignored
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())
    assert "!secrets" not in (ROOT / ".dockerignore").read_text(encoding="utf-8")


def test_the_service_believes_the_proxy_and_nobody_else() -> None:
    trusted = SERVICES["truyvet"]["environment"]["TRUYVET_TRUSTED_PROXIES"]
    assert trusted == SERVICES["proxy"]["networks"]["service"]["ipv4_address"]
    assert Settings(trusted_proxies=trusted).trusted_proxies == f"{trusted}/32"
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto https", "Host $http_host", 'Forwarded ""'):
        assert f"proxy_set_header {header};" in NGINX


def test_the_proxy_logs_nothing_and_lets_uploads_through() -> None:
    assert "access_log off;" in NGINX
    assert "error_log stderr emerg;" in NGINX, "its errors quote the request"
    limit = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert limit
    assert int(limit[1]) > Settings.model_fields["upload_megabytes"].default
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in NGINX
