import { describe, expect, it } from 'vitest';
import { advice, refusal, settings, source, target, withSource, withTarget } from './settings.ts';

describe('a file with mistakes', () => {
  it('is refused with every mistake, its line, its column and what to do', () => {
    const text = [
      'public_url: http://relay.example.com',
      'sources:',
      '  - name: Leads',
      '    provider: scrapkit',
      '    api_key: { env: SCRAPEKIT_API_KEY }',
      '    late_after_second: 60',
      '    targets: [crm, other]',
      'targets:',
      '  - name: crm',
      '    url: http://crm.example.com/hook',
      '    kind: zapier',
      '    key: abc',
      '  - name: crm',
      '    kind: clay',
      '    rows: { max_row: 5 }',
    ].join('\n');

    expect(refusal(text)).toEqual([
      'relay.yaml:1:1: public_url: Use an https address.',
      'relay.yaml:3:5: sources[0].name: Write a name of lower-case letters, digits and hyphens, such as leads.',
      'relay.yaml:4:5: sources[0].provider: Write one of scrapekit, matchkraft, scrupp, scrapfly, scrapenest.',
      'relay.yaml:5:5: sources[0].api_key: The environment variable SCRAPEKIT_API_KEY is not set, or empty. Set it to the secret.',
      'relay.yaml:6:5: sources[0]: Unknown setting "late_after_second". Did you mean "late_after_seconds"?',
      'relay.yaml:7:20: sources[0].targets[1]: Write the name of a target: crm.',
      'relay.yaml:10:5: targets[0].url: Use an https address.',
      'relay.yaml:12:5: targets[0].key: Only targets of the kinds make and clay have a key. Use auth for this one.',
      'relay.yaml:13:5: targets[1].url: This is missing. Write an address, such as https://hook.eu1.make.com/abc.',
      'relay.yaml:13:5: targets[1].name: Another one before has this name. Choose a new one.',
      'relay.yaml:15:5: targets[1].rows: Write single or none: Clay takes one row in a request.',
      'relay.yaml:15:13: targets[1].rows: Unknown setting "max_row". Did you mean "max_rows"?',
    ]);
  });

  it('is told about a misspelled kind once, and not that it has no key', () => {
    expect(advice(withTarget({ kind: 'Make', key: 'abc' }))).toEqual([
      'targets[0].kind: Write one of make, zapier, clay, url.',
    ]);
  });

  it.each([
    ['', 'Write the settings public_url, sources and targets.'],
    ['- a', 'Write the settings public_url, sources and targets.'],
    [
      { ...settings, colour: 'red' },
      'Unknown setting "colour". The settings here are public_url, sources, targets, $schema.',
    ],
    [
      withTarget({ rows: { max_rows: 1, '000': null } }),
      'targets[0].rows: Write numbers without commas, such as 5000000.',
    ],
    [{ ...settings, sources: [] }, 'sources: List at least one source. Each begins with a dash.'],
    [
      { ...settings, targets: null },
      'targets: This is empty. List at least one target. Each begins with a dash.',
    ],
    [
      { ...settings, public_url: 'https://relay.example.com/?a=b' },
      'public_url: Remove the part of the address that begins with ? or #.',
    ],
    [
      { ...settings, public_url: 'relay.example.com' },
      'public_url: Write a whole address that begins with https://.',
    ],
    [
      { ...settings, sources: [source, source] },
      'sources[1].name: Another one before has this name. Choose a new one.',
    ],
  ])('of a wrong form says what to write (%#)', (content, line) => {
    expect(advice(content).join('\n')).toContain(line);
  });
});

it('a file with very many mistakes is refused with the first of them', () => {
  const names = Array.from({ length: 20_000 }, (_, n) => `name-${n}`);

  const lines = refusal(withSource({ targets: names }));

  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toBe('relay.yaml: 19500 more.');
});

