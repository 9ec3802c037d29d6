"""Exit 0 when an address answers with 200, and 1 when it does not (yet)."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

try:
    with urlopen(sys.argv[1], timeout=5) as response:
        sys.exit(response.status != 200)
except (URLError, OSError):
    sys.exit(1)
