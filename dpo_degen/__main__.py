"""`python -m dpo_degen`, for launchers that want a module."""

import sys

from dpo_degen.cli import main

sys.exit(main())
