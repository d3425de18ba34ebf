/**
 * Lets a path that is not valid percent-encoding, or that holds U+0000, reach the router, where it is an ordinary
 * unknown id (C099): the database is never asked for a text it cannot take.
 */
export function mendUrl(url: string): string {
  try {
    decodeURI(url);
  } catch {
    return url.replace(/%/g, '%25');
  }
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return path.replaceAll('%00', '%2500') + url.slice(path.length);
}
