"""Where this checkout keeps its data, and the settings that a running launch left there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def home_folder(base_dir: Path, environ: Mapping[str, str]) -> Path:
    """Return the data folder: ``TRADETRACKER_HOME``, or ``.tradetracker`` in the checkout."""
    return Path(environ.get("TRADETRACKER_HOME") or base_dir / ".tradetracker").expanduser()


def read(home: Path) -> dict[str, str]:
    """Return the ``NAME=value`` lines of the launch's ``env`` file; an empty dictionary without one."""
    try:
        lines = (home / "env").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}
