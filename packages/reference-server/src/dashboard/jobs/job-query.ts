import type { JobStatus } from '@scrapekit/core';
import { isStorableDate } from '../../http/storable-date.ts';
import type { JobFilter, JobOwner, JobPosition } from '../../jobs/job-store.ts';
import { jobStatuses } from '../../jobs/job.ts';
import { invalidRequest } from '../refusals.ts';
import { beginOf } from '../zoned-time.ts';

const names = ['text', 'provider', 'state', 'from', 'to'] as const;

/** The fields of the filter as they were typed. An empty one does not filter. */
export type FilterValues = Readonly<Record<(typeof names)[number], string>>;

const MOST_CHARACTERS = 200;
const DAY_MS = 86_400_000;

type Query = Readonly<Record<string, unknown>>;

export function readFilterValues(query: Query): FilterValues {
  const entries = names.map((name) => {
    const value = query[name];
    return [name, typeof value === 'string' ? value.trim() : ''];
  });
  return Object.fromEntries(entries) as FilterValues;
}

/** Returns the filter as a query. It has no empty fields. */
export function filterQuery(values: FilterValues): URLSearchParams {
  const entries = Object.entries(values).filter(([, value]) => value !== '');
  return new URLSearchParams(Object.fromEntries(entries));
}

export type ParsedFilter = Pick<JobOwner, 'provider'> & Omit<JobFilter, 'limit'>;

export interface FilterRules {
  /** The ids to choose from. */
  readonly providers: readonly string[];
  /** The time zone of the days. */
  readonly timeZone: string;
}

/** Parses the filter; throws an HttpError that says what to change. */
export function parseFilter(
  { text, provider, state, from, to }: FilterValues,
  { providers, timeZone }: FilterRules,
): ParsedFilter {
  if (text.length > MOST_CHARACTERS)
    throw invalidRequest(`Search for a text of at most ${MOST_CHARACTERS} characters.`);
  if (provider !== '' && !providers.includes(provider))
    throw invalidRequest('Choose a provider of the list.');
  if (state !== '' && !jobStatuses.includes(state as JobStatus))
    throw invalidRequest('Choose a state of the list.');
  const firstDay = parseDay('first', from);
  const lastDay = parseDay('last', to);
  if (firstDay !== undefined && lastDay !== undefined && firstDay > lastDay)
    throw invalidRequest('The first day is after the last day. Exchange the two.');
  return {
    ...(text !== '' && { text }),
    ...(provider !== '' && { provider }),
    ...(state !== '' && { status: state as JobStatus }),
    ...(firstDay !== undefined && { createdFrom: beginOf(dateOf(firstDay), timeZone) }),
    ...(lastDay !== undefined && { createdUntil: beginOf(dateOf(lastDay + DAY_MS), timeZone) }),
  };
}

/** Returns the midnight of a day in UTC, in milliseconds. */
function parseDay(which: string, text: string): number | undefined {
  if (text === '') return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // The days next to it must be storable, too, because a day begins earlier or later in other time zones.
  const around = [day - DAY_MS, day, day + 2 * DAY_MS].map((time) => new Date(time));
  if (Number.isNaN(day) || !around.every(isStorableDate) || dateOf(day) !== text)
    throw invalidRequest(`Write the ${which} day as year, month and day, such as 2026-01-31.`);
  return day;
}

const dateOf = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** The jobs that a page of the list begins or ends next to. */
export type Place = Pick<JobFilter, 'after' | 'before'>;

/** Reads which page is asked for; throws a 400 when there is no such page. */
export function readPlace({ older, newer }: Query): Place {
  if (older !== undefined) return { after: parsePosition(older) };
  return newer === undefined ? {} : { before: parsePosition(newer) };
}

function parsePosition(value: unknown): JobPosition {
  const [, time, id] = /^(\d{1,15})-([\w-]{1,100})$/.exec(typeof value === 'string' ? value : '') ?? [];
  const createdAt = new Date(Number(time));
  if (id === undefined || !isStorableDate(createdAt)) throw invalidRequest('The list has no such page.');
  return { createdAt, id };
}

export const positionText = ({ createdAt, id }: JobPosition): string => `${createdAt.getTime()}-${id}`;
