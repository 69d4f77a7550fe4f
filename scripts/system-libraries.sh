#!/bin/sh
# Checks what cxgov needs from the system, and installs it with the system's package manager where that is allowed
# (as root, or with a sudo that asks no password). Otherwise prints one line that says what to run, and ends with 1.
#   scripts/system-libraries.sh pdf|tools|browser|venv|postgresql|java [PYTHON]
# CXGOV_INSTALL=no: check and say, install nothing.
set -u
need=${1:-}
case $need in pdf | tools | browser | venv | postgresql | java) ;; *) echo "usage: $0 pdf|tools|browser|venv|postgresql|java [PYTHON]" >&2; exit 2 ;; esac
python=${2:-$("$(dirname "$0")/find-python.sh")} || exit 1

# pdf: the libraries that WeasyPrint opens, under the names of Linux and macOS
pdf_libraries='
import ctypes, sys
def found(name, number):
    for file in (f"lib{name}.so.{number}", f"lib{name}.{number}.dylib", f"lib{name}.dylib"):
        try:
            return ctypes.CDLL(file)
        except OSError:
            pass
wanted = [("gobject-2.0", 0), ("pango-1.0", 0), ("pangoft2-1.0", 0), ("harfbuzz", 0), ("harfbuzz-subset", 0), ("fontconfig", 1)]
missing = [name for name, number in wanted if not found(name, number)]
print(*missing, sep=", ")
sys.exit(bool(missing))
'

have() { command -v "$1" >/dev/null 2>&1; }

chromium_missing() {
    [ -n "${CXGOV_BROWSER:-}" ] && return
    for tool in chromium chromium-browser google-chrome google-chrome-stable; do have $tool && return; done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] || echo "Chromium"
}

driver_missing() {  # playwright drives the browser with a Node of its own, which opens libatomic on Linux
    [ "$("$python" -c 'import sys; print(sys.platform)')" = linux ] || return
    "$python" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null || echo "libatomic"
}

server_missing() {  # Debian keeps the server's programs off the PATH
    for tool in "$(command -v initdb)" /usr/lib/postgresql/*/bin/initdb; do [ -x "$tool" ] && return; done
    echo "a PostgreSQL server (initdb)"
}

java_missing() {
    have java || [ -x "${JAVA_HOME:-}/bin/java" ] || echo "Java"
}

missing() {  # prints what is missing; succeeds when nothing is
    case $need in
        pdf) "$python" -c "$pdf_libraries" ;;
        tools) for tool in pdffonts pdftoppm; do have $tool || { echo "$tool"; return 1; }; done ;;
        browser) set -- $(chromium_missing) $(driver_missing); echo "$*"; [ $# = 0 ] ;;
        postgresql) set -- "$(server_missing)"; echo "$1"; [ -z "$1" ] ;;
        java) set -- "$(java_missing)"; echo "$1"; [ -z "$1" ] ;;
        venv) "$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module"; return 1; } ;;
    esac
}

# What each package manager calls it. An empty name: this system has everything with Python itself.
packages() {
    case $manager:$need in
        apt-get:pdf) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
        apt-get:tools) echo poppler-utils ;;
        apt-get:browser) echo chromium libatomic1 ;;
        apt-get:venv) echo "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" ;;
        apt-get:postgresql) echo postgresql ;;
        apt-get:java) echo openjdk-17-jre-headless ;;
        dnf:pdf) echo pango harfbuzz ;;
        dnf:tools) echo poppler-utils ;;
        dnf:browser) echo chromium libatomic ;;
        dnf:postgresql) echo postgresql-server ;;
        dnf:java) echo java-17-openjdk-headless ;;
        apk:pdf) echo pango harfbuzz-subset fontconfig ttf-dejavu ;;
        apk:tools) echo poppler-utils ;;
        apk:browser) echo chromium libatomic ;;
        apk:postgresql) echo postgresql ;;
        apk:java) echo openjdk17-jre-headless ;;
        pacman:pdf) echo pango ;;
        pacman:tools) echo poppler ;;
        pacman:browser) echo chromium gcc-libs ;;
        pacman:postgresql) echo postgresql ;;
        pacman:java) echo jre17-openjdk-headless ;;
        zypper:pdf) echo libpango-1_0-0 libharfbuzz-subset0 ;;
        zypper:tools) echo poppler-tools ;;
        zypper:browser) echo chromium libatomic1 ;;
        zypper:postgresql) echo postgresql-server ;;
        zypper:java) echo java-17-openjdk-headless ;;
        brew:pdf) echo pango ;;
        brew:tools) echo poppler ;;
        brew:postgresql) echo postgresql@16 ;;
        brew:java) echo openjdk@17 ;;
    esac
}

command_line() {  # the command that installs, as root unless it is brew
    case $manager in
        apt-get) echo "apt-get install --yes --no-install-recommends $*" ;;
        dnf) echo "dnf install --assumeyes $*" ;;
        apk) echo "apk add $*" ;;
        pacman) echo "pacman -S --noconfirm --needed $*" ;;
        zypper) echo "zypper --non-interactive install $*" ;;
        brew) echo "brew install $*" ;;
    esac
}

gap=$(missing) && exit 0

manager=""
for tool in apt-get dnf apk pacman zypper brew; do have $tool && { manager=$tool; break; }; done
wanted=$(packages)
if [ -z "$wanted" ]; then
    echo "Missing: $gap. Install it by hand; no package manager that cxgov knows offers it here." >&2
    exit 1
fi
# shellcheck disable=SC2086  # the list of packages is meant to be split
install=$(command_line $wanted)

case $manager in
    brew) prefix="" ;;
    *) if [ "$(id -u)" = 0 ]; then prefix=""
       elif have sudo && sudo -n true 2>/dev/null; then prefix="sudo -n "
       else prefix="no"
       fi ;;
esac
[ "${CXGOV_INSTALL:-yes}" = no ] && prefix="no"

if [ "$prefix" != no ]; then
    echo "Installing what is missing ($gap): $prefix$install"
    export DEBIAN_FRONTEND=noninteractive HOMEBREW_NO_AUTO_UPDATE=1
    log=$(mktemp)
    # A fresh machine has no package lists yet; refreshing them is tried only when the first attempt fails.
    $prefix$install >"$log" 2>&1 || {
        [ "$manager" = apt-get ] && ${prefix}apt-get update >>"$log" 2>&1
        $prefix$install >>"$log" 2>&1 || tail -5 "$log" >&2
    }
    rm -f "$log"
    gap=$(missing) && exit 0
fi
case $need in
    pdf) what="No PDF without $gap" ;;
    *) what="Missing: $gap" ;;
esac
[ "$manager" = brew ] || [ "$(id -u)" = 0 ] && as="" || as="sudo "
echo "$what; run: $as$install" >&2
exit 1
