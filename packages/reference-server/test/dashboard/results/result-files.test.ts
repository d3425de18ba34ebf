import { describe, expect, test } from 'vitest';
import { fileFormats } from '../../../src/dashboard/results/result-files.ts';
import { splitList } from '../../../src/providers/address-list.ts';

const rows = [
  {
    site: 'café.example',
    emails: [
      { email: 'a@café.example', status: 'safe', reason: null },
      { email: '=b@café.example', status: 'invalid', reason: 'said "no", twice' },
    ],
    phone: '+1 512',
    lng: -97.7,
    note: '=HYPERLINK("http://evil.example","x")',
  },
  { site: '', emails: [], phone: null, lng: 0, note: 'line 1\nline 2' },
];

const file = () => ({
  envelope: { job_id: 'j1' },
  list: 'results',
  columns: ['site', 'emails', 'phone', 'lng', 'note'],
  toCell: (value: unknown) =>
    Array.isArray(value) ? value.map(({ email }: { email: string }) => email).join(';') : value,
  pages: (async function* () {
    for (const row of rows) yield JSON.stringify(row);
  })(),
});

const addressRows = splitList(file().columns, 'emails', ['email', 'status', 'reason']);

const print = async (format: string, perAddress?: typeof addressRows) =>
  (await Array.fromAsync(fileFormats[format]!.print(file(), perAddress))).join('');

describe('the files of a job', () => {
  test('for Excel begin with a byte order mark and have no formulas', async () => {
    expect(await print('excel')).toBe(
      '\ufeffsite,emails,phone,lng,note\r\n' +
        `café.example,a@café.example;'=b@café.example,+1 512,-97.7,"'=HYPERLINK(""http://evil.example"",""x"")"\r\n` +
        ',,,0,"line 1\nline 2"\r\n',
    );
  });

  test('for Excel have one row per address on request, without the rows that have none', async () => {
    expect(await print('excel', addressRows)).toBe(
      '\ufeffsite,phone,lng,note,email,email_status,email_reason\r\n' +
        `café.example,+1 512,-97.7,"'=HYPERLINK(""http://evil.example"",""x"")",a@café.example,safe,\r\n` +
        `café.example,+1 512,-97.7,"'=HYPERLINK(""http://evil.example"",""x"")",'=b@café.example,invalid,"said ""no"", twice"\r\n`,
    );
  });

  test('as CSV keep every value as it is', async () => {
    expect(await print('csv')).toBe(
      'site,emails,phone,lng,note\r\n' +
        'café.example,a@café.example;=b@café.example,+1 512,-97.7,"=HYPERLINK(""http://evil.example"",""x"")"\r\n' +
        ',,,0,"line 1\nline 2"\r\n',
    );
  });

  test('as NDJSON have one row on each line, and as JSON a list', async () => {
    expect(await print('ndjson')).toBe(
      '{"site":"café.example","emails":[{"email":"a@café.example","status":"safe","reason":null},{"email":"=b@café.example","status":"invalid","reason":"said \\"no\\", twice"}],"phone":"+1 512","lng":-97.7,"note":"=HYPERLINK(\\"http://evil.example\\",\\"x\\")"}\n' +
        '{"site":"","emails":[],"phone":null,"lng":0,"note":"line 1\\nline 2"}\n',
    );
    expect(JSON.parse(await print('json'))).toEqual({ job_id: 'j1', results: rows });
  });
});
