/** A cookie as a website set it. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string | null;
  readonly path: string | null;
  readonly expires: string | null;
  readonly max_age: number | null;
  readonly http_only: boolean;
  readonly secure: boolean;
}

/** Reads a `Set-Cookie` header; undefined if it names no cookie. */
export function readCookie(header: string): Cookie | undefined {
  const [pair = '', ...attributes] = header.split(';');
  const [name, value] = splitOnce(pair);
  if (name === '' || value === undefined) return undefined;
  const given = new Map(
    attributes.map((text) => {
      const [attribute, detail = ''] = splitOnce(text);
      return [attribute.toLowerCase(), detail] as const;
    }),
  );
  const maxAge = given.get('max-age') ?? '';
  return {
    name,
    value,
    domain: given.get('domain') ?? null,
    path: given.get('path') ?? null,
    expires: given.get('expires') ?? null,
    max_age: /^-?\d{1,15}$/.test(maxAge) ? Number(maxAge) : null,
    http_only: given.has('httponly'),
    secure: given.has('secure'),
  };
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=');
  return at === -1 ? [text.trim(), undefined] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
