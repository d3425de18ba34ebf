import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  PAGE_POLICY,
  pageFiles,
  renderDelivery,
  renderJobs,
  renderMessage,
  renderOverview,
} from '../../src/page/index.ts';
import { attempt, delivery, deliveryPage, job, jobs, overview, target } from './views.ts';

/** Returns the character references of a page as characters, and runs of white space as one. */
const decode = (page: string): string =>
  page.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/\s+/g, ' ');

/** Returns the words of a page as a person reads them. */
const textOf = (page: string): string => decode(page.replace(/<title[^]*?<\/title>|<[^>]*>/g, ' '));

describe('the overview', () => {
  const page = renderOverview(overview);
  const text = textOf(page);

  it('shows a source with its addresses, events and jobs', () => {
    expect(text).toContain(
      'leads ScrapeKit Last event 2026-11-29 12:31:00 Last 24 hours 41 events Open jobs 3',
    );
    expect(text).toContain('Address for webhooks https://relay.example.com/in/leads-8f2kq0 ');
    expect(text).toContain('Base URL for a tool https://relay.example.com/via/leads-k39d0a ');
    expect(text).toContain('Jobs that are created through the relay carry this address.');
  });

  it('shows a target with its state, its counts, its last error and, folded, the key of its signature', () => {
    expect(text).toContain('make-leads hook.eu1.make.com failing . The last attempt failed.');
    expect(text).toContain(
      'waiting 2 delivered 38 stopped 1 Last error The target answered 500. 2026-11-29 12:33:00',
    );
    expect(page).toMatch(
      /<details>(?:(?!<\/details>)[^])*<code>whsec_c2lnbmluZyBrZXkgb2YgdGhlIHRhcmdldCAxMjM0</,
    );
  });

  it('shows a delivery with its job, its event, its state and its next attempt', () => {
    expect(text).toContain(
      'leads sk_job_7Qm2xW9rT4 scrape.job.completed make-leads waiting , 2 requests next at 2026-11-29 12:45:00',
    );
    expect(page).toContain('href="./deliveries/dlv_01"');
  });

  it('says when the relay made an event from a job', () => {
    const entries = [{ ...delivery, isFromJob: true }];

    expect(textOf(renderOverview({ ...overview, deliveries: { entries } }))).toContain(
      'made from the job, since the webhook did not arrive',
    );
  });

  it('explains every state', () => {
    for (const state of ['waiting', 'sending', 'delivered', 'stopped'])
      expect(text).toMatch(new RegExp(`${state} [A-Z][^.]*\\.`));
  });

  it('keeps the filter in the links to newer and older deliveries', () => {
    const filtered = decode(
      renderOverview({
        ...overview,
        filter: { target: 'make-leads', state: 'stopped' },
        deliveries: { entries: [delivery], newer: 'a&b', older: 'c=d' },
      }),
    );

    expect(filtered).toContain('href="?target=make-leads&state=stopped&cursor=a%26b"');
    expect(filtered).toContain('href="?target=make-leads&state=stopped&cursor=c%3Dd"');
    expect(filtered).toMatch(/<option value="stopped" selected\s*>/);
  });

  it('says what to do when a filter matches nothing, and when nothing has arrived', () => {
    const deliveries = { entries: [] };

    expect(textOf(renderOverview({ ...overview, deliveries, filter: { state: 'stopped' } }))).toContain(
      'Choose another target or state.',
    );
    expect(textOf(renderOverview({ ...overview, deliveries }))).toContain('There are no deliveries yet.');
  });
});

