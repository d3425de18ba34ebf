/** The secrets that are set. A lone string is no list: each of its letters would be a secret. */
export const configuredSecrets = (secrets: readonly string[]): readonly string[] =>
  Array.isArray(secrets) ? secrets.filter(isSecret) : [];

const isSecret = (secret: unknown): secret is string => typeof secret === 'string' && secret !== '';
