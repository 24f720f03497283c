#!/usr/bin/env bash
# Puts the judges of requirements.txt into .build-venv. Does nothing when they are there: the stamp
# names the requirements it was made from, and the interpreter must still run.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=.build-venv
requirements=Tests/Browser/requirements.txt
stamp=$venv/requirements.sha256

if [ -e "$stamp" ] && sha256sum --check --status "$stamp" && "$venv/bin/python" -c '' 2>/dev/null; then
  exit 0
fi
echo "Installing: $(grep -v '^#' "$requirements" | tr '\n' ' ')"
rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
sha256sum "$requirements" >"$stamp"
