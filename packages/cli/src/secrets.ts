import { keyPrefixes, providers } from '@scrapekit/core';
import { UsageError } from './exit-codes.ts';

/** Flags that would put a secret where other users of the machine can read it. */
const secretFlags = ['api-key', 'key', 'token', 'secret', 'webhook-secret'];

/** A key at the start of an argument, after a space such as that of `Bearer sk_live_…`, or after an equals sign. */
const keyPattern = new RegExp(`(?:^|[\\s=])-*(?:${keyPrefixes(Object.values(providers)).join('|')})`);

/** Refuses a secret anywhere on the command line, without printing it (C183). Throws UsageError. */
export function refuseSecrets(args: readonly string[]): void {
  const flag = secretFlags.find((name) =>
    args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  );
  if (flag !== undefined) throw new UsageError(`--${flag} does not exist, because ${REASON}`);
  if (args.some((arg) => keyPattern.test(arg)))
    throw new UsageError(`An argument looks like a key or a secret. It is refused, because ${REASON}`);
}

const REASON =
  'other users of this machine can see command lines, and shells store them. ' +
  'Set an environment variable such as SCRAPEKIT_API_KEY or SCRAPEKIT_WEBHOOK_SECRET.';

/** Returns a word of the command line for an error message; one that may be a key is hidden, as some keys have no prefix. */
export const redactWord = (word: string): string =>
  /(?:^|[\s=])[\w-]{21,}(?:\s|$)/.test(word) || keyPattern.test(word) ? '[redacted]' : word;
