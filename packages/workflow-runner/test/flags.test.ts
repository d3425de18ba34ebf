import { describe, expect, test } from 'vitest';
import { parseFlags } from '../src/flags.ts';

describe('parseFlags', () => {
  test('searches for dentists in Austin, Texas without options', () => {
    expect(parseFlags([])).toEqual({
      kind: 'run',
      flags: { query: 'dentists', location: 'Austin, Texas', maxLeads: 25, once: false, loseWebhook: false },
    });
  });

  test('parses the search and the switches', () => {
    const args = [
      '--query',
      'law firms',
      '--location=SW1A 1AA, UK',
      '--max-leads',
      '7',
      '--lose-webhook',
      '--once',
    ];

    expect(parseFlags(args)).toEqual({
      kind: 'run',
      flags: { query: 'law firms', location: 'SW1A 1AA, UK', maxLeads: 7, once: true, loseWebhook: true },
    });
  });

  test.each([
    ['an unknown option', ['--quiet'], "'--quiet'"],
    ['an argument without an option', ['dentists'], "'dentists'"],
    ['an option without its value', ['--query'], '--query'],
    ['an empty query', ['--query', ' '], '--query'],
    ['a location of 121 characters', ['--location', 'x'.repeat(121)], '--location'],
    ['a number with a fraction', ['--max-leads', '1.5'], '--max-leads'],
    ['a word for a number', ['--max-leads', 'x'], '--max-leads'],
    ['a negative number', ['--max-leads=-1'], '--max-leads'],
    ['more leads than ScrapeKit allows', ['--max-leads', '500001'], '--max-leads'],
  ])('refuses %s with a reason that names the argument', (_, args, named) => {
    const command = parseFlags(args);

    expect(command.kind).toBe('refused');
    expect(command).toHaveProperty('reason', expect.stringContaining(named));
  });

  test('C070: counts an emoji as one character, as ScrapeKit does', () => {
    expect(parseFlags(['--query', '🦷'.repeat(120)]).kind).toBe('run');
  });

  test('shows the help when --help is given with other options', () => {
    expect(parseFlags(['--once', '--help'])).toEqual({ kind: 'help' });
  });

  test.each([
    [
      { npm_config_once: 'true' },
      [],
      'npm took --once for an option of its own. Write -- before the options: npm start -- --once',
    ],
    [
      { npm_config_query: 'true', npm_config_max_leads: 'true' },
      ['coffee', '40'],
      'npm took --query and --max-leads for options of its own. Write -- before the options: npm start -- --query <text> --max-leads <n>',
    ],
  ])('says where -- belongs when npm took the options: %j', (taken, args, reason) => {
    const environment = { npm_lifecycle_event: 'start', ...taken };

    expect(parseFlags(args, environment)).toEqual({ kind: 'refused', reason });
  });
});
