import { withoutBrackets } from '@scrapekit/guarded-http';
import { z } from 'zod/v4';
import type { ProxyAddress } from '../net/socks5.ts';

const webAddress = z.url({ protocol: /^https?$/ });
const oneWord = z.string().regex(/^[^\s<>]+$/);

/** Settings for a live `SOURCE`. All have defaults, except the key and the terms of Google. */
export interface LiveSettings {
  readonly nominatimUrl?: string;
  /** The URL that queries are posted to. It ends in `/api/interpreter`. */
  readonly overpassUrl?: string;
  /** An e-mail address or a website at which the operators of OpenStreetMap can reach the operator of this server. */
  readonly osmContact?: string;
  readonly googlePlacesUrl?: string;
  readonly googlePlacesKey?: string;
  readonly googlePlacesTerms?: 'accepted';
  /** The most billed requests of one search. */
  readonly googlePlacesMaxRequests?: number;
  /** The proxy for all connections to websites, mail servers and sources. */
  readonly socks5Proxy?: ProxyAddress;
  /** The ports from which pages are fetched, beside those of websites. */
  readonly pagePorts?: readonly number[];
  /** The host name that the server sends to mail servers. */
  readonly heloName?: string;
  /** The sender address in dialogues with mail servers. Without it the sender is empty. */
  readonly mailFrom?: string;
}

/** The environment variables of `LiveSettings`: the rule of each value, and the words for it in an error message. */
export const liveSettings = {
  NOMINATIM_URL: { rule: webAddress.optional(), wants: 'an address that starts with http:// or https://' },
  OVERPASS_URL: { rule: webAddress.optional(), wants: 'an address that starts with http:// or https://' },
  OSM_CONTACT: {
    rule: z
      .string()
      .regex(/^[\x21-\x7e]{3,200}$/)
      .optional(),
    wants: 'an e-mail address or a website',
  },
  GOOGLE_PLACES_URL: {
    rule: webAddress.optional(),
    wants: 'an address that starts with http:// or https://',
  },
  GOOGLE_PLACES_KEY: {
    rule: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    wants: 'an API key without spaces',
  },
  GOOGLE_PLACES_TERMS: { rule: z.literal('accepted').optional(), wants: '"accepted", or absent' },
  GOOGLE_PLACES_MAX_REQUESTS: {
    rule: z.coerce.number().int().min(1).max(100_000).optional(),
    wants: 'a whole number from 1 to 100000',
  },
  SOCKS5_URL: {
    rule: z
      .url({ protocol: /^socks5h?$/ })
      .transform(toProxy)
      .optional(),
    wants: 'socks5://user:password@host:port, or socks5://host:port',
  },
  PAGE_PORTS: {
    rule: z
      .string()
      .transform((text) => text.split(',').map(Number))
      .pipe(z.array(z.number().int().min(1).max(65_535)))
      .optional(),
    wants: 'ports separated by commas, such as 8000,9443',
  },
  HELO_NAME: { rule: oneWord.optional(), wants: 'a host name' },
  MAIL_FROM: { rule: oneWord.optional(), wants: 'an e-mail address' },
} as const;

function toProxy(text: string): ProxyAddress {
  const { hostname, port, username, password } = new URL(text);
  const address = { host: withoutBrackets(hostname), port: port === '' ? 1080 : Number(port) };
  if (username === '') return address;
  return {
    ...address,
    credentials: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  };
}
