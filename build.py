"""Build the site: `python build.py` (see `python build.py --help`)."""

import gc
import sys

gc.set_threshold(200_000)  # before anything is loaded: there is next to nothing to collect in it

from gongkai.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
