import { parseArgs } from 'node:util';
import { describeForgottenDashes, optionsThatNpmTook } from '@scrapekit/reference-server/start-checks';

export interface Search {
  readonly query: string;
  readonly location: string;
  /** 0 means as many as the balance pays for. */
  readonly maxLeads: number;
}

export interface Flags extends Search {
  /** Whether to exit when the workflow has ended. */
  readonly once: boolean;
  /** Whether the server drops the webhook, so that the workflow has to poll. */
  readonly loseWebhook: boolean;
}

export type Command =
  | { readonly kind: 'run'; readonly flags: Flags }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly reason: string };

export const USAGE = `Usage: npm start -- [options]

Starts the reference server, runs examples/workflows/leads-to-csv.json through n8n's engine, shows the leads.

  --query <text>      niche or type of business (default: dentists)
  --location <text>   city, region or postal area (default: Austin, Texas)
  --max-leads <n>     0 to 500000, 0 for as many as the balance pays for (default: 25)
  --lose-webhook      the server drops the webhook; the workflow ends by polling
  --once              stop when the workflow has ended, instead of keeping the server up
  --help              show this

PORT, HOST, DATA_DIR, DATABASE_URL and SOURCE are passed on to the server.
`;

const MOST_CHARACTERS = 120;
const MOST_LEADS = 500_000;

/** The options that npm takes for its own without `--`. It has a `--location` itself, so that one tells nothing. */
const takenByNpm = {
  query: '--query <text>',
  'max-leads': '--max-leads <n>',
  'lose-webhook': '--lose-webhook',
  once: '--once',
} as const;

/** Parses the command line. Unknown options and invalid values are refused with a reason. */
export function parseFlags(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Command {
  const taken = optionsThatNpmTook(Object.keys(takenByNpm) as (keyof typeof takenByNpm)[], environment);
  if (taken.length > 0) {
    const options = taken.map((name) => takenByNpm[name]);
    return { kind: 'refused', reason: describeForgottenDashes({ command: 'npm start', options }) };
  }
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        query: { type: 'string', default: 'dentists' },
        location: { type: 'string', default: 'Austin, Texas' },
        'max-leads': { type: 'string', default: '25' },
        'lose-webhook': { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const { query, location, once, 'lose-webhook': loseWebhook, 'max-leads': maxLeads } = values;
    const reason = reasonToRefuse({ query, location, maxLeads });
    if (reason !== undefined) return { kind: 'refused', reason };
    return { kind: 'run', flags: { query, location, maxLeads: Number(maxLeads), once, loseWebhook } };
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

function reasonToRefuse(values: Record<'query' | 'location' | 'maxLeads', string>): string | undefined {
  for (const name of ['query', 'location'] as const) {
    const length = Array.from(values[name].trim()).length;
    if (length === 0 || length > MOST_CHARACTERS)
      return `--${name} needs 1 to ${MOST_CHARACTERS} characters.`;
  }
  const isNumber = /^\d{1,6}$/.test(values.maxLeads) && Number(values.maxLeads) <= MOST_LEADS;
  return isNumber ? undefined : `--max-leads needs a whole number from 0 to ${MOST_LEADS}.`;
}
