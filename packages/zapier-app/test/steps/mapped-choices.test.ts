import { describe, expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { jobId, jobRoute, lead, resultsRoute, scrapeJob, scrapeResults } from '../scrape-answers.ts';
import { scriptedApi } from '../scripted-api.ts';

const routes = { [jobRoute]: scrapeJob(), [resultsRoute]: scrapeResults([lead]) };

const run = async (method: string, inputData: Record<string, unknown>): Promise<unknown> => {
  const { url } = await scriptedApi(routes);
  return await stepRunner().run(`${method}.operation.perform`, { url, inputData });
};

describe('the columns of Get Scrape Job Results', () => {
  const read = (columns: unknown) => run('creates.get_scrape_results', { job_id: jobId, columns });

  test.each([['Business Name'], ['name'], [['NAME']]])('can be mapped as %j', async (columns) => {
    await expect(read(columns)).resolves.toMatchObject({ results: [{ name: lead.name }] });
  });

  test('are refused when they are misspelled, because the rows would be empty', async () => {
    const { name, message } = await failure(read(['Bussiness Name']));

    expect(name).toBe('HaltedError');
    expect(message).toContain('Columns: Choose one or more of: Place ID, Business Name,');
  });
});

describe('the column of Find Lead in a Scrape Job', () => {
  const find = (column: string) =>
    run('searches.find_lead_in_scrape_job', { job_id: jobId, text: 'smile', column });

  test('can be mapped by its label', async () => {
    await expect(find('Business Name')).resolves.toHaveLength(1);
  });

  test('is refused when it is misspelled, because nothing would ever be found', async () => {
    expect(await failure(find('Bussiness'))).toMatchObject({
      name: 'HaltedError',
      message: expect.stringContaining('Column: Choose one of: Place ID, Business Name,'),
    });
  });
});

test('a state of Scrape Job Finished that does not exist is refused, because the Zap would never run', async () => {
  const error = await failure(run('triggers.scrape_job_finished', { states: ['done'] }));

  expect(error).toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('States: Choose one or more of: Completed, Failed, Cancelled'),
  });
});

test('the error for addresses of which none can be used says so', async () => {
  const { message } = await failure(run('creates.create_verification_job', { emails: ['ann', 'bob'] }));

  expect(message).toContain('Email Addresses: No usable address. Enter one value a line');
});
