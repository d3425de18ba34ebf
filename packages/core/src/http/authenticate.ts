import { isUnderDomain, sameOrigin } from './origin.ts';
import type { Transport } from './transport.ts';

/** Where a provider expects its key, and the domains besides the configured origin that may be given it. */
export type Authentication = KeyPlace & { readonly domains?: readonly string[] };

type KeyPlace =
  | { readonly in: 'header'; readonly name: string; readonly prefix: string }
  | { readonly in: 'query'; readonly name: string };

/** Adds the key to requests for the configured origin, and to no other (C191). */
export function authenticate(
  send: Transport,
  authentication: Authentication,
  options: { readonly apiKey: string; readonly baseUrl: string },
): Transport {
  const { apiKey, baseUrl } = options;
  return (request) => {
    const trusted = authentication.domains?.some((domain) => isUnderDomain(request.url, domain)) ?? false;
    if (!trusted && !sameOrigin(request.url, baseUrl)) return send(request);
    if (authentication.in === 'header') {
      const headers = { ...request.headers, [authentication.name]: authentication.prefix + apiKey };
      return send({ ...request, headers });
    }
    const url = new URL(request.url);
    url.searchParams.set(authentication.name, apiKey);
    return send({ ...request, url: url.href });
  };
}
