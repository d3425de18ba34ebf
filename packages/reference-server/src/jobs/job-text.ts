import { type RawBuilder, sql } from 'kysely';
import type { NewJob } from './job.ts';

/** A longer text would be stored outside of the row, and a search in 10,000 jobs would take several times as long. */
const MOST_CHARACTERS = 1_000;

/** Makes texts equal that differ in capitals or in how their letters are encoded. PostgreSQL can store the result. */
const fold = (text: string): string =>
  text.toWellFormed().replaceAll('\u0000', '').normalize('NFKC').toLowerCase();

/** Returns the text in which a job is searched for: its id, operation and the beginning of what was ordered. */
export function searchText({ id, operation, clientRequestId, input, items }: NewJob): string {
  let text = '';
  for (const word of wordsIn([id, operation, clientRequestId, input, items])) {
    if (text.length >= MOST_CHARACTERS) break;
    text += ` ${word.slice(0, MOST_CHARACTERS)}`;
  }
  return fold(text.slice(0, MOST_CHARACTERS));
}

/** Yields the texts and numbers inside of a JSON value, without the keys, which a person does not see. */
function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') yield String(value);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* wordsIn(part);
}

/** Returns the condition that a row of `job` has a text in its search text, or in its input if it is an older job. */
export const hasText = (text: string): RawBuilder<boolean> =>
  // The planner expects many matches of an inequality. It then reads the newest jobs first and stops after a page.
  sql<boolean>`strpos(coalesce(search_text, lower(id || ' ' || operation || ' ' || input)), ${fold(text)}) > 0`;
