// Writes relay.schema.json from the schema of the settings. Run it after a change of the settings:
// node --conditions=@scrapekit/source packages/webhook-relay/make-schema.mjs
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { settingsJsonSchema } from './src/config/json-schema.ts';

const path = new URL('relay.schema.json', import.meta.url);
const options = await resolveConfig(path);
await writeFile(path, await format(JSON.stringify(settingsJsonSchema()), { ...options, parser: 'json' }));
