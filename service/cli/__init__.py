"""The command line. Its commands import what they need when they run, so that each starts fast."""

from service.cli.app import main

__all__ = ["main"]
