import { refuseHost, withoutBrackets } from './address-guard.ts';

const MAX_LENGTH = 2048;
// The URL parser accepts `https:///x` and drops tabs and line breaks. Such addresses are refused.
const wellFormed = /^https:\/\/[^/\\?#\s][^\s\p{Cc}]*$/u;

/**
 * Returns true for a URL that webhooks may be sent to: https, with a host and without credentials. With `allowPrivate`
 * false, a host that is a private IP address or a name of this machine is refused.
 */
export function isWebhookUrl(
  value: unknown,
  { allowPrivate }: { readonly allowPrivate: boolean },
): value is string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !wellFormed.test(value)) return false;
  const url = URL.parse(value);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return allowPrivate || !isPrivateHost(url.hostname);
}

function isPrivateHost(hostname: string): boolean {
  const host = withoutBrackets(hostname).replace(/\.$/, '');
  // RFC 6761: these names always mean this machine.
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return refuseHost(host) !== undefined;
}
