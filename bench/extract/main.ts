import { extractEmails } from '@scrapekit/reference-server/leads';
import { Parser } from 'htmlparser2';
import { median, printTable } from '../table.ts';
import { commonStyles, makePages, pageStyles, type PageStyle } from './pages.ts';

const PAGES = 40;
const ROUNDS = 15;
const WARM_UP_ROUNDS = 5;
const site = 'https://www.harbordental.com/';
const address = /[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}/gi;

type Contender = (html: string) => number;

/** Finds addresses that are printed as plain text, which is about a third of the styles that websites use. */
const textOnly: Contender = (html) => {
  let text = '';
  const parser = new Parser({ ontext: (data) => void (text += `${data} `) });
  parser.end(html);
  return [...text.matchAll(address)].length;
};

const contenders: Readonly<Record<string, Contender>> = {
  ours: (html) => extractEmails({ html, site }).emails.length,
  'htmlparser2, regex on its text': textOnly,
  'regex on raw HTML': (html) => [...html.matchAll(address)].length,
};

/** Returns the pages per second of processor time. */
function speedOf(contender: Contender, pages: readonly string[]): number {
  const before = process.cpuUsage();
  for (const html of pages) contender(html);
  const { user, system } = process.cpuUsage(before);
  return (pages.length / (user + system)) * 1e6;
}

function measure(style: PageStyle): ReadonlyMap<string, number> {
  const pages = makePages(style, PAGES);
  const speeds = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const speed = speedOf(contender, pages);
      if (round >= WARM_UP_ROUNDS) speeds.get(name)?.push(speed);
    }
  }
  return new Map([...speeds].map(([name, values]) => [name, median(values)]));
}

const measured = new Map(pageStyles.map((style) => [style, measure(style)]));

/** Returns the speed for a set with the same number of pages of each common style. */
const ofAll = (name: string): number =>
  commonStyles.length /
  commonStyles.reduce((time, style) => time + 1 / (measured.get(style)?.get(name) ?? NaN), 0);

console.log('Pages of 32 kB for each second of processor time');
const others = Object.keys(contenders).slice(1);
const row = (style: string, speed: (name: string) => number): string[] => [
  style,
  speed('ours').toFixed(0),
  ...others.flatMap((name) => [speed(name).toFixed(0), (speed('ours') / speed(name)).toFixed(2)]),
];
printTable(
  ['page', 'ours', ...others.flatMap((name) => [name, 'ours to it'])],
  [
    ...pageStyles.map((style) => row(style, (name) => measured.get(style)?.get(name) ?? NaN)),
    row('the first four', ofAll),
  ],
);
