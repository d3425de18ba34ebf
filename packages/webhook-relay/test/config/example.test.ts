import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsJsonSchema } from '../../src/config/json-schema.ts';
import { read } from './settings.ts';

const fileOf = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const schema: object = JSON.parse(fileOf('relay.schema.json'));

/** The example with every line that is switched off. */
const complete = fileOf('relay.example.yaml').replace(/^( *)# ( *(?:- )?(?:[a-z_]+:|# auth:).*)$/gm, '$1$2');

describe('the schema of the settings', () => {
  it('is the one that make-schema.mjs writes', () => {
    expect(schema).toEqual(settingsJsonSchema());
  });

  it.each([
    ['the example', fileOf('relay.example.yaml')],
    ['the example with every line switched on', complete],
  ])('accepts %s', (_, text) => {
    const validate = new Ajv2020({ strict: false }).compile(schema);

    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('refuses a setting that does not exist', () => {
    const validate = new Ajv2020({ strict: false }).compile(schema);

    expect(validate({ ...parse(fileOf('relay.example.yaml')), pubic_url: 'x' })).toBe(false);
  });

  it('describes an example whose lines all work', () => {
    const { sources, targets } = read(complete, {
      SCRAPEKIT_API_KEY: 'sk_live_x',
      SCRAPEKIT_WEBHOOK_SECRET: 'whsec_x',
      MAKE_KEY: 'make',
      CRM_TOKEN: 'token',
      CRM_SIGNING_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
    });

    expect(sources[0]?.baseUrl).toBe('https://scrapekit.example.com');
    expect(targets.map(({ name, headers, rows }) => ({ name, headers, rows }))).toEqual([
      {
        name: 'make-leads',
        headers: { 'x-make-apikey': 'make' },
        rows: { kind: 'pages', maxBytes: 5_000_000, maxRows: 1_000 },
      },
      { name: 'crm', headers: { authorization: 'Bearer token' }, rows: { kind: 'none' } },
    ]);
  });
});
