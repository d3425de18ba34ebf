import { describe, expect, it } from 'vitest';
import { refusal } from './settings.ts';

const colonMissing = /^relay\.yaml:[12]:1: .* a colon and a space after it/;

describe('text that is not YAML', () => {
  it.each([
    ['a: 1\nb:\n\tc: 1', 'relay.yaml:3:1: Indent with spaces and not with tabs.'],
    ['a: 1\na: 2', 'relay.yaml:2:1: This name stands here twice. Remove one of them.'],
    ['a: 1\n---\nb: 2', 'relay.yaml:2:1: Remove this `---` line and what follows it: the file has one part.'],
    ['api_key: @sk_live_x', 'relay.yaml:1:10: Put text that begins with @ or ` in quotes.'],
    ['api_key: !sk_live_x y', 'relay.yaml:1:10: Put text that begins with ! in quotes.'],
    [
      'api_key: "sk_live_x',
      'relay.yaml:1:20: Something is missing here, such as a quote, a comma, a bracket or the space after a colon.',
    ],
    ['api_key: "sk_live_x\\q"', /^relay\.yaml:1:\d+: Write each \\ twice inside of "quotes"/],
    [
      'sources:\n- name: a\n   provider: scrapekit',
      'relay.yaml:2:9: Line up the settings of a group: the next line begins in another column than this one.',
    ],
    ['a: *sk_live_x', 'relay.yaml:1:1: A `*name` repeats too much, or nothing has the `&name`.'],
    [
      'sources:\n  - name: a\n   provider: scrapekit',
      'relay.yaml:3:4: Line this up with the settings that it belongs to, and close each bracket.',
    ],
    [
      'sources:\n  - name: a\n\n    # A note.\n     provider: scrapekit',
      'relay.yaml:5:6: Line this up with the settings that it belongs to, and close each bracket.',
    ],
    ['public_url:https://relay.example.com\nsources:\n  - name: a', colonMissing],
    ['public_url https://relay.example.com # A note.\nsources:\n  - name: a', colonMissing],
    ['rows: { max_bytes: 5,000,000 }', 'relay.yaml:1:26: Write numbers without commas, such as 5000000.'],
    ['a: { b: 1', /^relay\.yaml:1:\d+: .* close each bracket\.$/],
  ])('%j is refused at its place', (text, line) => {
    const [first] = refusal(text);

    expect(first).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
  });

  it('is refused when repeated parts would grow without end', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(',')}]`,
    );

    expect(refusal(['l0: &l0 [x]', ...levels].join('\n'))).toEqual([
      'relay.yaml:1:1: A `*name` repeats too much, or nothing has the `&name`.',
    ]);
  });

  it('is refused when a part contains itself', () => {
    expect(refusal('sources: &all [*all]\ntargets: *all').join('\n')).toContain('relay.yaml:1:1: ');
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['dashes', '- '.repeat(200_000)],
    ['question marks', '? '.repeat(200_000)],
  ])('is refused at once when %s lie deep inside each other', (_, text) => {
    expect(refusal(text)).toEqual(['relay.yaml:1:1: Use fewer lists and brackets inside each other.']);
  });

  it('is refused above 1 MB', () => {
    expect(refusal(`#${'x'.repeat(1_000_000)}`)).toEqual([
      'relay.yaml:1:1: Make the file smaller than 1 MB.',
    ]);
  });

  it('has the place of what it repeats', () => {
    const text = 'public_url: https://a.example.com\nsources: [&one { name: A }]\ntargets: [*one]';

    expect(refusal(text)).toContain(
      'relay.yaml:2:18: targets[0].name: Write a name of lower-case letters, digits and hyphens, such as make-leads.',
    );
  });

  it('is read with Windows line ends and a byte order mark', () => {
    expect(refusal('\ufeffpublic_url: x\r\nsources: []\r\ntargets: 5')).toEqual([
      'relay.yaml:1:2: public_url: Write a whole address that begins with https://.',
      'relay.yaml:2:1: sources: List at least one source. Each begins with a dash.',
      'relay.yaml:3:1: targets: List at least one target. Each begins with a dash.',
    ]);
  });
});
