import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { lazy } from '../../pacing/cache.ts';

const NEWLINE = 10;
const TAB = 9;

/** Lines of a folded name, a tab and a GeoNames id in base 36, in the order of their bytes. See `seed/make-place-names.mjs`. */
const lines = lazy(() =>
  brotliDecompressSync(readFileSync(new URL('../../../seed/place-names.br', import.meta.url))),
);

/**
 * Returns the GeoNames id of the town with a name in another script or language, such as `上海` or `varsovia`.
 * `folded` is a result of `foldName`. The first call reads 3 MB, which stay in memory.
 */
export function townIdOfOtherName(folded: string): number | undefined {
  const wanted = Buffer.from(folded);
  const bytes = lines();
  let from = 0;
  let to = bytes.length;
  while (from < to) {
    const start = bytes.lastIndexOf(NEWLINE, ((from + to) >> 1) - 1) + 1;
    const tab = bytes.indexOf(TAB, start);
    const end = bytes.indexOf(NEWLINE, tab);
    const order = wanted.compare(bytes, start, tab);
    if (order === 0) return parseInt(bytes.toString('latin1', tab + 1, end), 36);
    if (order < 0) to = start;
    else from = end + 1;
  }
  return undefined;
}
