#!/usr/bin/env bash
# Other people's programs read the graphs that we write.
# usage: graphs.sh BENCH
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bench=$(realpath "${1:?usage: graphs.sh BENCH}")
venv=$here/../../.build-venv
requirements=$here/graphs/requirements.txt
stamp=$venv/graphs.sha256

if ! { [ -e "$stamp" ] && sha256sum --check --status "$stamp"; }; then
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  sha256sum "$requirements" >"$stamp"
fi
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$here/graphs.py" "$bench"
