#!/usr/bin/env bash
# Other people's programs judge how we read tables of networks.
# usage: networks.sh HAIDANG
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
haidang=$(realpath "${1:?usage: networks.sh HAIDANG}")
venv=$here/../../.build-venv
requirements=$here/networks/requirements.txt
stamp=$venv/networks.sha256

if ! { [ -e "$stamp" ] && sha256sum --check --status "$stamp"; }; then
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  sha256sum "$requirements" >"$stamp"
fi
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$here/networks/tables.py" "$haidang"
