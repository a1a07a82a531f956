# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced: what the commands have to know about the Debian machine that they run on.

# debian_release: the code name, such as "bookworm"; empty where this is no Debian release.
debian_release() {
  # shellcheck source=/dev/null
  (. /etc/os-release 2>/dev/null && [[ ${ID:-} == debian ]] && echo "${VERSION_CODENAME:-}") || true
}

# main_suite_source TYPES SUITES: a deb822 source for other suites of the archive from which this
# machine has its main suite, by the same mirror and key. Fails where apt knows of no main suite.
main_suite_source() {
  local types=$1 suites=$2 entry file number
  # Without release info apt lists its configuration, whether or not it has fetched the lists.
  # shellcheck disable=SC2016 # $(...) is apt's own format
  entry=$(apt-get indextargets --no-release-info \
    --format '$(CREATED_BY) $(COMPONENT) $(RELEASE) $(SOURCESENTRY)' |
    awk -v codename="$(debian_release)" '
      $1 == "Packages" && $2 == "main" && ($3 == codename || $3 ~ /^(old)*stable$/) && !found++ {
        print $4
      }')
  file=${entry%:*} number=${entry##*:}
  [[ -r $file ]] || return 1
  case $file in
    *.sources) rewrite_deb822_stanza "$types" "$suites" "$number" <"$file" ;;
    *) rewrite_one_line_source "$types" "$suites" "$number" <"$file" ;;
  esac
}

# rewrite_deb822_stanza TYPES SUITES NUMBER: the stanza with other types and suites; everything
# else (URIs, Signed-By, even a key that is written out there) stays as it is.
rewrite_deb822_stanza() {
  grep -v '^#' | awk -v types="$1" -v suites="$2" -v number="$3" '
    BEGIN { RS = ""; FS = "\n" }
    NR == number {
      print "Types: " types "\nSuites: " suites "\nComponents: main"
      for (i = 1; i <= NF; i++) {
        if ($i !~ /^[ \t]/)
          keep = tolower($i) !~ /^(types|suites|components|enabled)[ \t]*:/
        if (keep)
          print $i
      }
    }'
}

# rewrite_one_line_source TYPES SUITES NUMBER: the same for a line "deb [option=value] URI suite".
rewrite_one_line_source() {
  local line option
  line=$(sed -n "${3}p")
  [[ $line =~ ^[[:space:]]*deb[[:space:]]+(\[([^]]*)\])?[[:space:]]*([^[:space:]]+) ]] || return 1
  printf 'Types: %s\nSuites: %s\nComponents: main\nURIs: %s\n' "$1" "$2" "${BASH_REMATCH[3]}"
  for option in ${BASH_REMATCH[2]}; do
    case $option in
      signed-by=* | trusted=*) printf '%s: %s\n' "${option%%=*}" "${option#*=}" | tr ',' ' ' ;;
      arch=*) printf 'Architectures: %s\n' "${option#*=}" | tr ',' ' ' ;;
    esac
  done
}
