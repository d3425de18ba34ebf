const NEEDS_QUOTES = /[",\r\n]/;

/** One RFC 4180 record with its line end; null and undefined are empty fields, and nothing else is altered (C114, C115). */
export const csvRecord = (values: readonly unknown[]): string => `${values.map(csvField).join(',')}\r\n`;

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