describe('the page of a delivery', () => {
  it('shows an attempt with its page of rows, its status, how long it took, its error and its answer', () => {
    expect(textOf(renderDelivery(deliveryPage))).toContain(
      'Attempt 2, page 2 of 3 of the rows The target answered 500. Time 2026-11-29 12:33:00 Status 500 Took 412 ms Beginning of the answer Scenario failed to initialize.',
    );
  });

  it('shows an attempt without an answer', () => {
    const silent = {
      ...attempt,
      page: null,
      status: null,
      latencyMs: null,
      answer: null,
      error: 'No answer in 30 s.',
    };

    expect(textOf(renderDelivery({ ...deliveryPage, attempts: [silent] }))).toContain(
      'Attempt 2 No answer in 30 s. Time 2026-11-29 12:33:00 Status no answer Took –',
    );
  });

  it.each([
    ['gone', 'The target answered 410, which means that its address is no longer in use.'],
    ['expired', 'All attempts of three days failed.'],
  ] as const)('says why it was stopped (%s), and what to do', (stopReason, words) => {
    const text = textOf(renderDelivery({ ...deliveryPage, stopReason }));

    expect(text).toContain(words);
    expect(text).toContain('end this delivery again.');
  });

  it('sends the delivery again by a form, when that is possible', () => {
    expect(renderDelivery(deliveryPage)).toMatch(/<form method="post" action="dlv_01\/send-again">/);
    expect(renderDelivery({ ...deliveryPage, canSendAgain: false })).not.toContain('<form');
  });

  it('shows invisible characters of an answer', () => {
    const page = renderDelivery({ ...deliveryPage, attempts: [{ ...attempt, answer: 'a\u202eb\u0000' }] });

    expect(textOf(page)).toContain('a⟨U+202E⟩b⟨U+0000⟩');
  });
});

describe('the page of jobs', () => {
  it('shows a late job, what it means and when the relay asks again', () => {
    const text = textOf(renderJobs(jobs));

    expect(text).toContain(
      '2026-11-29 12:20:00 leads sk_job_7Qm2xW9rT4 Scrape Leads late 2026-11-29 12:39:00 2026-11-29 12:41:00',
    );
    expect(text).toContain(
      'late The webhook is late, so the relay asks the provider until the job has ended.',
    );
  });

  it('says that there is none', () => {
    expect(textOf(renderJobs({ ...jobs, jobs: { entries: [] } }))).toContain('The relay waits for no job.');
  });
});

describe('text of others', () => {
  const hostile = `"'\`><img src=x onerror=alert(1)></title></textarea></style><script>alert(2)</script>&lt;`;

  /** Puts the hostile text in place of every text, but for those that select from a fixed list. */
  const poison = <View>(view: View): View =>
    JSON.parse(JSON.stringify(view), (key, value: unknown) => {
      if (typeof value !== 'string' || ['state', 'registration', 'stopReason'].includes(key)) return value;
      return /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : hostile;
    }) as View;

  it.each([
    [
      'the overview',
      renderOverview(poison({ ...overview, deliveries: { entries: [delivery], newer: 'n', older: 'o' } })),
    ],
    ['an overview with a filter', renderOverview(poison({ ...overview, filter: { target: 't' } }))],
    ['a delivery', renderDelivery(poison(deliveryPage))],
    [
      'the jobs',
      renderJobs(poison({ ...jobs, jobs: { entries: [{ ...job, error: 'e' }], newer: 'n', older: 'o' } })),
    ],
    ['a message', renderMessage({ title: hostile, root: './', text: hostile })],
  ])('stays text in %s', (_, page) => {
    expect(decode(page)).toContain(hostile);
    expect(page).not.toMatch(/<img|<script|<\/textarea|<\/style|"'|'`/i);
    expect(page.match(/<\/title>/g)).toHaveLength(1);
  });
});

describe('every page', () => {
  const pages = [
    renderOverview({ ...overview, targets: [target, { ...target, state: 'stopped', lastError: null }] }),
    renderDelivery(deliveryPage),
    renderJobs(jobs),
    renderMessage({ title: 'Not found', root: './', text: 'There is no such delivery.' }),
  ];

  it('has no style, script or handler of its own, which the policy would refuse', () => {
    expect(PAGE_POLICY).toMatch(/^default-src 'none'; style-src 'self';/);
    for (const page of pages) expect(page).not.toMatch(/<style|<script|\sstyle=|\son[a-z]+=|unsafe/i);
  });

  it('names its language and has one main heading', () => {
    for (const page of pages) {
      expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
      expect(page.match(/<h1>/g)).toHaveLength(1);
    }
  });

  it('loads files whose address changes with their text', () => {
    for (const { path, text, address } of pageFiles) {
      const version = createHash('sha256').update(text).digest('hex').slice(0, 12);

      expect(address).toBe(`${path}?v=${version}`);
      expect(decode(pages[0] ?? '')).toContain(`"./${address.slice(1)}"`);
      expect(decode(pages[1] ?? '')).toContain(`"../${address.slice(1)}"`);
    }
  });
});
