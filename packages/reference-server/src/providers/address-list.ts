import type { AddressRows, ResultRow, RowVerdict } from './row-shape.ts';

/** The addresses of a row, where the provider lists them with their verdicts. */
const listIn = (row: ResultRow, column: string): readonly ResultRow[] => {
  const list = row[column];
  return Array.isArray(list) ? (list as readonly ResultRow[]) : [];
};

/** Returns the verdicts in a column that lists addresses. */
export const verdictsInList =
  (column: string) =>
  (row: ResultRow): readonly RowVerdict[] =>
    listIn(row, column).map(({ status, reason }) => ({
      verdict: String(status),
      reason: typeof reason === 'string' ? reason : null,
    }));

/** Makes a row of each address in a column that lists them. The keys of an address follow the columns of the row. */
export function splitList(columns: readonly string[], column: string, keys: readonly string[]): AddressRows {
  const named = keys.map((key) => [key, key === 'email' ? key : `email_${key}`] as const);
  return {
    columns: [...columns.filter((key) => key !== column), ...named.map(([, title]) => title)],
    split: (row) =>
      listIn(row, column).map((address) => ({
        ...row,
        ...Object.fromEntries(named.map(([key, title]) => [title, address[key]])),
      })),
  };
}

/** Returns the verdict in one column, with the reason in another. A row without a verdict has none. */
export const verdictIn =
  (column: string, reasonColumn?: string) =>
  (row: ResultRow): readonly RowVerdict[] => {
    const verdict = row[column];
    if (typeof verdict !== 'string' || verdict === '') return [];
    const reason = reasonColumn === undefined ? null : row[reasonColumn];
    return [{ verdict, reason: typeof reason === 'string' ? reason : null }];
  };
