import { z } from 'zod/v4';
import { settingsSchema } from './settings-schema.ts';

/** Creates the JSON Schema of the settings file, by which editors complete and check settings while they are typed. */
export const settingsJsonSchema = (): object =>
  z.toJSONSchema(settingsSchema({ environment: {}, allowPrivate: false }), { io: 'input' });