describe('a source with a mistake', () => {
  const cases: readonly (readonly [changes: Readonly<Record<string, unknown>>, line: string])[] = [
    [{ name: 12 }, 'name: Put this in quotes. Write a name, such as leads.'],
    [{ api_key: 12 }, 'api_key: Put the secret in quotes.'],
    [
      { api_key: undefined },
      'api_key: This is missing. Write { env: NAME } to read it from an environment variable, or the text in quotes.',
    ],
    [
      { webhook_secrets: undefined },
      'webhook_secrets: This is missing. List the secret that signs webhooks. From the ScrapeKit dashboard under API. It proves that a webhook really comes from ScrapeKit.',
    ],
    [{ webhook_secrets: 'whsec_x' }, 'webhook_secrets: List the secrets in [ ], the current one first.'],
    [{ provider: 'matchkraft' }, 'webhook_secrets: Remove this: MatchKraft does not sign its webhooks.'],
    [{ late_after_seconds: 0 }, 'late_after_seconds: Write a whole number from 1 to 604800.'],
    [{ late_after_seconds: '1m' }, 'late_after_seconds: Write a whole number from 1 to 604800.'],
    [{ targets: [] }, 'targets: List names of targets, or remove the line for all targets.'],
    [{ targets: ['crm', 'crm'] }, 'targets[1]: This target stands in the list twice. Remove one.'],
    [
      { base_url: 'https://10.0.0.1' },
      'base_url: Use an address that can be reached from the internet. For one in your own network, start the relay with ALLOW_PRIVATE_TARGETS=true.',
    ],
  ];

  it.each(cases)('%j says what to do', (changes, line) => {
    expect(advice(withSource(changes))).toEqual([`sources[0].${line}`]);
  });
});

describe('a target with a mistake', () => {
  const oneWay = 'auth: Write exactly one of bearer, basic and header.';
  const cases: readonly (readonly [changes: Readonly<Record<string, unknown>>, line: string])[] = [
    [{ kind: 'n8n' }, 'kind: Write one of make, zapier, clay, url.'],
    [
      { url: 'https://user:pass@crm.example.com' },
      'url: Remove the user and the password from the address. Those of a target belong under auth.',
    ],
    [
      { url: 'https://crm.example.com/a b' },
      'url: Write the address without spaces and line breaks, and with at most 2,048 characters.',
    ],
    [
      { url: 'https://localhost/hook' },
      'url: Use an address that can be reached from the internet. For one in your own network, start the relay with ALLOW_PRIVATE_TARGETS=true.',
    ],
    [{ url: 'https://relay.example.com/in' }, 'url: Write the address of a tool, and not of this relay.'],
    [{ kind: 'make', key: 'k', auth: { bearer: 'b' } }, 'key: Remove either key or auth.'],
    [
      { kind: 'make', rows: { max_bytes: 5_000_001 } },
      'rows: Lower max_bytes to 5000000 or less: Make takes no larger request.',
    ],
    [{ rows: { max_bytes: 'x' } }, 'rows.max_bytes: Write a whole number from 1000 to 100000000.'],
    [{ rows: 'all' }, 'rows: Write none, single or { max_bytes: 5000000, max_rows: 1000 }.'],
    [{ auth: {} }, oneWay],
    [{ auth: { bearer: 'b', header: { name: 'X-Key', value: 'v' } } }, oneWay],
    [
      { auth: { basic: { user: 'a:b', password: 'p' } } },
      'auth.basic.user: Write the name of the user, without a colon.',
    ],
    ...['Content-Type', 'Webhook-Id', 'Host', 'transfer-encoding'].map(
      (name) =>
        [
          { auth: { header: { name, value: 'v' } } },
          'auth.header.name: Choose another header: the relay itself writes this one.',
        ] as const,
    ),
    [
      { auth: { header: { name: 'X-A\r\nX-B', value: 'v' } } },
      'auth.header.name: Write the name of a header, such as X-Key.',
    ],
    [
      { auth: { header: { name: 'X-Key', value: 'v\r\nX-B: w' } } },
      'auth.header.value: The secret has a line break or another control character. Remove it.',
    ],
    [
      { auth: { bearer: 'tokén' } },
      'auth.bearer: The secret has a character that no header may have. Copy it again.',
    ],
    [
      { signing_secret: 'whsec_c2hvcnQ=' },
      'signing_secret: Write whsec_ and then 24 to 64 random bytes in base64. The command `openssl rand -base64 32` makes them.',
    ],
  ];

  it.each(cases)('%j says what to do', (changes, line) => {
    expect(advice(withTarget(changes))).toEqual([`targets[0].${line}`]);
  });

  it('does not hide the mistakes of another', () => {
    const targets = [
      { ...target, url: 5 },
      { name: 'second', url: 'https://b.example.com', key: 'k' },
    ];

    expect(advice({ ...settings, targets })).toHaveLength(2);
  });
});
