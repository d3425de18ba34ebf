import type { SettingProblem } from './problems.ts';
import { elementsOf, isSettings, rawEntries, type RawEntry } from './raw-settings.ts';
import { resolveSecret } from './secret.ts';
import { namePattern } from './settings-schema.ts';
import { sourceProblems } from './source-rules.ts';
import { targetProblems } from './target-rules.ts';

/**
 * Returns the problems that lie between settings. The content is read as it stands in the file, so that a problem of one
 * setting does not hide those of others.
 */
export function ruleProblems(content: unknown, environment: NodeJS.ProcessEnv): readonly SettingProblem[] {
  const sources = rawEntries(content, 'sources');
  const targets = rawEntries(content, 'targets');
  const secrets = sources
    .flatMap(({ settings }) => [
      settings['api_key'],
      ...elementsOf(settings['webhook_secrets']).map(([, written]) => written),
    ])
    .flatMap((written) => resolveSecret(written, environment) ?? []);
  const surroundings = {
    environment,
    publicUrl: isSettings(content) ? content['public_url'] : undefined,
    sourceSecrets: new Set(secrets),
  };
  const names = namesOf(targets);
  return [
    ...repeatedNames(sources),
    ...repeatedNames(targets),
    ...sources.flatMap((source) => [
      ...sourceProblems(source, environment),
      ...targetNameProblems(source, names),
    ]),
    ...targets.flatMap((target) => targetProblems(target, surroundings)),
  ];
}

/** Returns the valid names only, because a message shows them. */
const namesOf = (entries: readonly RawEntry[]): readonly string[] => [
  ...new Set(
    entries.flatMap(({ settings: { name } }) =>
      typeof name === 'string' && namePattern.test(name) ? name : [],
    ),
  ),
];

function repeatedNames(entries: readonly RawEntry[]): readonly SettingProblem[] {
  const seen = new Set<unknown>();
  return entries.flatMap(({ settings: { name }, path }) => {
    if (typeof name !== 'string') return [];
    if (seen.has(name))
      return [{ path: [...path, 'name'], message: 'Another one before has this name. Choose a new one.' }];
    seen.add(name);
    return [];
  });
}

function targetNameProblems(
  { settings, path }: RawEntry,
  names: readonly string[],
): readonly SettingProblem[] {
  const seen = new Set<unknown>();
  return elementsOf(settings['targets']).flatMap(([at, name]) => {
    const place = [...path, 'targets', at];
    const isRepeated = seen.has(name);
    seen.add(name);
    if (isRepeated) return [{ path: place, message: 'This target stands in the list twice. Remove one.' }];
    return typeof name !== 'string' || names.includes(name)
      ? []
      : [
          {
            path: place,
            message: `Write the name of a target${names.length > 0 ? `: ${names.join(', ')}` : ''}.`,
          },
        ];
  });
}
