import { providers } from '@scrapekit/core';

/** A sentence that n8n adds to a text of the definition, and the reason. */
interface Addition {
  readonly adds: string;
  readonly reason: string;
}

const perJob = Object.values(providers).filter(({ webhook }) => webhook.registration.kind === 'per-job');

/** The only sentences about fields and credentials that n8n does not take from the definition. */
export const additions: readonly Addition[] = [
  ...perJob.map(({ name }) => ({
    adds: `A ${name} Trigger node shows its own address to copy.`,
    reason: 'n8n users get their address from a trigger node.',
  })),
  {
    adds: 'One comes from each incoming item.',
    reason: 'The elements of a list may come from several items of n8n.',
  },
  {
    adds: 'Separate them by commas or line breaks.',
    reason: 'A list is a text field in n8n.',
  },
  {
    adds: 'Give them as a JSON array.',
    reason: 'A list of objects is a text field in n8n.',
  },
  {
    adds: 'Leave it empty if it is the API key above.',
    reason: 'The API key of the credential may be the one that signs.',
  },
  {
    adds: 'Without it the nodes accept no webhook and check the jobs at intervals instead.',
    reason: 'Other hosts do without the secret in another way.',
  },
];

/**
 * Returns a text of n8n, or of the definition, without the sentences that n8n adds. A last full stop is left out, because
 * n8n's linter wants none after a single sentence.
 */
export function withoutAdditions(text: string): string {
  const rest = additions.reduce((shorter, { adds }) => shorter.replace(` ${adds}`, ''), text);
  return rest.replace(/\.$/, '');
}
