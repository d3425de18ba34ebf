type Settings = Readonly<Record<string, unknown>>;

/** A source or a target as the file has it. Any of its settings may be missing or of a wrong type. */
export interface RawEntry {
  readonly settings: Settings;
  readonly path: readonly [list: string, at: number];
}

/** Returns the entries of a list in the file. What is not a group of settings is left out. */
export function rawEntries(content: unknown, list: 'sources' | 'targets'): readonly RawEntry[] {
  const entries = isSettings(content) ? content[list] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((settings: unknown, at) =>
    isSettings(settings) ? [{ settings, path: [list, at] as const }] : [],
  );
}

export const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the elements of a list with their positions, or none when the value is not a list. */
export const elementsOf = (value: unknown): readonly (readonly [at: number, element: unknown])[] =>
  Array.isArray(value) ? [...value.entries()] : [];
