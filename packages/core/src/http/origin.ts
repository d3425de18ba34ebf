/** Whether a URL leads to the host a credential was given for; anything unparsable does not (C191). */
export function sameOrigin(url: string, baseUrl: string): boolean {
  return URL.canParse(url) && URL.canParse(baseUrl) && new URL(url).origin === new URL(baseUrl).origin;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a key may travel to this URL: over https, or in clear to this very machine (C191). */
export function isPrivateChannel(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/** Whether a URL is https and leads to `domain` or a host below it (F21). */
export function isUnderDomain(url: string, domain: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  const below = hostname === domain || hostname.endsWith(`.${domain}`);
  return protocol === 'https:' && username === '' && password === '' && below;
}
