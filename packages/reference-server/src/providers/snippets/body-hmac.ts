import type { Snippet } from '../webhook-guide.ts';

/** Returns code for a signature in `header` that is the HMAC-SHA256 of the body, as hex digits, without a time. */
export const bodyHmac = (header: string): readonly Snippet[] => [
  { language: 'Node.js', code: node(header.toLowerCase()) },
  { language: 'Python', code: python(header.toLowerCase()) },
  { language: 'PHP', code: php(header.toLowerCase()) },
  { language: 'Go', code: go(header) },
];

const node = (header: string): string => `\
import { createHmac, timingSafeEqual } from 'node:crypto';

// headers: request.headers of Node, with names in lower case.
// body: the bytes after decompression, a Buffer. Do not parse and print them before.
// secrets: a list with the secret, and with the old one while you replace it.
export function isGenuine(headers, body, secrets) {
  const signature = (headers['${header}'] ?? '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(signature)) return false;
  return secrets.some((secret) => {
    if (!secret) return false;
    const expected = createHmac('sha256', secret).update(body).digest('hex');
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  });
}
`;

const python = (header: string): string => `\
import hashlib
import hmac
import re


# headers: a mapping that finds names in lower case, such as request.headers of Flask.
# body: the bytes after decompression. Do not parse and print them before.
# secrets: a list with the secret, and with the old one while you replace it.
def is_genuine(headers, body, secrets):
    signature = headers.get("${header}", "").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", signature):
        return False
    for secret in filter(None, secrets):
        expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        if hmac.compare_digest(expected, signature):
            return True
    return False
`;

const php = (header: string): string => `\
<?php

// $headers: array_change_key_case(getallheaders()), with names in lower case.
// $body: file_get_contents('php://input'), after decompression.
// $secrets: a list with the secret, and with the old one while you replace it.
function is_genuine(array $headers, string $body, array $secrets): bool
{
    $signature = strtolower($headers['${header}'] ?? '');
    if (!preg_match('/\\A[0-9a-f]{64}\\z/', $signature)) {
        return false;
    }
    foreach (array_filter($secrets) as $secret) {
        if (hash_equals(hash_hmac('sha256', $body, $secret), $signature)) {
            return true;
        }
    }
    return false;
}
`;

const go = (header: string): string => `\
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
)

var signatureForm = regexp.MustCompile("^[0-9a-f]{64}$")

// IsGenuine takes the bytes of the body after decompression, and a list with the secret,
// and with the old one while you replace it.
func IsGenuine(header http.Header, body []byte, secrets []string) bool {
	signature := strings.ToLower(header.Get("${header}"))
	if !signatureForm.MatchString(signature) {
		return false
	}
	for _, secret := range secrets {
		if secret == "" {
			continue
		}
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write(body)
		expected := hex.EncodeToString(mac.Sum(nil))
		if hmac.Equal([]byte(expected), []byte(signature)) {
			return true
		}
	}
	return false
}
`;
