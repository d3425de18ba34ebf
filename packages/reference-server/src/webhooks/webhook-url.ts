import { isIP } from 'node:net';
import { isPublicAddress } from '../net/address-guard.ts';

const MAX_LENGTH = 2048;
// The URL parser mends `https:///x` and drops tabs and line breaks; a receiver's address should need no mending.
const WELL_FORMED = /^https:\/\/[^/\\?#\s][^\s\p{Cc}]*$/u;

/** Whether webhooks may be sent there: https, a host, no credentials, and no address written out that is not public. */
export function isWebhookUrl(
  value: unknown,
  { allowPrivate }: { readonly allowPrivate: boolean },
): value is string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !WELL_FORMED.test(value)) return false;
  const url = URL.parse(value);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return allowPrivate || !isPrivateHost(url.hostname);
}

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  // RFC 6761: these names always mean this machine.
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return isIP(host) !== 0 && !isPublicAddress(host);
}
