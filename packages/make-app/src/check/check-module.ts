import { z } from 'zod/v4';
import type { ModuleType } from '../format/make-app.ts';
import { readJson } from './parse-file.ts';
import type { Problem } from './problem.ts';

const parts = z.looseObject({
  url: z.string().optional(),
  response: z
    .looseObject({ iterate: z.unknown(), limit: z.unknown(), output: z.unknown() })
    .partial()
    .optional(),
  pagination: z.unknown().optional(),
});
const communication = z.union([parts.transform((request) => [request]), z.array(parts)]);

/** Returns what Make does not allow in the requests of a module of this type. */
export function checkModule(type: ModuleType, file: string, content: string): readonly Problem[] {
  const { data: requests = [] } = communication.safeParse(readJson(content));
  const last = requests.at(-1);
  const problem = (message: string, isWrong: boolean) => (isWrong ? [{ file, message }] : []);
  const iterates = requests.some(({ response }) => response?.iterate !== undefined);
  if (type === 'search')
    return [
      ...problem('A search returns a list.', last?.response?.iterate === undefined),
      ...problem('A search has a limit.', last?.response?.limit === undefined),
    ];
  return [
    ...problem(`Only a search returns a list, and this is of type ${type}.`, iterates),
    ...problem(
      'Only a search reads page after page.',
      requests.some(({ pagination }) => pagination !== undefined),
    ),
    ...problem('An instant trigger sends one request.', type === 'instant_trigger' && requests.length !== 1),
    ...problem('The module returns nothing.', last?.response?.output === undefined),
  ];
}
