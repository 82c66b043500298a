"""Make the virtual environment, install the pinned packages when the lock changed, then become the launch.

Run by make with whatever ``python3`` the machine has, before anything is installed: standard library only,
and no syntax newer than Python 3.6, so that an old Python can still say in a sentence what is missing.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import time

LEAST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(CHECKOUT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
LOCK = os.path.join(CHECKOUT, "requirements.lock")
STAMP = os.path.join(VENV, "installed-lock.sha256")


class Refusal(Exception):
    """A reason to stop, in a sentence for the person at the keyboard."""


def main(arguments: "list[str]") -> int:
    """Set up, then replace this process by ``python -m tradetracker.launch ARGUMENTS`` of the environment.

    With the single argument ``setup`` nothing is started. Returns the exit code when it stops early.
    """
    try:
        if sys.version_info < LEAST:
            become_newer(arguments)
        os.chdir(CHECKOUT)
        os.environ.pop("PYTHONHOME", None)
        with one_at_a_time():
            set_up()
    except Refusal as refusal:
        sys.stderr.write("\n" + str(refusal) + "\n")
        return 1
    except KeyboardInterrupt:
        return 130
    if arguments == ["setup"]:
        return 0
    os.execv(VENV_PYTHON, [VENV_PYTHON, "-m", "tradetracker.launch", *arguments])


def become_newer(arguments: "list[str]") -> None:
    """Replace this process by a newer Python on the PATH; raise Refusal when there is none."""
    for name in NEWER:
        path = shutil.which(name)
        if path and runs(path):
            os.execv(path, [path, os.path.abspath(__file__), *arguments])
    raise Refusal(
        "Python {}.{} or newer is needed, found {}.{}: install one (Debian and Ubuntu: apt-get install "
        "python3.12 python3.12-venv or the newest offered; macOS: brew install python@3.12), or name one: "
        "make PYTHON=/path/to/python3.12".format(*LEAST, *sys.version_info[:2])
    )


def runs(python: str) -> bool:
    """Tell whether the interpreter starts and is new enough (a shim on the PATH may lead nowhere)."""
    test = "import sys; sys.exit(0 if sys.version_info >= {!r} else 1)".format(LEAST)
    try:
        return (
            subprocess.call([python, "-c", test], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        )
    except OSError:
        return False


class one_at_a_time:
    """Hold the checkout folder's lock, so that `make run` and `make test` do not install over each other."""

    def __enter__(self) -> None:
        self.handle = os.open(CHECKOUT, os.O_RDONLY)
        try:
            import fcntl
        except ImportError:
            raise Refusal(
                "This needs Linux or macOS; on Windows use the Windows Subsystem for Linux."
            ) from None
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                return  # a network drive without locks: go on without
            say("Waiting for another set-up of this checkout to end ...")
            fcntl.flock(self.handle, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)


def set_up() -> None:
    """Leave an environment with what ``requirements.lock`` names; raise Refusal when that fails."""
    with open(LOCK, "rb") as lock:
        wanted = hashlib.sha256(lock.read() + VENV.encode()).hexdigest()
    if runs(VENV_PYTHON) and read(STAMP) == wanted:
        return
    if not os.access(VENV if os.path.isdir(VENV) else CHECKOUT, os.W_OK):
        raise Refusal(
            f"{CHECKOUT} is not yours to write, so .venv cannot be made there. Clone the project into a "
            "folder of your own, or run this as the folder's owner."
        )
    if not (runs(VENV_PYTHON) and has_pip(VENV_PYTHON)):
        make_venv()
    install()
    with open(STAMP, "w") as stamp:
        stamp.write(wanted)


def make_venv() -> None:
    """Make ``.venv`` anew with pip in it; raise Refusal naming the missing package otherwise."""
    say("Making .venv with Python {}.{}.{} ...".format(*sys.version_info[:3]))
    advice = (
        "Python's venv and ensurepip are not installed (Debian and Ubuntu keep them apart): "
        "apt-get install python3-venv python{}.{}-venv, then run make again.".format(*sys.version_info[:2])
    )
    if not (importable("venv") and importable("ensurepip")):
        raise Refusal(advice)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    if made.returncode:
        said = made.stdout.strip()
        raise Refusal(advice if "ensurepip" in said else f"Making .venv failed:\n{said}")


def importable(name: str) -> bool:
    """Tell whether this interpreter has the module."""
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def has_pip(python: str) -> bool:
    """Tell whether the environment's pip works (a set-up that was cut short leaves one without)."""
    return (
        subprocess.call(
            [python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        == 0
    )


def install() -> None:
    """Install the lock file, each package held against its hash; raise Refusal with pip's words."""
    with open(LOCK, encoding="utf-8") as lock:
        total = sum(1 for line in lock if "==" in line and not line.startswith((" ", "#")))
    command = [VENV_PYTHON, "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check"]
    command += ["--only-binary", ":all:", "--no-warn-script-location", "--progress-bar", "off", "-r", LOCK]
    started = said_at = time.monotonic()
    collected = 0
    lines = []
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    say(f"Installing {total} pinned packages into .venv ...")
    for line in pip.stdout or ():
        lines.append(line.rstrip())
        collected += line.startswith(("Collecting ", "Processing "))
        installing = line.startswith("Installing collected")
        if installing or time.monotonic() - said_at > 3:
            said_at = time.monotonic()
            what = "unpacking" if installing else f"{collected} of {total} fetched"
            say(f"  {what}, {said_at - started:.0f} s")
    if pip.wait():
        errors = [line for line in lines if "ERROR" in line or "error" in line] or lines
        raise Refusal(
            "Installing the packages failed:\n  " + "\n  ".join(errors[-8:]) + "\n"
            "The first set-up needs the network (a package index that pip can reach); afterwards none is "
            "needed. Every package comes as a ready-made wheel for Linux (glibc 2.28 or newer) and macOS, "
            "with Python 3.11 to 3.13; no compiler is needed."
        )
    say(f"  done, {time.monotonic() - started:.0f} s")


def read(path: str) -> str:
    """Return the file's text, empty without one."""
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
