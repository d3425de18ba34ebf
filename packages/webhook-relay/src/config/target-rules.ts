import type { SettingProblem } from './problems.ts';
import { isSettings, type RawEntry } from './raw-settings.ts';
import { resolveSecret } from './secret.ts';
import { looksLikeApiKey } from './source-rules.ts';
import { keyHeaders, MAX_MAKE_BYTES, targetKinds } from './target-kinds.ts';

export interface TargetSurroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly publicUrl: unknown;
  /** The API keys and webhook secrets of all sources. */
  readonly sourceSecrets: ReadonlySet<string>;
}

/** Returns the problems between the settings of one target. They do not depend on its other problems. */
export function targetProblems(
  { settings, path }: RawEntry,
  surroundings: TargetSurroundings,
): readonly SettingProblem[] {
  const { kind = 'url', key, auth, url, rows } = settings;
  const checks: readonly (readonly [setting: string, message: string | undefined])[] = [
    [
      'url',
      isRelay(url, surroundings.publicUrl)
        ? 'Write the address of a tool, and not of this relay.'
        : undefined,
    ],
    ['key', key === undefined ? undefined : refuseKey(kind, auth)],
    ['auth', refuseAuth(auth)],
    ['rows', refuseRows(kind, rows)],
  ];
  return [
    ...checks.flatMap(([setting, message]) =>
      message === undefined ? [] : [{ path: [...path, setting], message }],
    ),
    ...secretsOf(settings).flatMap(([place, written]) => {
      const secret = resolveSecret(written, surroundings.environment);
      return looksLikeApiKey(secret) || surroundings.sourceSecrets.has(secret ?? '')
        ? [
            {
              path: [...path, ...place],
              message: 'This is a secret of a source, which no target may get. Use another.',
            },
          ]
        : [];
    }),
  ];
}

function isRelay(url: unknown, publicUrl: unknown): boolean {
  if (typeof url !== 'string' || typeof publicUrl !== 'string') return false;
  const [target, relay] = [URL.parse(url), URL.parse(publicUrl)];
  return relay !== null && target?.origin === relay.origin && target.pathname.startsWith(relay.pathname);
}

function refuseKey(kind: unknown, auth: unknown): string | undefined {
  // The kind itself is refused then, and may be a misspelled one that has a key.
  if (!targetKinds.some((known) => known === kind)) return undefined;
  if (!Object.hasOwn(keyHeaders, String(kind)))
    return 'Only targets of the kinds make and clay have a key. Use auth for this one.';
  return auth === undefined ? undefined : 'Remove either key or auth.';
}

function refuseAuth(auth: unknown): string | undefined {
  if (!isSettings(auth)) return undefined;
  const ways = ['bearer', 'basic', 'header'].filter((way) => way in auth);
  return ways.length > 1 || Object.keys(auth).length === 0
    ? 'Write exactly one of bearer, basic and header.'
    : undefined;
}

function refuseRows(kind: unknown, rows: unknown): string | undefined {
  if (!isSettings(rows)) return undefined;
  if (kind === 'clay') return 'Write single or none: Clay takes one row in a request.';
  const { max_bytes: maxBytes } = rows;
  return kind === 'make' && typeof maxBytes === 'number' && maxBytes > MAX_MAKE_BYTES
    ? `Lower max_bytes to ${MAX_MAKE_BYTES} or less: Make takes no larger request.`
    : undefined;
}

function secretsOf({ key, auth, signing_secret: signingSecret }: RawEntry['settings']) {
  const { bearer, basic, header } = isSettings(auth) ? auth : {};
  const { password } = isSettings(basic) ? basic : {};
  const { value } = isSettings(header) ? header : {};
  return [
    [['key'], key],
    [['signing_secret'], signingSecret],
    [['auth', 'bearer'], bearer],
    [['auth', 'basic', 'password'], password],
    [['auth', 'header', 'value'], value],
  ] as const;
}
