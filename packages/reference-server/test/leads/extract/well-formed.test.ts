import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';

type Node =
  { readonly text: string } | { readonly tag: string; readonly attributes: string; readonly inner: Node[] };

const HIDES = new Set([' hidden', ' style="display:none"', ' class="gone"']);
const style = '<style>.gone{display:none} .shown{color:red}</style>';

const word = fc.constantFrom(
  'call',
  'us',
  'Dr. Green',
  'open at 9',
  '(by appointment)',
  '5 < 6',
  'Main St. [map]',
);
const address = fc
  .tuple(fc.constantFrom('info', 'jane.doe', 'b2b-sales', 'x'), fc.integer({ min: 1, max: 40 }))
  .map(([name, number]) => `${name}@firm-${number}.com`);
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: address }), { maxLength: 4 })
  .map((pieces) => ({ text: ` ${pieces.join(' ').replaceAll('<', '&lt;')} ` }));
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    text,
    fc.record({
      tag: fc.constantFrom('div', 'section', 'span', 'b', 'em', 'ul', 'article', 'font', 'aside'),
      attributes: fc.constantFrom('', '', '', ' class="shown x"', ' id="main"', ' title="Call us"', ...HIDES),
      inner: fc.array(tie('node'), { maxLength: 5 }),
    }),
  ),
}));

const print = (node: Node): string =>
  'text' in node
    ? node.text
    : `<${node.tag}${node.attributes}>${node.inner.map(print).join('')}</${node.tag}>`;

function* addressesOf(node: Node, hidden: boolean): Generator<{ email: string; hidden: boolean }> {
  if ('text' in node) {
    for (const [email] of node.text.matchAll(/\S+@\S+/g)) yield { email, hidden };
  } else for (const child of node.inner) yield* addressesOf(child, hidden || HIDES.has(node.attributes));
}

/** `PROPERTY_RUNS=30000` tries more pages than a run of all tests has time for. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 1_000);

test('finds exactly the addresses of a random well-formed page', () => {
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 6 }), (nodes) => {
      const html = `<html><head><title>Firm</title>${style}</head><body>${nodes.map(print).join('')}</body></html>`;
      const placed = nodes.flatMap((each) => [...addressesOf(each, false)]);
      const shown = new Set(placed.filter(({ hidden }) => !hidden).map(({ email }) => email));
      const bait = placed.map(({ email }) => email).filter((email) => !shown.has(email));

      const { emails, suspectedTraps } = extractEmails({ html, site: 'https://firm-1.com/' });

      expect(emails.toSorted()).toEqual([...shown].toSorted());
      expect(suspectedTraps.toSorted()).toEqual([...new Set(bait)].toSorted());
    }),
    { numRuns: RUNS, seed: 20261121 },
  );
});
