"""The models of every room of the awards."""

from awards.catalogue.models import *  # noqa: F403
from awards.ledger.models import *  # noqa: F403
