"""The environment, read once into one typed value; a bad or missing setting stops the start.

Nothing else in the project reads ``os.environ``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
EXAMPLE_KEY_LENGTH = 50


@dataclass(frozen=True)
class Environment:
    """Every setting that differs between installations."""

    secret_key: str
    debug: bool
    demo: bool
    failpoints: bool
    allowed_hosts: tuple[str, ...]
    site_origin: str
    var_dir: Path
    ballot_keys: Path
    database: dict[str, Any]
    redis_url: str
    email: dict[str, Any]
    mail_from: str
    province_name: str
    trusted_proxies: int
    sendfile_prefix: str

    @property
    def secure(self) -> bool:
        """Whether the portal is served over HTTPS, which decides cookies and HSTS."""
        return self.site_origin.startswith("https://")


def read_environment() -> Environment:
    """Return the environment, or raise ``ImproperlyConfigured`` with what to set.

    All faults are reported together, one per line, so that they are mended in one go.
    """
    env = environ.Env()
    faults: list[str] = []

    def read(name: str, reader: Any, default: Any) -> Any:
        try:
            return reader(name, default=default)
        except (ImproperlyConfigured, ValueError) as error:
            faults.append(f"{name}: {error}")
            return default

    debug = read("DEBUG", env.bool, False)
    demo = read("DEMO", env.bool, False)
    var_dir = Path(read("VAR_DIR", env.str, str(BASE_DIR / "var"))).resolve()
    origin = read("SITE_ORIGIN", env.str, f"http://127.0.0.1:{env.str('PORT', default='8000')}")
    value = Environment(
        secret_key=read("SECRET_KEY", env.str, ""),
        debug=debug,
        demo=demo,
        failpoints=read("FAILPOINTS", env.bool, False),
        allowed_hosts=tuple(read("ALLOWED_HOSTS", env.list, ["127.0.0.1", "localhost"])),
        site_origin=origin.rstrip("/"),
        var_dir=var_dir,
        # beside the data, not within: a copy of the data folder must not open the ballots in it
        ballot_keys=Path(read("BALLOT_KEYS", env.str, f"{var_dir}-ballot-keys")).resolve(),
        database=read("DATABASE_URL", env.db_url, f"sqlite:///{var_dir / 'portal.sqlite3'}"),
        redis_url=read("REDIS_URL", env.str, ""),
        email=read("EMAIL_URL", env.email_url, f"filemail://{var_dir / 'mail'}"),
        mail_from=read("MAIL_FROM", env.str, "thidua@localhost"),
        province_name=read("PROVINCE_NAME", env.str, "Bạc Liêu" if demo else ""),
        trusted_proxies=read("TRUSTED_PROXIES", env.int, 0),
        sendfile_prefix=read("SENDFILE_PREFIX", env.str, ""),
    )
    faults += _faults_of(value)
    if faults:
        raise ImproperlyConfigured("The environment is not complete:\n- " + "\n- ".join(faults))
    return value


def _faults_of(value: Environment) -> list[str]:
    faults = []
    if len(value.secret_key) < EXAMPLE_KEY_LENGTH:
        faults.append("SECRET_KEY: set at least 50 random characters (make run writes one itself)")
    parts = urlsplit(value.site_origin)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        faults.append("SITE_ORIGIN: give scheme and host only, as https://thidua.example.gov.vn")
    if value.redis_url and not value.redis_url.startswith(("redis://", "rediss://", "unix://")):
        faults.append("REDIS_URL: give redis://, rediss:// or unix://")
    if value.demo and value.secure:
        faults.append("DEMO: the demo's known passwords may not be served under https; unset DEMO")
    if "*" in value.allowed_hosts:
        faults.append("ALLOWED_HOSTS: name the hosts; * would let anyone forge the portal's name")
    return faults
