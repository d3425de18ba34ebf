import { describe, expect, test } from 'vitest';
import { rulesForThisRobot } from '../../../src/leads/crawl/robots-rules.ts';
import { computingTimeMs } from '../../support/computing-time.ts';

describe('the rules of robots.txt for this robot', () => {
  test.each([
    ['of every robot', 'User-agent: *\nDisallow: /a', 'user-agent: *\nDisallow: /a'],
    [
      'of a group with several names',
      'User-Agent: other\nUser-agent: ScrapeKitBot/1.0 # us\nAllow: /b # c',
      'user-agent: scrapekitbot\nAllow: /b',
    ],
    ['of no other robot', 'User-agent: other\nDisallow: /', ''],
    ['of no group that ended', 'User-agent: *\nSitemap: /s\nUser-agent: other\nDisallow: /', ''],
    ['that are empty', 'User-agent: ScrapeKitBot\nDisallow:', 'user-agent: scrapekitbot\nDisallow: '],
    ['with wildcards', 'User-agent: *\nDisallow: /**/*$', 'user-agent: *\nDisallow: /*/*$'],
  ])('are those %s', (_which, text, rules) => {
    expect(rulesForThisRobot(text)).toBe(rules);
  });

  test.each([
    ['wildcards', `user-agent: *\n${`disallow: /*${'a'.repeat(100)}\n`.repeat(4_000)}`],
    ['alternating wildcards', `user-agent: *\ndisallow: /${'*a'.repeat(240_000)}`],
  ])('are null when the file has too many %s', (_what, text) => {
    expect(rulesForThisRobot(text)).toBeNull();
  });

  test.each([
    ['names of robots', `${'user-agent:a\n'.repeat(19_000)}${'allow:/\n'.repeat(31_000)}`, 0],
    ['names of this robot', `${'user-agent:*\n'.repeat(19_000)}${'allow:/\n'.repeat(31_000)}`, 31_000],
    ['blanks', `a${' '.repeat(500_000)}`, 0],
  ])('take linear time and memory for a file full of %s', (_what, text, rules) => {
    let found = '';

    const tookMs = computingTimeMs(() => (found = rulesForThisRobot(text) ?? ''));

    expect(found.match(/allow/g)?.length ?? 0).toBe(rules);
    expect(tookMs).toBeLessThan(2_000);
  });
});
