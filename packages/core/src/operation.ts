import type { z } from 'zod/v4';
import type { Price } from './credits.ts';
import type { Route } from './http/route.ts';
import type { Job, ReceiptReading, Row } from './job.ts';
import type { PreparedInput } from './jobs/prepared-input.ts';

/** A job as one answer of the provider describes it. The engine takes the id of a new job from it. */
export type JobReading = Omit<Job, 'id' | 'operation' | 'raw'> & { readonly id?: string };

/** The contents of files that a job produced. Its rows describe the files. */
export interface ArtifactContract {
  /** Answers with the bytes of the file `artifactId` of the job `jobId`. */
  readonly route: Route;
  /** The column of a row that holds the id of its file. */
  readonly idColumn: string;
  /** The column with the name of the file, such as `page.html`. */
  readonly nameColumn?: string;
  /** The column with the media type of the content, such as `text/html`. */
  readonly typeColumn?: string;
}

export interface ResultsContract {
  readonly route: Route;
  /** The paths of keys at which the list of rows may be, such as `results` or `data.items`. */
  readonly rows: readonly string[];
  /**
   * Whether the route answers before the job is completed, with no rows or some of them. The status is then read first.
   * @default false
   */
  readonly answersEarly?: boolean;
  /** The query parameters that select a file format. */
  readonly formats?: Readonly<Partial<Record<'csv' | 'json', Readonly<Record<string, string>>>>>;
  readonly artifact?: ArtifactContract;
}

/** The source of a job's state. */
export type StateContract =
  | { readonly from: 'status'; readonly route: Route }
  /** The provider has no status route, so the state is known only from a verified delivery. */
  | { readonly from: 'webhook' };

/** The source of a job's rows, and their columns. */
export type RowsContract = RowColumns &
  (
    | ({ readonly from: 'route' } & ResultsContract)
    /** The answer or delivery that reports the completed job contains its rows. */
    | { readonly from: 'job'; readonly parse: (raw: unknown) => readonly Row[] }
  );

export interface RowColumns {
  /**
   * The columns of a row in normal form, in the order of the provider, with their words as metadata. It describes rows
   * and does not check them.
   */
  readonly schema: z.ZodObject;
  /** How to read the column of verification statuses, if the rows have one. */
  readonly verdicts?: Verdicts;
}

/** The columns of a job in the provider's answers, with their words as metadata. They describe `Job.raw`. */
export interface JobColumns {
  /** The answer to a create. */
  readonly created: z.ZodObject;
  /** The answer of the status route, or the delivery that reports the job. */
  readonly schema: z.ZodObject;
}

/** What to do with an address: send to it, send with care, do not send, or verify it again later. */
export type VerdictGroup = 'deliverable' | 'risky' | 'do-not-send' | 'retry';

/** The provider's verification statuses by what to do with an address of that status. */
export interface Verdicts {
  /** The column of a row that holds the status. */
  readonly column: string;
  readonly groups: Readonly<Record<VerdictGroup, readonly string[]>>;
}

export interface RequestParts {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface OperationBase {
  /** The name in title case, such as `Scrape Leads`. */
  readonly title: string;
  /** What a run does, in one sentence for people who do not program. The cost is not part of it. */
  readonly description: string;
  /** What a run costs, in one or two sentences. Hosts show it after the description. */
  readonly cost: string;
  /**
   * The schema of the input, with the words of each field as metadata. Input that it refuses, such as an undeclared
   * field, is not sent.
   */
  readonly input: z.ZodType;
  /** Converts the input to a query and a body. @default the input as a JSON body */
  readonly encode?: (input: never) => RequestParts;
}

/** An operation that answers at once. */
export interface CallOperation extends OperationBase {
  readonly kind: 'call';
  readonly route: Route;
  /** The columns of the answer. */
  readonly rows: RowColumns;
  /** The content of the answer may be a link. It is fetched with the API key if it leads to the provider's domains. */
  readonly linkedContent?: LinkedContent;
  readonly price?: Price<never>;
}

/** An operation that starts a job. */
export interface JobOperation extends OperationBase {
  readonly kind: 'job';
  /** What hosts call a job and its rows, in lower case. */
  readonly nouns: { readonly job: string; readonly row: string; readonly rows: string };
  readonly create: Route;
  readonly job: JobColumns;
  readonly state: StateContract;
  readonly rows: RowsContract;
  readonly cancel?: Route;
  /** Removes unusable elements from a bulk input before it is validated. */
  readonly prepare?: (input: Readonly<Record<string, unknown>>) => PreparedInput;
  /** Parses the answer to a create or of the status route. Throws when the answer describes no job. */
  readonly parseJob: (body: unknown) => JobReading;
  /** Parses the quantity and cost in the answer to a create. */
  readonly parseReceipt?: (body: unknown) => ReceiptReading;
  /** Converts a row as sent to the form that hosts show (C194). */
  readonly normalize: (row: Row) => Row;
  /** Rows whose content may be a link. It is fetched with the API key if it leads to the provider's domains. */
  readonly linkedContent?: LinkedContent;
  readonly price?: Price<never>;
  /** How to list the account's jobs of this operation. */
  readonly list?: ListContract;
  /** The page of the provider that shows a job, if an answer about the job names it. */
  readonly linkOf?: (job: Job) => string | undefined;
}

export interface LinkedContent {
  readonly urlOf: (row: Row) => string | undefined;
  readonly replace: (row: Row, content: string) => Row;
}

/** A route that lists jobs, newest first, in pages. A server may lack it. */
export interface ListContract {
  readonly route: Route;
  /** The key of the list of jobs in the answer. */
  readonly jobs: string;
  /** The key of the cursor in the answer, and the query parameter that selects the page after it. */
  readonly cursor: { readonly key: string; readonly parameter: string };
  /** The query parameter for the number of jobs in a page, and the largest value. */
  readonly pageSize: { readonly parameter: string; readonly max: number };
  /** The key of a job's time of creation (ISO 8601). */
  readonly createdAt: string;
  /** The query parameters that filter by status and by time of creation (ISO 8601). */
  readonly filters: { readonly status?: string; readonly createdAfter?: string };
  /**
   * The input field for the caller's id of a job. The list shows it under this key and is filtered by a query parameter
   * of this name. A job is found by it after its create got no answer.
   */
  readonly callersId?: string;
}

export type Operation = CallOperation | JobOperation;
