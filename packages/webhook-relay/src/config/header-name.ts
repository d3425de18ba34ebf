import { z } from 'zod/v4';
import { say } from './setting.ts';

/** Headers that the relay or its connection writes. */
const reserved =
  /^(?:content-.*|webhook-.*|proxy-.*|accept-encoding|connection|cookie|date|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|via)$/;

/** A header that the user names, in lower case. */
export const headerNameSchema = z
  .string({ error: say('Write the name of a header, such as X-Key.') })
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'Write the name of a header, such as X-Key.')
  .transform((header) => header.toLowerCase())
  .refine((header) => !reserved.test(header), 'Choose another header: the relay itself writes this one.')
  .meta({ description: 'The name of the header, such as X-Key.' });

/** A user for Basic authentication, where a colon ends the user. */
export const userSchema = z
  .string({ error: say('Write the name of the user.') })
  .regex(/^[^:\p{Cc}]{1,200}$/u, 'Write the name of the user, without a colon.')
  .meta({ description: 'The name of the user.' });
