"""The read-only API: its one blueprint, ready to be registered by the application."""

from flask import Blueprint

blueprint = Blueprint("api", __name__)
