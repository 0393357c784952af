"""`python -m rotherham_hwb.demo.clean` removes the demo's data; `make clean` calls it."""

import shutil
import sys

from rotherham_hwb.demo import postgres, supervise


def main() -> str | None:
    """Remove every cluster, paper and key of this checkout; return why not, if not."""
    try:
        demo = supervise.portal_demo(port=0)
        with supervise.only_one(demo.place, "no address, being removed"):
            shutil.rmtree(demo.data)
            shutil.rmtree(demo.place, ignore_errors=True)
    except (supervise.CannotRun, postgres.CannotStart) as problem:
        return str(problem)
    return None


if __name__ == "__main__":
    sys.exit(main())
