import type { Transport } from './transport.ts';

/** Where a provider expects the API key, and the domains beside the base URL's origin that may receive it. */
export type Authentication = KeyPlace & { readonly domains?: readonly string[] };

type KeyPlace =
  | { readonly in: 'header'; readonly name: string; readonly prefix: string }
  | { readonly in: 'query'; readonly name: string };

/** Returns a transport that adds the API key to requests for the base URL's origin and for no other (C191). */
export function authenticate(
  send: Transport,
  authentication: Authentication,
  options: { readonly apiKey: string; readonly baseUrl: string },
): Transport {
  const { apiKey, baseUrl } = options;
  return (request) => {
    const trusted = authentication.domains?.some((domain) => isUnderDomain(request.url, domain)) ?? false;
    if (!trusted && !isSameOrigin(request.url, baseUrl)) return send(request);
    if (authentication.in === 'header') {
      const headers = { ...request.headers, [authentication.name]: authentication.prefix + apiKey };
      return send({ ...request, headers });
    }
    const url = new URL(request.url);
    url.searchParams.set(authentication.name, apiKey);
    return send({ ...request, url: url.href });
  };
}

/** Returns whether both URLs have the same origin; false for a malformed URL (C191). */
function isSameOrigin(url: string, baseUrl: string): boolean {
  return URL.canParse(url) && URL.canParse(baseUrl) && new URL(url).origin === new URL(baseUrl).origin;
}

/**
 * Hosts that are reached without the internet: this machine, private IPv4 and IPv6 addresses (RFC 1918, RFC 4193, link
 * local), names without a dot as in Docker networks, and the endings reserved for private networks.
 */
const privateHosts: readonly RegExp[] = [
  /^[^.:[\]]+$/,
  /\.(localhost|local|internal|lan|home\.arpa)$/,
  /^(127|10)(\.\d{1,3}){3}$/,
  /^192\.168(\.\d{1,3}){2}$/,
  /^172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}$/,
  /^\[(::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\]$/,
];

/** Returns whether a key may be sent to this URL: over https, or over http to a private network (C191). */
export function isPrivateChannel(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && privateHosts.some((host) => host.test(hostname)));
}

/** Returns whether a URL is https and its host is `domain` or a subdomain of it (F21). */
export function isUnderDomain(url: string, domain: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  const isDomain = hostname === domain || hostname.endsWith(`.${domain}`);
  return protocol === 'https:' && username === '' && password === '' && isDomain;
}
