import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { HttpError } from '../../http/errors.ts';
import { listJobs } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { renderPager } from '../html/elements.ts';
import { renderJobs } from '../jobs/job-cells.ts';
import { renderJobFilter } from '../jobs/job-filter.ts';
import {
  filterQuery,
  type FilterValues,
  parseFilter,
  type ParsedFilter,
  type Place,
  positionText,
  readFilterValues,
  readPlace,
} from '../jobs/job-query.ts';
import type { DashboardPage, PageServices } from '../page.ts';
import { sessionOf } from '../session-guard.ts';

const PATH = '/jobs';
const PER_PAGE = 25;

/** All jobs of the account, newest first, with a filter. */
export const jobs: DashboardPage = {
  path: PATH,
  title: 'Jobs',
  addRoutes: (app, services) => {
    app.get(PATH, async (request, reply) => await showJobs(services, request, reply));
  },
};

async function showJobs(
  { storage, jobViews, show }: PageServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accountId, timeZone } = sessionOf(request);
  const query = request.query as Readonly<Record<string, unknown>>;
  const values = readFilterValues(query);
  const providers = [...jobViews.keys()];
  const { title } = jobs;
  let filter: ParsedFilter;
  try {
    filter = parseFilter(values, { providers, timeZone });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const body = renderJobFilter({ values, providers, error: error.message });
    return show(request, reply.status(error.status), { title, body });
  }
  const list: ListPage = async ({ provider, ...wanted }) =>
    await listJobs(storage.db, { accountId, provider }, { ...wanted, limit: PER_PAGE + 1 });
  const page = await findPage(list, filter, readPlace(query));
  const isFiltered = filterQuery(values).size > 0;
  const body = html`!${renderJobFilter({ values, providers })}
  !${renderJobs({
    caption: isFiltered ? 'Jobs that match, newest first' : 'Jobs, newest first',
    jobs: page.shown,
    views: jobViews,
    empty: isFiltered
      ? 'No job matches. Change the filter, or show all jobs.'
      : 'No jobs yet. Start one under “New job”, or with an API key from n8n, Zapier or a program.',
  })}
  !${renderPager({ label: 'jobs', ...addresses(values, page) })}`;
  return show(request, reply, { title, body });
}

/** Returns one job more than a page shows if there is one. */
type ListPage = (filter: ParsedFilter) => Promise<readonly StoredJob[]>;

interface JobsPage {
  readonly shown: readonly StoredJob[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

async function findPage(list: ListPage, filter: ParsedFilter, place: Place): Promise<JobsPage> {
  const found = await list({ ...filter, ...place });
  const hasMore = found.length > PER_PAGE;
  if (place.before === undefined)
    return { shown: found.slice(0, PER_PAGE), hasNewer: place.after !== undefined, hasOlder: hasMore };
  // The newest page is shown whole and not with the few jobs that are newer than the page before.
  if (found.length < PER_PAGE) return await findPage(list, filter, {});
  return { shown: found.slice(-PER_PAGE), hasNewer: hasMore, hasOlder: true };
}

function addresses(values: FilterValues, { shown, hasNewer, hasOlder }: JobsPage) {
  const addressOf = (name: string, job: StoredJob | undefined) => {
    const query = filterQuery(values);
    if (job !== undefined) query.set(name, positionText(job));
    return `/dashboard${PATH}?${query.toString()}`;
  };
  return {
    ...(hasNewer && { newer: addressOf('newer', shown.at(0)) }),
    ...(hasOlder && { older: addressOf('older', shown.at(-1)) }),
  };
}
