#!/bin/sh
# Makes the environment .venv and installs cxgov into it, editable, with the named groups of extras.
#   scripts/environment.sh core|test|dev|browser|engines|bench ...
# Touches nothing outside .venv. Run again, it installs only what changed; a checkout that was moved or copied, or a
# Python that is gone, gives a new environment.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
venv=.venv
extras=""
for group in "$@"; do
    case $group in
        core) ;;
        dev) extras="$extras,test,dev" ;;
        browser) extras="$extras,test,browser" ;;
        engines) extras="$extras,test,postgresql,spark" ;;
        bench) extras="$extras,test,bench" ;;
        *) extras="$extras,$group" ;;
    esac
done

# The user's settings for other work must not lead the installation out of .venv.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX || true
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1

if [ "$(cat "$venv/place" 2>/dev/null)" != "$here" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$venv"
    python=$(scripts/find-python.sh)
    scripts/system-libraries.sh venv "$python"
    echo "Making the environment $venv with $("$python" --version) ..."
    "$python" -m venv "$venv"
    printf '%s\n' "$here" > "$venv/place"
fi

echo "Installing cxgov${extras:+ with its extras (${extras#,})} into $venv; the first time takes a minute or two ..."
"$venv/bin/python" -m pip install --quiet --quiet --no-input --editable ".${extras:+[${extras#,}]}" || {
    echo "The installation failed: what pip says stands above. It needs a package index once; afterwards cxgov works offline." >&2
    exit 1
}
