#!/usr/bin/env bash
# Installs what is missing, and only that: `install.sh demo` for building and running,
# `install.sh test` for the judges as well (browsers, other people's verifiers, a Python venv).
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-demo}

packages=()
need_header() { [ -e "/usr/include/$1" ] || packages+=("$2"); }
need_command() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }
need_file() { [ -e "$1" ] || packages+=("$2"); }

need_header sqlite3.h libsqlite3-dev
need_header zlib.h zlib1g-dev
need_header isa-l.h libisal-dev
need_header zstd.h libzstd-dev
need_command pkg-config pkg-config
need_command git git
if [ "$what" = test ]; then
  need_command chromium chromium
  need_command firefox-esr firefox-esr
  need_command go golang-go
  need_file /usr/share/gocode/src/golang.org/x/mod golang-golang-x-mod-dev
  need_command age age
  need_command minisign minisign
  need_command openssl openssl
  need_command sqlite3 sqlite3
  need_command location location
  need_file /usr/share/libloc-location/location.db libloc-database
  need_command java default-jre-headless
  need_command pdftotext poppler-utils
  need_command python3 python3
  python3 -c 'import yaml' 2>/dev/null || packages+=(python3-yaml)
  need_file /usr/share/fonts/truetype/noto fonts-noto-core
  python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
fi

if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "These packages are missing: ${packages[*]}" >&2
    echo "Install them as root and run the command again: apt-get install ${packages[*]}" >&2
    exit 4
  fi
  echo "Installing: ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=600 update -qq
  apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi
if [ "$what" = test ]; then
  Tests/Browser/install.sh
  Tests/Conformance/edition/install.sh
fi
