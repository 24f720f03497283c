#!/usr/bin/env bash
# Adds the judges of requirements.txt to .build-venv, which Tests/Browser/install.sh has made. Does
# nothing when they are there.
set -euo pipefail
cd "$(dirname "$0")/../../.."
venv=.build-venv
requirements=Tests/Conformance/edition/requirements.txt
stamp=$venv/conformance.sha256

if [ -e "$stamp" ] && sha256sum --check --status "$stamp"; then exit 0; fi
echo "Installing: $(grep -v '^#' "$requirements" | tr '\n' ' ')"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
sha256sum "$requirements" >"$stamp"
