#!/usr/bin/env bash
# What the compiler does not check: format, the direction of imports, and words that do not belong.
set -euo pipefail
cd "$(dirname "$0")/.."
swift format lint --strict -r -p Sources Tests Package.swift
Scripts/imports.py
if git grep -nIE '/work/|/tmp/brief|TODO|FIXME' -- Sources Tests Scripts Documentation '*.md' ':!Scripts/lint.sh'; then
  echo "The lines above name a path of one machine or unfinished work." >&2
  exit 1
fi
echo "lint: nothing to say"
