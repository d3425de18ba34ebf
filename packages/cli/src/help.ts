import type { ProviderDefinition } from '@scrapekit/core';
import type { Command, Flags } from './command.ts';
import { toKebabCase } from './input-flags.ts';

/** Returns the text of `scrapekit --help`. */
export function describeProgram(commands: Readonly<Record<string, Command>>, flags: Flags): string {
  const rows: readonly (readonly string[])[] = [
    ['  scrape', 'Starts a scrape, waits for it and writes the rows as CSV.'],
    ['  run <operation>', 'Runs any operation of a service. Without a name it lists the operations.'],
    ...Object.entries(commands).map(([name, { usage, description }]) => [
      `  ${name} ${usage}`.trimEnd(),
      firstSentence(description),
    ]),
  ];
  return [
    'Scrape leads, verify email addresses and receive webhooks.',
    '',
    'Usage: scrapekit <command> [flags]',
    '',
    'Commands:',
    formatHelp(rows),
    '',
    'Flags of every command:',
    describeFlags(flags),
    '',
    'scrapekit --version prints the version.',
    'The API key is read from the environment: SCRAPEKIT_API_KEY, MATCHKRAFT_API_KEY and so on.',
    'Exit codes: 0 done, 1 the job failed or the service refused, 2 wrong command line, 130 stopped by Ctrl-C.',
    '',
    'Example: scrapekit scrape --query dentists --location "Austin, Texas" --max-leads 20 --csv leads.csv',
  ].join('\n');
}

/** Returns the text of `scrapekit <command> --help`. */
export function describeCommand(
  name: string,
  { usage, description, flags }: Command,
  general: Flags,
): string {
  return [
    ...wrap(description, WIDTH),
    '',
    `Usage: scrapekit ${[name, usage, '[flags]'].filter((part) => part !== '').join(' ')}`,
    '',
    ...(Object.keys(flags).length === 0 ? [] : ['Flags:', describeFlags(flags), '']),
    'Flags of every command:',
    describeFlags(general),
  ].join('\n');
}

/** Returns the list that `scrapekit run` prints. */
export function describeOperations({ id, name, operations }: ProviderDefinition): string {
  const rows = Object.entries(operations).map(([key, { description }]) => [
    `  ${toKebabCase(key)}`,
    description,
  ]);
  const provider = id === 'scrapekit' ? '' : ` --provider ${id}`;
  return [
    `Operations of ${name}:`,
    formatHelp(rows),
    '',
    `Flags of one: scrapekit run <operation>${provider} --help`,
  ].join('\n');
}

const describeFlags = (flags: Flags): string =>
  formatHelp(
    Object.entries(flags).map(([name, { value, help, required }]) => [
      `  --${name}${value === undefined ? '' : ` <${value}>`}`,
      `${help}${required === true ? ' Required.' : ''}`.trim(),
    ]),
  );

const firstSentence = (text: string): string => /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;

/** The longest line of a help text. */
const WIDTH = 100;

/** Formats pairs of a name and an explanation; a long explanation continues on further lines. */
function formatHelp(pairs: readonly (readonly string[])[]): string {
  const start = Math.max(...pairs.map(([name = '']) => name.length)) + 2;
  return pairs
    .flatMap(([name = '', text = '']) =>
      wrap(text, WIDTH - start).map((line, index) => (index === 0 ? name : '').padEnd(start) + line),
    )
    .join('\n');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
