"""Start Fieldnotes from this folder: `python3 run.py demo`, `python3 run.py test`, `python3 run.py list …`.

Makes a private environment in .venv, once, from the packages that .lock/ names by hash. `test` also brings
the stock tools that tests compare with, then runs guard rails and tests, or pytest alone with what follows.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from itertools import product
from pathlib import Path
from typing import List, NoReturn  # list[str] would keep an older Python from looking for a newer one

ROOT = Path(__file__).resolve().parent
LOCK, VENV = ROOT / ".lock", ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
GUARD_RAILS = (["ruff", "check", "--quiet"], ["mypy", "--no-error-summary"], ["lint-imports", "--no-logo"])


def say(sentence: str) -> None:
    """Tell what is going on, on standard error, so that standard output stays the tool's own."""
    print("run.py: " + sentence, file=sys.stderr, flush=True)


def become(command: List[str]) -> NoReturn:
    """Turn this process into `command`, so that signals and exit codes pass unchanged."""
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def quietly(*command: str) -> bool:
    """Run `command` without input and output, and tell whether it succeeded."""
    nothing = subprocess.DEVNULL
    return subprocess.call(command, stdin=nothing, stdout=nothing, stderr=nothing) == 0


def start_again_with_a_newer_python() -> NoReturn:
    """Find Python 3.11 or newer on the PATH and start over with it."""
    for name, folder in product(["python3.%d" % minor for minor in range(19, 10, -1)], os.get_exec_path()):
        path = shutil.which(name, path=folder)
        if path and quietly(path, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
            become([path, str(Path(__file__).resolve()), *sys.argv[1:]])
    sys.exit("run.py: Python 3.11 or newer is needed; this is " + sys.version.split()[0])


def fingerprint(purpose: str) -> str:
    """Return what the environment depends on: the locked packages, this folder and the Python underneath."""
    places = "%s %s" % (ROOT, PYTHON.resolve())
    return hashlib.sha256((LOCK / (purpose + ".txt")).read_bytes() + places.encode()).hexdigest()


def ready(purpose: str) -> bool:
    """Tell whether the environment was finished for `purpose` ("run" or "test") and still fits."""
    stamp = VENV / (".ready-" + purpose)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(purpose)


def prepare(purpose: str) -> None:
    """Make the environment ready for `purpose`; one left half-made or out of date is made anew."""
    with Path(__file__).open() as me:
        if os.name != "nt":
            import fcntl

            fcntl.flock(me, fcntl.LOCK_EX)  # until another run.py in this folder is done preparing
        if ready(purpose):
            return
        say("preparing .venv; the first time this needs the network and about a minute")
        try:
            if not ready("run"):
                venv.create(VENV, clear=True, symlinks=os.name != "nt")
            (VENV / ".ready-run").unlink(missing_ok=True)
        except OSError as error:
            sys.exit("run.py: cannot make .venv in this folder: %s" % error)
        command = pip()
        install(command, "--require-hashes", "--only-binary=:all:", "-r", str(LOCK / (purpose + ".txt")))
        install(command, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        quietly(str(PYTHON), "-m", "compileall", "-q", str(ROOT / "fieldnotes"))  # the screens write no file
        for each in {"run", purpose}:  # what is locked for "test" contains what is locked for "run"
            (VENV / (".ready-" + each)).write_text(fingerprint(each))


def pip() -> List[str]:
    """Return the pip of this Python, or else one inside .venv (bare Debian has none to put there)."""
    outside, inside = [sys.executable, "-m", "pip", "--python", str(PYTHON)], [str(PYTHON), "-m", "pip"]
    if quietly(*outside, "--version"):
        return outside
    if quietly(*inside, "--version") or quietly(str(PYTHON), "-m", "ensurepip"):
        return inside
    sys.exit("run.py: this Python has no pip to install with; on Debian: apt install python3-pip")


def install(command: List[str], *what: str) -> None:
    """Install packages into .venv, or say why not in one line."""
    quiet = ["-q", "--no-user", "--no-input", "--disable-pip-version-check"]
    done = subprocess.run(command + ["install", *quiet, *what], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.lower().startswith("error")] or ["nothing"]
        sys.exit("run.py: cannot install the packages; is there a network? pip says: " + said[0])


def bring_stock_tools() -> None:
    """Install age by apt-get, as root, and age-encryption by npm, or say which tests go without."""
    if not shutil.which("age") and shutil.which("apt-get") and os.geteuid() == 0:
        quietly("apt-get", "update")
        quietly("apt-get", "install", "-y", "--no-install-recommends", "age")
    if not shutil.which("age"):
        say("age is missing, so the tests against it are skipped; on Debian: apt install age")
    npm, lock = shutil.which("npm"), VENV / "package-lock.json"
    if lock.exists() and lock.read_bytes() == (LOCK / "node" / lock.name).read_bytes():
        return
    shutil.copytree(LOCK / "node", VENV, dirs_exist_ok=True)
    if not npm or not quietly(npm, "ci", "--prefix", str(VENV), "--ignore-scripts", "--no-audit"):
        lock.unlink()  # so that the next run tries again
        say("npm is missing or failed, so the tests against the npm package age-encryption are skipped")


def test(arguments: List[str]) -> int:
    """Run the guard rails and every test, or pytest alone with `arguments`; return the exit code."""
    os.chdir(ROOT)
    if (VENV / "node_modules").exists():
        os.environ.setdefault("FIELDNOTES_NODE_MODULES", str(VENV / "node_modules"))
    pytest = [str(PYTHON), "-m", "pytest", "-q"]
    if arguments:
        return subprocess.call(pytest + arguments)
    failed = [rail[0] for rail in GUARD_RAILS if subprocess.call([str(SCRIPTS / rail[0]), *rail[1:]])]
    say("guard rails: " + (", ".join(failed) + " failed" if failed else "none failed"))
    return subprocess.call([*pytest, "-n", "2"]) or len(failed)


def main() -> None:
    """Prepare what the first argument needs and start it."""
    if sys.version_info < (3, 11):
        start_again_with_a_newer_python()
    for stray in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"):  # lead out of .venv
        os.environ.pop(stray, None)
    if sys.argv[1:2] == ["test"]:
        prepare("test")
        bring_stock_tools()
        sys.exit(test(sys.argv[2:]))
    if sys.argv[1:2] == ["figures"]:  # measures what docs/figures.md tells
        prepare("test")
        os.chdir(ROOT)
        become([str(PYTHON), "-m", "tests.bench.figures", *sys.argv[2:]])
    if sys.argv[1:2] == ["pictures"]:  # of the screens, for the documents
        prepare("test")
        os.chdir(ROOT)
        become([str(PYTHON), "-m", "tests.tui.take_pictures"])
    prepare("run")
    become([str(PYTHON), "-I", "-m", "fieldnotes", *sys.argv[1:]])


if __name__ == "__main__":
    main()
