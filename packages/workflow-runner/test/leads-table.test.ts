import { describe, expect, test } from 'vitest';
import { leadsTable, type Lead } from '../src/leads-table.ts';

const lead = (changes: Partial<Lead> = {}): Lead => ({
  name: 'Smile Austin',
  phone: '+1 512 555 0142',
  website: 'https://smileaustin.com',
  rating: '4.8',
  emails: 'hello@smileaustin.com',
  verdict: 'safe',
  ...changes,
});

describe('leadsTable', () => {
  test('aligns every column with its title', () => {
    const [titles = '', rule = '', ...rows] = leadsTable([lead(), lead({ name: 'A', rating: '' })], 120);

    expect(titles).toMatch(/^Name +Phone +Website +Rating +Emails +Verdict$/);
    expect(rule).toMatch(/^[─ ]+$/);
    for (const row of rows) expect(row.indexOf('hello@')).toBe(titles.indexOf('Emails'));
  });

  test('shortens the longest cells to keep the width', () => {
    const rows = leadsTable([lead({ emails: 'x'.repeat(200), website: 'y'.repeat(200) })], 100);

    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(100);
    expect(rows[2]).toContain('Smile Austin');
    expect(rows[2]).toContain('…');
  });

  test('counts wide characters as two columns', () => {
    const rows = leadsTable([lead({ name: '東京歯科' }), lead({ name: 'Smile' })], 120);

    expect(rows[2]?.indexOf('+1')).toBe((rows[3]?.indexOf('+1') ?? 0) - '東京歯科'.length);
  });

  test('removes control characters from the text of leads', () => {
    const [, , row = ''] = leadsTable([lead({ name: 'Evil\u001b[2J\nDental\u202e' })], 120);

    expect(row).toMatch(/^Evil \[2J Dental /);
  });
});
