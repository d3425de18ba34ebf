import { rowColumns, type JobOperation } from '@scrapekit/core';
import type { Json } from '../format/json.ts';
import { firstOf, quote, template } from './expression.ts';

/** Where the rows of a job are read. */
export type RowsRoute = Extract<JobOperation['rows'], { from: 'route' }>;

/** Returns the template for the list of rows in an answer. */
export const rowsOf = ({ rows }: RowsRoute): string => template(firstOf(rows.map((path) => `body.${path}`)));

/**
 * Returns the template of a row in normal form. The definition's `normalize` shows what it does with each column: it turns
 * a text of joined values into a list, or an empty text into null.
 */
export function rowOutput(operation: JobOperation): Json {
  const changed = rowColumns(operation).flatMap(({ key, type }): (readonly [string, string])[] => {
    const item = `item.${key}`;
    if (type === 'list' && isSplit(operation, key))
      return [[key, template(`if(${item}, split(ifempty(${item}, ''), ${quote(SEPARATOR)}), undefined)`)]];
    return isCleared(operation, key) ? [[key, template(`ifempty(${item}, null)`)]] : [];
  });
  return changed.length === 0 ? '{{item}}' : { '{{...}}': '{{item}}', ...Object.fromEntries(changed) };
}

const SEPARATOR = ';';

function isSplit({ normalize }: JobOperation, key: string): boolean {
  const value = normalize({ [key]: `a${SEPARATOR}b` })[key];
  return Array.isArray(value) && value.join() === 'a,b';
}

const isCleared = ({ normalize }: JobOperation, key: string): boolean =>
  normalize({ [key]: '' })[key] === null;
