import type { Snippet } from '../webhook-guide.ts';

export interface Hint {
  readonly event: string;
  readonly jobTypes: readonly string[];
  readonly statuses: readonly string[];
}

/** Returns code for bodies without a signature, from which only the well-formed id of a job is taken. */
export const hint = (expected: Hint): readonly Snippet[] => [
  { language: 'Node.js', code: node(expected) },
  { language: 'Python', code: python(expected) },
  { language: 'PHP', code: php(expected) },
  { language: 'Go', code: go(expected) },
];

const listed = (words: readonly string[], quote = "'"): string =>
  words.map((word) => `${quote}${word}${quote}`).join(', ');

const asKeys = (words: readonly string[]): string => words.map((word) => `"${word}": true`).join(', ');

const node = ({ event, jobTypes, statuses }: Hint): string => `\
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const jobTypes = [${listed(jobTypes)}];
const statuses = [${listed(statuses)}];

// body: the bytes as received, a Buffer.
// Returns the job to look up with your API key, or null. Nothing else in the body is proved.
export function readHint(body) {
  let hint;
  try {
    hint = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  if (hint?.event !== '${event}' || !statuses.includes(hint.status)) return null;
  if (!jobTypes.includes(hint.jobType) || !uuid.test(hint.jobId)) return null;
  return { jobType: hint.jobType, jobId: hint.jobId };
}
`;

const python = ({ event, jobTypes, statuses }: Hint): string => `\
import json
import re

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
JOB_TYPES = (${listed(jobTypes, '"')})
STATUSES = (${listed(statuses, '"')})


# body: the bytes as received.
# Returns the job to look up with your API key, or None. Nothing else in the body is proved.
def read_hint(body):
    try:
        hint = json.loads(body)
    except ValueError:
        return None
    if not isinstance(hint, dict) or hint.get("event") != "${event}":
        return None
    if hint.get("status") not in STATUSES or hint.get("jobType") not in JOB_TYPES:
        return None
    if not re.fullmatch(UUID, str(hint.get("jobId"))):
        return None
    return {"jobType": hint["jobType"], "jobId": hint["jobId"]}
`;

const php = ({ event, jobTypes, statuses }: Hint): string => `\
<?php

// $body: file_get_contents('php://input'), the bytes as received.
// Returns the job to look up with your API key, or null. Nothing else in the body is proved.
function read_hint(string $body): ?array
{
    $hint = json_decode($body, true);
    if (!is_array($hint) || ($hint['event'] ?? null) !== '${event}') {
        return null;
    }
    if (!in_array($hint['status'] ?? null, [${listed(statuses)}], true)) {
        return null;
    }
    if (!in_array($hint['jobType'] ?? null, [${listed(jobTypes)}], true)) {
        return null;
    }
    $id = $hint['jobId'] ?? null;
    if (!is_string($id) || !preg_match('/\\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z/', $id)) {
        return null;
    }
    return ['jobType' => $hint['jobType'], 'jobId' => $id];
}
`;

const go = ({ event, jobTypes, statuses }: Hint): string => `\
package webhook

import (
	"encoding/json"
	"regexp"
)

var uuid = regexp.MustCompile("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
var jobTypes = map[string]bool{${asKeys(jobTypes)}}
var statuses = map[string]bool{${asKeys(statuses)}}

// Hint names the job to look up with your API key. Nothing else in the body is proved.
type Hint struct {
	Event   string \`json:"event"\`
	JobID   string \`json:"jobId"\`
	JobType string \`json:"jobType"\`
	Status  string \`json:"status"\`
}

// ReadHint takes the bytes of the body as received.
func ReadHint(body []byte) (Hint, bool) {
	var hint Hint
	if err := json.Unmarshal(body, &hint); err != nil {
		return Hint{}, false
	}
	known := hint.Event == "${event}" && statuses[hint.Status] && jobTypes[hint.JobType]
	if !known || !uuid.MatchString(hint.JobID) {
		return Hint{}, false
	}
	return hint, true
}
`;
