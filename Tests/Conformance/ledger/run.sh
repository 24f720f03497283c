#!/bin/bash
# Other people's programs judge our logs, sealed files and signatures.
# usage: run.sh BENCH, the path of the built program `bench`
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bench=$(realpath "${1:?usage: run.sh BENCH}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

for tool in go openssl age age-keygen minisign python3; do
  if ! command -v "$tool" >"$work/out"; then
    echo "$tool is missing; run Scripts/install.sh test" >&2
    exit 2
  fi
done

# check NAME EXPECTED COMMAND...: EXPECTED is accept (exit code 0) or refuse (exit code 1).
check() {
  local name=$1 expected=$2 found
  shift 2
  "$@" >"$work/out" 2>&1
  case $? in 0) found=accept ;; 1) found=refuse ;; *) found=crash ;; esac
  # A script that stumbles has not judged.
  grep -q Traceback "$work/out" && found=crash
  if [ "$found" = "$expected" ]; then
    passed=$((passed + 1))
    echo "ok    $name: $(tail -n 1 "$work/out" | cut -c 1-90)"
  else
    failed=$((failed + 1))
    echo "FAIL  $name: $found instead of $expected: $(tail -n 3 "$work/out")"
  fi
}

judges() {
  local name=$1 expected=$2 log=$3 proofs=$4
  check "go, $name" "$expected" "$work/verify" "$log" "$vkey" "$proofs"
  check "python, $name" "$expected" python3 "$here/verify.py" "$log" "$vkey" "$proofs"
}

check "go's verifier builds" accept \
  env GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= \
  go build -o "$work/verify" "$here/verifier/verify.go"

for size in 0 1 2 3 255 256 257 300 511 512 513 65535 65536 65537 70000; do
  log=$work/log$size
  vkey=$("$bench" log "$log" "$size" --proofs "$log.proofs")
  judges "$size entries" accept "$log" "$log.proofs"
done

while read -r size outcome name; do
  rm -rf "$work/damaged"
  cp -r "$work/log$size" "$work/damaged"
  cp "$work/log$size.proofs" "$work/damaged.proofs"
  python3 "$here/damage.py" "$name" "$work/damaged" "$work/damaged.proofs" || exit 2
  judges "$name" "$outcome" "$work/damaged" "$work/damaged.proofs"
done < <(python3 "$here/damage.py")

vkey=observatory.example/log2+2653b264+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
judges "the key under another name" refuse "$work/log300" "$work/log300.proofs"
vkey=observatory.example/log1+9b82b1d9+ASmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X
judges "another key of the same name" refuse "$work/log300" "$work/log300.proofs"

words='correct horse'
keys=$work/keys
on_tty=(python3 "$here/on-tty.py")
"$bench" keys "$keys" || exit 2
head -c 200000 /dev/zero | tr '\0' A >"$work/large"

check "age opens our passphrase file" accept \
  "${on_tty[@]}" "$words" age -d -o "$work/a" "$keys/passphrase.age"
check "age found the message" accept cmp "$work/a" "$keys/message"
check "age refuses another passphrase" refuse \
  "${on_tty[@]}" "wrong horse" age -d -o "$work/b" "$keys/passphrase.age"
check "age opens our recipient file" accept \
  age -d -i "$keys/identity" -o "$work/c" "$keys/recipient.age"
check "age found the message" accept cmp "$work/c" "$keys/message"
check "age opens our file of several chunks" accept \
  age -d -i "$keys/identity" -o "$work/d" "$keys/large.age"
check "age found all of it" accept cmp "$work/d" "$work/large"
check "age-keygen makes our recipient from our identity" accept \
  bash -c 'age-keygen -y "$0" | cmp - "$1"' "$keys/identity" "$keys/recipient"

check "age seals with a passphrase" accept \
  "${on_tty[@]}" "$words" age -p -o "$work/e.age" "$keys/message"
check "we open it" accept bash -c '"$0" age-open "$1" | cmp - "$2"' \
  "$bench" "$work/e.age" "$keys/message"
check "age seals for a recipient" accept \
  age -r "$(cat "$keys/recipient")" -o "$work/f.age" "$work/large"
check "we open it" accept bash -c '"$0" age-open "$1" --identity "$2" | cmp - "$3"' \
  "$bench" "$work/f.age" "$keys/identity" "$work/large"
age-keygen -o "$work/stranger" 2>"$work/out"
check "we refuse it with a stranger's identity" refuse \
  "$bench" age-open "$work/f.age" --identity "$work/stranger"

check "minisign accepts our signature" accept minisign -Vm "$keys/message" -p "$keys/message.pub"
echo >>"$keys/message"
check "minisign refuses a changed file" refuse minisign -Vm "$keys/message" -p "$keys/message.pub"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
