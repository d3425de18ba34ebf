import type { Source } from '../config/config.ts';

/** An event without the URLs that lead elsewhere, and the paths of their keys, such as `results_url`. */
export interface CheckedData {
  readonly data: unknown;
  readonly removed: readonly string[];
}

const looksLikeUrl = /^(?:[a-z][a-z\d+.-]*:)?[\\/]{2}/i;
/** Programs take `https:example.com` and `https:/example.com` for `https://example.com`. */
const lacksSlashes = /^(?:https?|wss?|ftp):/i;
/** What programs leave out of a URL: blanks and controls around it, and line breaks and tabs everywhere. */
const ignored = /^[\u0000-\u0020]+|[\u0000-\u0020]+$|[\t\n\r]/g;

/**
 * Removes every text that is a URL, unless its origin is that of the provider's API. A lasting recipe of many tools is to
 * fetch the URL of a webhook with the API key, and then a URL of another origin would receive the key.
 */
export function removeForeignUrls(data: unknown, { baseUrl, provider }: Source): CheckedData {
  const origins = new Set([baseUrl, provider.baseUrl].map((url) => new URL(url).origin));
  const removed: string[] = [];
  const isForeign = (given: string) => {
    const text = given.replace(ignored, '');
    const isUrl = looksLikeUrl.test(text) || (lacksSlashes.test(text) && URL.canParse(text));
    return isUrl && !isOf(origins, text);
  };
  const clean = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.flatMap((each: unknown, index) => keep(each, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) =>
        keep(each, path === '' ? key : `${path}.${key}`).map((kept) => [key, kept]),
      ),
    );
  };
  const keep = (value: unknown, path: string): unknown[] => {
    if (typeof value !== 'string' || !isForeign(value)) return [clean(value, path)];
    removed.push(path);
    return [];
  };
  const [kept = null] = keep(data, '');
  return { data: kept, removed };
}

function isOf(origins: ReadonlySet<string>, text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '' && origins.has(url.origin);
}
