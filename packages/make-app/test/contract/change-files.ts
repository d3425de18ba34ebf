import type { AppFiles } from '../../src/format/app-files.ts';

/** A place in the files of an app, and what stands there instead. */
export interface Change {
  /** The end of the names of the files. */
  readonly files: string;
  /** What is replaced, wherever it stands. */
  readonly from: string | RegExp;
  readonly to: string;
}

/** A fault in an app, and the check that finds it. */
export interface Mutation {
  readonly fault: string;
  readonly changes: readonly Change[];
  readonly foundBy: string;
}

/** Returns the files with all changes made. Throws when a change finds nothing or leaves no JSON. */
export const changeFiles = (files: AppFiles, changes: readonly Change[]): AppFiles =>
  changes.reduce((changed, { files: end, from, to }) => {
    const next = Object.fromEntries(
      Object.entries(changed).map(([file, content]) => [
        file,
        file.endsWith(end)
          ? content.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to)
          : content,
      ]),
    );
    if (Object.keys(next).every((file) => next[file] === changed[file]))
      throw new Error(`No file ${end} has ${String(from)}.`);
    for (const [file, content] of Object.entries(next)) if (file.endsWith('.json')) JSON.parse(content);
    return next;
  }, files);
