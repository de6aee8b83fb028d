#!/usr/bin/env bash
# What action.yml runs: installs teiscribe where there is none, then runs it once. All that it is told is in TEISCRIBE_*.
set -euo pipefail

install() {
  local source
  source=$(cd "$(dirname "$0")/.." && pwd)
  if [[ -n "${TEISCRIBE_VERSION:-}" ]]; then
    python3 -m pip install --quiet "teiscribe==$TEISCRIBE_VERSION"
  else
    cargo install --quiet --locked --path "$source"
  fi
}

command -v teiscribe >/dev/null || install

# Whoever opens a pull request may write teiscribe.toml.
[[ "${TEISCRIBE_NAMES_COMMAND:-false}" == true ]] || export TEISCRIBE_NO_COMMAND=1

arguments=()
if [[ "${TEISCRIBE_COMMAND:-check}" == check ]]; then
  arguments+=(check "--fail-on=${TEISCRIBE_FAIL_ON:-error}")
  since=${TEISCRIBE_SINCE:-}
  if [[ "$since" == auto ]]; then
    since=${TEISCRIBE_BASE:-}
    # The push that makes a branch has no revision before it.
    [[ "$since" =~ ^0*$ ]] && since=
  fi
  [[ -n "$since" ]] && arguments+=("--since=$since")
  [[ -n "${TEISCRIBE_SARIF:-}" ]] && arguments+=("--report=sarif=$TEISCRIBE_SARIF")
elif [[ "$TEISCRIBE_COMMAND" == convert ]]; then
  arguments+=(convert)
else
  echo "::error::command is check or convert, not what was given" >&2
  exit 2
fi
arguments+=(--)
while IFS= read -r path; do
  [[ -n "$path" ]] && arguments+=("$path")
done <<<"${TEISCRIBE_PATHS:-}"
exec teiscribe "${arguments[@]}"
