/** Lets a path that is not valid percent-encoding reach the router, where it is an ordinary unknown id (C099). */
export function mendUrl(url: string): string {
  try {
    decodeURI(url);
    return url;
  } catch {
    return url.replace(/%/g, '%25');
  }
}
