"""The models of every room of the campaigns."""

from campaigns.plans.models import *  # noqa: F403
from campaigns.registrations.models import *  # noqa: F403
from campaigns.reports.models import *  # noqa: F403
from campaigns.reviews.models import *  # noqa: F403
from campaigns.targets.models import *  # noqa: F403
