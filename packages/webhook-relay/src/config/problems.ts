import type { z } from 'zod/v4';
import type { SettingPath, SettingsFile } from './settings-file.ts';

/** Something to change in a setting, in words that repeat no secret. */
export interface SettingProblem {
  readonly path: SettingPath;
  readonly message: string;
  /** A name in the group at the path. It is not shown, because it may be a secret in the wrong place. */
  readonly name?: string;
}

/** Returns the problems that a schema found. A name that a group does not declare is a problem of its own. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[]): readonly SettingProblem[] =>
  issues.flatMap((issue): readonly SettingProblem[] => {
    const { path, message } = issue;
    if (issue.code === 'unrecognized_keys') {
      const messages = message.split('\n');
      return issue.keys.map((name, at) => ({ path, name, message: messages[at] ?? message }));
    }
    // The alternatives of a setting are a text and a group. Problems inside the group tell more than those of the text.
    const inside =
      issue.code === 'invalid_union' ? issue.errors.find((errors) => errors.some(isInGroup)) : undefined;
    if (inside === undefined) return [{ path, message }];
    return problemsOf(inside).map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
  });

/** To find the place of a problem takes the longer, the more settings a file has. */
const MOST_PROBLEMS = 500;

const isInGroup = ({ code, path }: z.core.$ZodIssue): boolean =>
  code === 'unrecognized_keys' || path.length > 0;

/** Returns a line for each problem with its place, in the order of the file. */
export function describeProblems(
  problems: readonly SettingProblem[],
  file: SettingsFile,
  fileName: string,
): readonly string[] {
  const placed = problems.slice(0, MOST_PROBLEMS).map(({ path, name, message }) => ({
    ...file.placeOf(name === undefined ? path : [...path, name]),
    text: [spell(path), message].filter((part) => part !== '').join(': '),
  }));
  const lines = placed
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, text }) => `${fileName}:${line}:${column}: ${text}`);
  const more = problems.length - placed.length;
  return more > 0 ? [...new Set(lines), `${fileName}: ${more} more.`] : [...new Set(lines)];
}

/** Spells a path such as `targets[0].url`. */
const spell = (path: SettingPath): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
