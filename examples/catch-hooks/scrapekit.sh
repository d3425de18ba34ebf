#!/bin/sh
# Writes the leads of a ScrapeKit job to a file. It needs curl, openssl and jq.
#
#   scrapekit.sh webhook FOLDER < body    checks a webhook, whose headers are in X_SCRAPEKIT_TIMESTAMP and
#                                         X_SCRAPEKIT_SIGNATURE, and writes FOLDER/<job id>.json
#   scrapekit.sh job JOB_ID FOLDER        waits for the end of a job and writes the same file
#
# SCRAPEKIT_API_KEY and SCRAPEKIT_WEBHOOK_SECRET are read from the environment.
set -eu
umask 077
# In other languages [A-Z] may stand for more letters.
export LC_ALL=C

stop() {
  echo "$1" >&2
  exit 1
}

# Requests go to this host only. A URL in a webhook is not requested, because its host would get the API key.
host=${SCRAPEKIT_URL:-https://scrapekit.ai}
case ${SCRAPEKIT_API_KEY:-} in
  '' | *[!A-Za-z0-9_-]*) stop 'Set SCRAPEKIT_API_KEY to your API key.' ;;
esac
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
trap 'exit 1' INT TERM

# Prints the answer to a GET request. The key is passed by standard input, because other users can see arguments.
get() {
  printf 'header = "Authorization: Bearer %s"\n' "$SCRAPEKIT_API_KEY" |
    curl --silent --show-error --fail --max-time 60 --retry 3 --config - "$host/api/v1/scrape/jobs/$1"
}

check_id() {
  case $1 in
    *[!A-Za-z0-9_-]*) stop 'This is not the ID of a scrape job.' ;;
    sk_job_?*) ;;
    *) stop 'This is not the ID of a scrape job.' ;;
  esac
}

# Fails unless the body in the file was signed with the secret in the last five minutes.
verify() {
  timestamp=${X_SCRAPEKIT_TIMESTAMP:-}
  case ${SCRAPEKIT_WEBHOOK_SECRET:-} in
    whsec_?*) ;;
    *) stop 'Set SCRAPEKIT_WEBHOOK_SECRET to the webhook secret. It begins with whsec_.' ;;
  esac
  case $timestamp in
    '' | 0* | *[!0-9]* | ????????????*) stop 'Refused: the webhook has no timestamp.' ;;
  esac
  expected=$({ printf '%s.' "$timestamp" && cat "$1"; } |
    openssl dgst -sha256 -hmac "$SCRAPEKIT_WEBHOOK_SECRET" | sed 's/^.*= *//')
  [ "${X_SCRAPEKIT_SIGNATURE:-}" = "$expected" ] || stop 'Refused: the webhook was not signed with this secret.'
  age=$(($(date +%s) - timestamp))
  [ "$age" -le 300 ] && [ "$age" -ge -300 ] || stop 'Refused: the webhook is older than five minutes.'
}

status_of() {
  get "$1" >"$temporary/job" && jq -er '.status | strings' <"$temporary/job" ||
    stop 'The job could not be read. Check its ID and the API key, or try again later.'
}

# Writes the leads once. A job whose file exists is not read again, so a webhook may come twice.
write_leads() {
  get "$1/results" >"$temporary/results" && jq -e '.results | arrays' <"$temporary/results" >"$temporary/leads" &&
    [ -s "$temporary/leads" ] || stop 'The leads could not be read. Try again later.'
  mkdir -p "$2"
  mv "$temporary/leads" "$2/$1.json"
}

case ${1:-} in
  webhook)
    folder=${2:?Name the folder for the leads.}
    cat >"$temporary/body"
    verify "$temporary/body"
    id=$(jq -er '.data.job_id | strings' <"$temporary/body") || stop 'Refused: the webhook names no job.'
    check_id "$id"
    [ ! -e "$folder/$id.json" ] || exit 0
    status=$(status_of "$id")
    [ "$status" = completed ] || stop "The job is $status."
    write_leads "$id" "$folder"
    ;;
  job)
    id=${2:?Name the job.}
    folder=${3:?Name the folder for the leads.}
    check_id "$id"
    status=$(status_of "$id")
    while [ "$status" = queued ] || [ "$status" = running ]; do
      sleep "${SCRAPEKIT_POLL_SECONDS:-30}"
      status=$(status_of "$id")
    done
    [ "$status" = completed ] || stop "The job is $status."
    write_leads "$id" "$folder"
    ;;
  *) stop 'Use: scrapekit.sh webhook FOLDER < body, or: scrapekit.sh job JOB_ID FOLDER' ;;
esac
