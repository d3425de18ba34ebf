import type { SendResult } from '@scrapekit/guarded-http';
import type { Target } from '../config/config.ts';

/** A shorter text may be an ordinary word. */
const LEAST_LENGTH = 12;

/** Returns a text without the secrets, also where they stand in JSON. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let hidden = text;
  for (const secret of secrets)
    if (secret.length >= LEAST_LENGTH)
      for (const written of new Set([secret, JSON.stringify(secret).slice(1, -1)]))
        hidden = hidden.replaceAll(written, '[redacted]');
  return hidden;
}

/** A target may repeat the headers of a request in its answer, and the status page shows the beginning of that. */
export function hideInAnswer(result: SendResult, { headers }: Pick<Target, 'headers'>): SendResult {
  const { answer } = result;
  const secrets = Object.values(headers).flatMap((value) => [value, value.replace(/^(?:Bearer|Basic) /, '')]);
  if (answer === undefined || secrets.length === 0) return result;
  const start = Buffer.from(hideSecrets(Buffer.from(answer.start).toString(), secrets));
  return { ...result, answer: { ...answer, start } };
}
