"""The API: one router a noun, problem details for every error, an account on every route."""

from service.api.app import create_app

__all__ = ["create_app"]
