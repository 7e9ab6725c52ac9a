"""The API: one router a noun, problem details for every error, a token on every route."""

from service.api.app import create_app

__all__ = ["create_app"]
