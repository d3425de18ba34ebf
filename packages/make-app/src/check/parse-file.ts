import type { z } from 'zod/v4';
import type { AppFiles } from '../format/app-files.ts';
import type { Problem } from './problem.ts';

/** Parses a JSON file of an app and returns its content, or what is wrong with it. */
export function parseFile<Schema extends z.ZodType>(
  files: AppFiles,
  file: string,
  schema: Schema,
): { readonly value?: z.infer<Schema>; readonly problems: readonly Problem[] } {
  const content = files[file];
  if (content === undefined) return { problems: [{ file, message: 'The file is missing.' }] };
  const parsed = schema.safeParse(readJson(content));
  if (parsed.success) return { value: parsed.data, problems: [] };
  return { problems: describe(parsed.error.issues).map((message) => ({ file, message })) };
}

/** Returns undefined for a text that is no JSON, which no schema accepts. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Issues = readonly z.core.$ZodIssue[];

/** Of several allowed forms, the one with the fewest differences is described, and one of another type only if all are. */
function describe(issues: Issues, prefix: readonly PropertyKey[] = []): readonly string[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0)
      return [`${path.map(String).join('.')}: ${issue.message}`];
    const [closest = []] = issue.errors.toSorted((a, b) => distance(a) - distance(b));
    return describe(closest, path);
  });
}

const distance = (issues: Issues): number =>
  issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0) ? Infinity : issues.length;
