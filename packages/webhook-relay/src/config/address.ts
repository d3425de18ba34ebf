import { isWebhookUrl } from '@scrapekit/guarded-http';
import { z } from 'zod/v4';
import { say } from './setting.ts';

export interface AddressRules {
  /** Also accepts http and hosts of a private network. */
  readonly allowPrivate: boolean;
  /** Whether paths are added to the address, so that it may not have a query. */
  readonly isBase: boolean;
  readonly description: string;
  readonly example: string;
}

/** Creates the schema of an address. That of a base returns it without a slash at its end. */
export const addressSchema = ({ allowPrivate, isBase, description, example }: AddressRules) =>
  z
    .string({ error: say(`Write an address, such as ${example}.`) })
    .meta({ examples: [example] })
    .transform((address, context) => {
      const message = refuseAddress(address, { allowPrivate, isBase });
      if (message === undefined) return isBase ? address.replace(/\/+$/, '') : address;
      context.addIssue({ code: 'custom', message, continue: false });
      return z.NEVER;
    })
    .meta({ description });

/** Returns what to change, without the address, because an address may hold a secret. */
function refuseAddress(
  address: string,
  { allowPrivate, isBase }: Pick<AddressRules, 'allowPrivate' | 'isBase'>,
): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:\/\//i.test(address))
    return 'Write a whole address that begins with https://.';
  if (url.protocol === 'http:' && !allowPrivate) return 'Use an https address.';
  if (url.username !== '' || url.password !== '')
    return 'Remove the user and the password from the address. Those of a target belong under auth.';
  if (isBase && /[?#]/.test(address)) return 'Remove the part of the address that begins with ? or #.';
  const secure = address.replace(/^https?:/i, 'https:');
  if (isWebhookUrl(secure, { allowPrivate })) return undefined;
  return !allowPrivate && isWebhookUrl(secure, { allowPrivate: true })
    ? 'Use an address that can be reached from the internet. For one in your own network, start the relay with ALLOW_PRIVATE_TARGETS=true.'
    : 'Write the address without spaces and line breaks, and with at most 2,048 characters.';
}
