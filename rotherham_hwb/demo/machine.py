"""What the machine itself must carry, because no package of Python or npm does.

`python -m rotherham_hwb.demo.machine libraries` looks for what the portal needs to make PDFs and
exits with 1 when something is missing; `… test-tools` looks for what only the tests need, and
always exits with 0: a test without its tool says so itself. Both install what is missing where
they may (root, or sudo without a password), and otherwise print the command to run.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

# Debian package: what it must bring, each a shared library or the names of one program
LIBRARIES = {
    "libpango-1.0-0": ["libpango-1.0.so.0"],
    "libpangoft2-1.0-0": ["libpangoft2-1.0.so.0"],
    "libharfbuzz-subset0": ["libharfbuzz-subset.so.0"],
    "fontconfig": ["libfontconfig.so.1"],
}
TEST_TOOLS = {
    "chromium": ["chromium chromium-browser google-chrome"],
    "libatomic1": ["libatomic.so.1"],
    "default-jdk-headless": ["java", "javac"],
    "qpdf": ["qpdf"],
    "poppler-utils": ["pdftotext", "pdftoppm"],
    "libreoffice-writer-nogui": ["soffice"],
    "libreoffice-calc-nogui": ["soffice"],
    "libreoffice-impress-nogui": ["soffice"],
    "tesseract-ocr": ["tesseract"],
    "tesseract-ocr-eng": ["tesseract"],
}


def missing(packages: dict[str, list[str]]) -> list[str]:
    """Return the packages of which the machine lacks something."""
    return [name for name, parts in packages.items() if not all(map(_is_here, parts))]


def install(packages: Sequence[str]) -> bool:
    """Install the Debian packages if this user may; say whether that worked."""
    become_root = _way_to_root()
    if become_root is None:
        return False
    print(f"Installing {' '.join(packages)} (this can take a minute)…", flush=True)
    update = [*become_root, "apt-get", "update", "-qq"]
    return _runs(update) and _runs([*become_root, *_install_command(packages)])


def main(kind: str) -> int:
    packages = LIBRARIES if kind == "libraries" else TEST_TOOLS
    lacking = missing(packages)
    if lacking and install(lacking):
        lacking = missing(packages)
    if not lacking:
        return 0
    why = "to make PDFs" if kind == "libraries" else "for all of the tests"
    print(f"This machine lacks what is needed {why}. Ask whoever may to run this, then try again:")
    print(f"    sudo {' '.join(_install_command(lacking))}")
    return 1 if kind == "libraries" else 0


def _is_here(part: str) -> bool:
    if ".so." in part:
        try:
            ctypes.CDLL(part)
        except OSError:
            return False
        return True
    if part.startswith("chromium") and os.environ.get("CHROMIUM"):
        return True
    return any(shutil.which(name) for name in part.split())


def _way_to_root() -> list[str] | None:
    """Return what to put before a command so that root runs it; None if there is no way."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _runs(["sudo", "-n", "true"], quiet=True):
        return ["sudo", "-n"]
    return None


def _install_command(packages: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]


def _runs(command: Sequence[str], *, quiet: bool = True) -> bool:
    output = subprocess.DEVNULL if quiet else None
    done = subprocess.run(  # noqa: S603 (fixed commands, no shell)
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
