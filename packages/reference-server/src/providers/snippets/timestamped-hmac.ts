import type { Snippet } from '../webhook-guide.ts';

export interface TimestampedHmac {
  /** The names of the headers. */
  readonly timestamp: string;
  readonly signature: string;
  /** The text before the 64 hex digits. */
  readonly prefix: string;
}

/** Returns code for signatures that are the HMAC-SHA256 of the time, a dot and the body, as hex digits. */
export const timestampedHmac = (scheme: TimestampedHmac): readonly Snippet[] => [
  { language: 'Node.js', code: node(scheme) },
  { language: 'Python', code: python(scheme) },
  { language: 'PHP', code: php(scheme) },
  { language: 'Go', code: go(scheme) },
];

const node = ({ timestamp, signature, prefix }: TimestampedHmac): string => `\
import { createHmac, timingSafeEqual } from 'node:crypto';

// headers: request.headers of Node, with names in lower case.
// body: the bytes as received, a Buffer. Do not parse and print them before.
// secrets: a list with the secret, and with the old one while you replace it.
export function isGenuine(headers, body, secrets, now = Math.floor(Date.now() / 1000)) {
  const timestamp = headers['${timestamp.toLowerCase()}'] ?? '';
  const signature = (headers['${signature.toLowerCase()}'] ?? '').toLowerCase();
  if (!/^(0|[1-9][0-9]{0,11})$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp)) > 300) return false;
  if (!/^${prefix}[0-9a-f]{64}$/.test(signature)) return false;
  return secrets.some((secret) => {
    if (!secret) return false;
    const hmac = createHmac('sha256', secret).update(timestamp + '.').update(body);
    const expected = '${prefix}' + hmac.digest('hex');
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  });
}
`;

const python = ({ timestamp, signature, prefix }: TimestampedHmac): string => `\
import hashlib
import hmac
import re
import time


# headers: a mapping that finds names in lower case, such as request.headers of Flask.
# body: the bytes as received. Do not parse and print them before.
# secrets: a list with the secret, and with the old one while you replace it.
def is_genuine(headers, body, secrets, now=None):
    timestamp = headers.get("${timestamp.toLowerCase()}", "")
    signature = headers.get("${signature.toLowerCase()}", "").lower()
    now = int(time.time()) if now is None else now
    if not re.fullmatch(r"0|[1-9][0-9]{0,11}", timestamp):
        return False
    if abs(now - int(timestamp)) > 300:
        return False
    if not re.fullmatch(r"${prefix}[0-9a-f]{64}", signature):
        return False
    message = timestamp.encode() + b"." + body
    for secret in filter(None, secrets):
        digest = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
        if hmac.compare_digest("${prefix}" + digest, signature):
            return True
    return False
`;

const php = ({ timestamp, signature, prefix }: TimestampedHmac): string => `\
<?php

// $headers: array_change_key_case(getallheaders()), with names in lower case.
// $body: file_get_contents('php://input'), the bytes as received.
// $secrets: a list with the secret, and with the old one while you replace it.
function is_genuine(array $headers, string $body, array $secrets, ?int $now = null): bool
{
    $timestamp = $headers['${timestamp.toLowerCase()}'] ?? '';
    $signature = strtolower($headers['${signature.toLowerCase()}'] ?? '');
    if (!preg_match('/\\A(0|[1-9][0-9]{0,11})\\z/', $timestamp)) {
        return false;
    }
    if (abs(($now ?? time()) - (int) $timestamp) > 300) {
        return false;
    }
    if (!preg_match('/\\A${prefix}[0-9a-f]{64}\\z/', $signature)) {
        return false;
    }
    foreach (array_filter($secrets) as $secret) {
        $expected = '${prefix}' . hash_hmac('sha256', $timestamp . '.' . $body, $secret);
        if (hash_equals($expected, $signature)) {
            return true;
        }
    }
    return false;
}
`;

const go = ({ timestamp, signature, prefix }: TimestampedHmac): string => `\
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var timestampForm = regexp.MustCompile("^(0|[1-9][0-9]{0,11})$")
var signatureForm = regexp.MustCompile("^${prefix}[0-9a-f]{64}$")

// IsGenuine takes the bytes of the body as received, and a list with the secret,
// and with the old one while you replace it.
func IsGenuine(header http.Header, body []byte, secrets []string, now time.Time) bool {
	timestamp := header.Get("${timestamp}")
	signature := strings.ToLower(header.Get("${signature}"))
	if !timestampForm.MatchString(timestamp) || !signatureForm.MatchString(signature) {
		return false
	}
	sent, _ := strconv.ParseInt(timestamp, 10, 64)
	if age := now.Unix() - sent; age > 300 || age < -300 {
		return false
	}
	for _, secret := range secrets {
		if secret == "" {
			continue
		}
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(timestamp + "."))
		mac.Write(body)
		expected := "${prefix}" + hex.EncodeToString(mac.Sum(nil))
		if hmac.Equal([]byte(expected), []byte(signature)) {
			return true
		}
	}
	return false
}
`;
