import { type RawBuilder, sql } from 'kysely';

/**
 * Returns the condition that a row of `job` has a text in its id, operation, `client_request_id` or input, in capitals or
 * not. The keys of the input do not count, because a person does not see them.
 */
export function hasText(text: string): RawBuilder<boolean> {
  const plain = containing(text);
  // The input is JSON, in which quotation marks and backslashes are escaped.
  const inJson = containing(JSON.stringify(text).slice(1, -1));
  return sql<boolean>`(
    id ilike ${plain} or operation ilike ${plain} or client_request_id ilike ${plain}
    or (input ilike ${inJson} and regexp_replace(input, '"\\w+":', '', 'g') ilike ${inJson}))`;
}

const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
