"""The models of every room of the awards."""

from awards.appraisal.models import *  # noqa: F403
from awards.catalogue.models import *  # noqa: F403
from awards.council.models import *  # noqa: F403
from awards.decisions.models import *  # noqa: F403
from awards.ledger.models import *  # noqa: F403
from awards.nominations.models import *  # noqa: F403
