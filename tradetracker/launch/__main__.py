"""``python -m tradetracker.launch run|test|manage|demo|clean``."""

import os
import sys

from .commands import main

sys.exit(main(sys.argv[1:], os.environ))
