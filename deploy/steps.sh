# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by the commands of this project: where the repository is, how they report and fail.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log_folder=$repository/build/log
program=$(basename "$(dirname "$0")")/$(basename "$0")

# die MESSAGE: says what went wrong and what would be right, and ends with 1.
die() {
  printf '%s: %s\n' "$program" "$1" >&2
  exit 1
}

# usage_error MESSAGE: the same for wrong arguments; ends with 2.
usage_error() {
  printf '%s: %s (see %s --help)\n' "$program" "$1" "$program" >&2
  exit 2
}

# print_header_comment: what the command's file says about itself is its --help.
print_header_comment() {
  awk 'NR > 2 && !/^#/ { exit } NR > 2 { sub(/^# ?/, ""); print }' "$0"
}

# step LOG TITLE COMMAND...: runs a command as one line of progress. What it prints goes to
# build/log/LOG.log, whose end is shown where the command fails. Returns the command's status.
step() {
  local log=$log_folder/$1.log title=$2 began=$SECONDS status=0
  shift 2
  mkdir -p "$log_folder"
  printf '%s ... ' "$title"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    printf 'done (%d s)\n' $((SECONDS - began))
  else
    printf 'failed (%d s)\n' $((SECONDS - began))
    printf '%s: failed with exit code %d; the end of %s:\n' "$program" "$status" "$log" >&2
    tail -n 40 "$log" | sed 's/^/  | /' >&2
  fi
  return "$status"
}

# free_ports PORT...: each of these ports of 127.0.0.1, a free one in place of 0, on one line; fails
# where one is taken.
free_ports() {
  python3 - "$@" 2>/dev/null <<'END'
import socket, sys
listeners = []
for port in sys.argv[1:]:
    listeners.append(socket.socket())
    listeners[-1].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listeners[-1].bind(("127.0.0.1", int(port)))
    listeners[-1].listen()
print(*(listener.getsockname()[1] for listener in listeners))
END
}
