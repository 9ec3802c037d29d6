"""The models of every room of the common ground."""

from emulation.audit.models import *  # noqa: F403
from emulation.clock.models import *  # noqa: F403
from emulation.desk.models import *  # noqa: F403
from emulation.documents.models import *  # noqa: F403
from emulation.files.models import *  # noqa: F403
from emulation.imports.models import *  # noqa: F403
from emulation.jobs.models import *  # noqa: F403
from emulation.notices.models import *  # noqa: F403
from emulation.people.models import *  # noqa: F403
from emulation.regulations.models import *  # noqa: F403
from emulation.ui.models import *  # noqa: F403
from emulation.units.models import *  # noqa: F403
from emulation.workflow.models import *  # noqa: F403
