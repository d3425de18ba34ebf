import type { Snippet } from '../webhook-guide.ts';

const NODE = `\
import { createHmac, timingSafeEqual } from 'node:crypto';

// headers: request.headers of Node, with names in lower case.
// body: the bytes as received, a Buffer. Do not parse and print them before.
// secrets: a list with the secret. It begins with whsec_.
export function isGenuine(headers, body, secrets, now = Math.floor(Date.now() / 1000)) {
  const id = headers['svix-id'] ?? '';
  const timestamp = headers['svix-timestamp'] ?? '';
  if (!/^[A-Za-z0-9_-]+$/.test(id)) return false;
  if (!/^(0|[1-9][0-9]{0,11})$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp)) > 300) return false;
  const signatures = (headers['svix-signature'] ?? '')
    .split(' ')
    .filter((text) => /^v1,[A-Za-z0-9+/]{43}=$/.test(text));
  return secrets.some((secret) => {
    const encoded = /^whsec_([A-Za-z0-9+/]{16,}={0,2})$/.exec(secret)?.[1];
    if (encoded === undefined) return false;
    const hmac = createHmac('sha256', Buffer.from(encoded, 'base64'));
    const expected = 'v1,' + hmac.update(id + '.' + timestamp + '.').update(body).digest('base64');
    return signatures.some((text) => timingSafeEqual(Buffer.from(expected), Buffer.from(text)));
  });
}
`;

const PYTHON = `\
import base64
import hashlib
import hmac
import re
import time


# headers: a mapping that finds names in lower case, such as request.headers of Flask.
# body: the bytes as received. Do not parse and print them before.
# secrets: a list with the secret. It begins with whsec_.
def is_genuine(headers, body, secrets, now=None):
    message_id = headers.get("svix-id", "")
    timestamp = headers.get("svix-timestamp", "")
    now = int(time.time()) if now is None else now
    if not re.fullmatch(r"[A-Za-z0-9_-]+", message_id):
        return False
    if not re.fullmatch(r"0|[1-9][0-9]{0,11}", timestamp):
        return False
    if abs(now - int(timestamp)) > 300:
        return False
    message = f"{message_id}.{timestamp}.".encode() + body
    for secret in secrets:
        if not re.fullmatch(r"whsec_[A-Za-z0-9+/]{16,}={0,2}", secret):
            continue
        key = base64.b64decode(secret[len("whsec_"):])
        digest = hmac.new(key, message, hashlib.sha256).digest()
        expected = b"v1," + base64.b64encode(digest)
        for signature in headers.get("svix-signature", "").split(" "):
            if hmac.compare_digest(expected, signature.encode()):
                return True
    return False
`;

const PHP = `\
<?php

// $headers: array_change_key_case(getallheaders()), with names in lower case.
// $body: file_get_contents('php://input'), the bytes as received.
// $secrets: a list with the secret. It begins with whsec_.
function is_genuine(array $headers, string $body, array $secrets, ?int $now = null): bool
{
    $id = $headers['svix-id'] ?? '';
    $timestamp = $headers['svix-timestamp'] ?? '';
    if (!preg_match('/\\A[A-Za-z0-9_-]+\\z/', $id)) {
        return false;
    }
    if (!preg_match('/\\A(0|[1-9][0-9]{0,11})\\z/', $timestamp)) {
        return false;
    }
    if (abs(($now ?? time()) - (int) $timestamp) > 300) {
        return false;
    }
    foreach ($secrets as $secret) {
        if (!preg_match('~\\Awhsec_([A-Za-z0-9+/]{16,}={0,2})\\z~', $secret, $found)) {
            continue;
        }
        $digest = hash_hmac('sha256', "$id.$timestamp.$body", base64_decode($found[1]), true);
        $expected = 'v1,' . base64_encode($digest);
        foreach (explode(' ', $headers['svix-signature'] ?? '') as $signature) {
            if (hash_equals($expected, $signature)) {
                return true;
            }
        }
    }
    return false;
}
`;

const GO = `\
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var idForm = regexp.MustCompile("^[A-Za-z0-9_-]+$")
var timestampForm = regexp.MustCompile("^(0|[1-9][0-9]{0,11})$")

// IsGenuine takes the bytes of the body as received, and a list with the secret,
// which begins with whsec_.
func IsGenuine(header http.Header, body []byte, secrets []string, now time.Time) bool {
	id, timestamp := header.Get("Svix-Id"), header.Get("Svix-Timestamp")
	if !idForm.MatchString(id) || !timestampForm.MatchString(timestamp) {
		return false
	}
	sent, _ := strconv.ParseInt(timestamp, 10, 64)
	if age := now.Unix() - sent; age > 300 || age < -300 {
		return false
	}
	for _, secret := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if !strings.HasPrefix(secret, "whsec_") || err != nil || len(key) == 0 {
			continue
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + timestamp + "."))
		mac.Write(body)
		expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
		for _, signature := range strings.Split(header.Get("Svix-Signature"), " ") {
			if hmac.Equal([]byte(expected), []byte(signature)) {
				return true
			}
		}
	}
	return false
}
`;

/** Code for Svix's signatures: one or more, each the HMAC-SHA256 of an id, the time and the body, in base64. */
export const svix: readonly Snippet[] = [
  { language: 'Node.js', code: NODE },
  { language: 'Python', code: PYTHON },
  { language: 'PHP', code: PHP },
  { language: 'Go', code: GO },
];
