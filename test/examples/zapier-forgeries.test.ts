import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allSteps,
  inputDataFor,
  matchkraft,
  NOW,
  signedSteps,
  type CatchHookStep,
} from './catch-hook-steps.ts';
import { runCodeStep, type Item } from './code-step.ts';
import { startProviderApi } from './provider-api.ts';

type InputData = Readonly<Record<string, string>>;

const FOREIGN = 'https://attacker.example/api/v1/results';

interface Outcome {
  /** The items, or undefined when an error stopped the Zap. */
  readonly items: readonly Item[] | undefined;
  readonly message: string;
  readonly urls: readonly string[];
}

/** Runs a step against an API that has the completed job of the documentation. */
async function run(step: CatchHookStep, inputData: InputData, now = NOW): Promise<Outcome> {
  await using api = await startProviderApi(step.host, step.routes.completed(step.rows));
  const { fetch, urls } = api;
  return await runCodeStep(step.file, { inputData, fetch, now }).then(
    (items) => ({ items, message: '', urls }),
    (error: unknown) => ({ items: undefined, message: (error as Error).message, urls }),
  );
}

async function expectRefusal(step: CatchHookStep, inputData: InputData, now = NOW): Promise<void> {
  const { items, message, urls } = await run(step, inputData, now);
  expect({ items, message, urls }).toEqual({
    items: undefined,
    message: expect.stringMatching(
      /^This delivery was refused, because .+\. The Zap stops here\.$/,
    ) as string,
    urls: [],
  });
}

async function expectAcceptance(step: CatchHookStep, inputData: InputData, now = NOW): Promise<void> {
  const { items, message } = await run(step, inputData, now);
  expect({ message, rows: items?.length }).toEqual({ message: '', rows: step.rows.length });
}

describe.each(signedSteps)('$file', (step) => {
  const genuine = inputDataFor(step);
  const signed = (body: string, { secret = step.secret, at = NOW } = {}): InputData => ({
    ...genuine,
    raw_body: body,
    ...step.sign(body, { secret, at }),
  });
  const headersOf = Object.keys(step.sign('', { secret: step.secret, at: NOW }));

  test('C170, S06, N05, F08: a delivery that is signed with the secret is accepted', async () => {
    await expectAcceptance(step, genuine);
  });

  test('a delivery that is signed with another secret is refused', async () => {
    await expectRefusal(step, signed(step.body, { secret: step.anotherSecret }));
  });

  test('after a rotation the old and the new secret are accepted, separated by a comma', async () => {
    for (const secrets of [`${step.secret},${step.anotherSecret}`, `${step.anotherSecret},${step.secret}`])
      await expectAcceptance(step, { ...genuine, webhook_secret: secrets });
  });

  test.each(headersOf)('a delivery without %s is refused', async (name) => {
    const { [name]: _, ...others } = genuine;
    await expectRefusal(step, others);
    await expectRefusal(step, { ...genuine, [name]: '' });
  });

  test.each(headersOf)('%s that arrived twice is refused', async (name) => {
    for (const separator of [',', ', '])
      await expectRefusal(step, { ...genuine, [name]: [genuine[name], genuine[name]].join(separator) });
  });

  test('a genuine signature beside a foreign one in a joined header is refused', async () => {
    const foreign = step.sign(step.body, { secret: step.anotherSecret, at: NOW }).signature!;
    for (const separator of [',', ', '])
      await expectRefusal(step, { ...genuine, signature: foreign + separator + genuine.signature! });
  });

  test.each([
    ['longer', (text: string) => `${text}zz`],
    ['shorter', (text: string) => text.slice(0, -1)],
    ['with a line break at its end', (text: string) => `${text}\n`],
    ['with a tab at its start', (text: string) => `\t${text}`],
    ['of the same length in other letters', (text: string) => `${text.slice(0, -1)}ü`],
  ])('a signature that is %s is refused', async (_, change) => {
    await expectRefusal(step, { ...genuine, signature: change(genuine.signature!) });
  });

  test('a body or a header that was changed is refused, whatever the change is', async () => {
    const texts = ['raw_body', ...headersOf];
    const change = fc.record({
      name: fc.constantFrom(...texts),
      at: fc.nat(),
      to: fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ name, at, to }) => {
        const text = genuine[name]!;
        const index = at % text.length;
        const changed = text.slice(0, index) + to + text.slice(index + 1);
        // Scrapfly and Scrupp use hexadecimal digits of any case, and ScrapeNest separates signatures by spaces.
        const isStillThere = changed.toLowerCase().split(' ').includes(text.toLowerCase());
        fc.pre(name === 'signature' ? !isStillThere : changed !== text);
        await expectRefusal(step, { ...genuine, [name]: changed });
      }),
    );
  });

  test.each(['', ' ', ','])('the secret %j is refused, even when it signed the delivery', async (secret) => {
    const timestamp = String(NOW);
    for (const key of [secret, '']) {
      const signature = step.signatureOf(step.body, { secret: key, timestamp });
      const { items, urls } = await run(step, { ...genuine, signature, webhook_secret: secret });
      expect({ items, urls }).toEqual({ items: undefined, urls: [] });
    }
  });

  test('an empty secret is named, so that the user can enter it', async () => {
    const { webhook_secret: _, ...others } = genuine;
    for (const inputData of [others, { ...genuine, webhook_secret: '' }])
      expect((await run(step, inputData)).message).toBe(
        'Enter webhook_secret in the Input Data, without spaces.',
      );
  });

  test('a secret with a space or a line break at its end is accepted, because people paste them so', async () => {
    await expectAcceptance(step, { ...genuine, webhook_secret: ` ${step.secret}\n` });
  });

  test.each(['', 'not JSON', '{"data":', '﻿{}'])(
    'the signed body %j, which is not JSON, is refused',
    async (body) => {
      await expectRefusal(step, signed(body));
    },
  );

  test.each(['null', '7', '"text"', '[]', '{}', '{"data":null}'])(
    'the signed body %s, which names no job, gives no row and reads nothing',
    async (body) => {
      const { items, urls } = await run(step, signed(body));
      expect(items).toMatchObject([{ has_row: false, job_status: 'ignored' }]);
      expect(urls).toEqual([]);
    },
  );

  test('F02: a compressed body is refused, because Zapier shows its bytes as damaged text', async () => {
    const compressed = gzipSync(step.body);
    const signatureOfBytes = step.sign(compressed.toString('latin1'), { secret: step.secret, at: NOW });
    await expectRefusal(step, { ...genuine, ...signatureOfBytes, raw_body: compressed.toString('utf8') });
    await expectRefusal(step, { ...genuine, raw_body: compressed.toString('utf8') });
  });
});

describe.each(signedSteps.filter(({ maxAge }) => maxAge !== undefined))('$file', (step) => {
  const genuine = inputDataFor(step);
  const maxAge = step.maxAge!;

  test.each([
    [0, true],
    [301, true],
    [maxAge, true],
    [maxAge + 1, false],
    [-300, true],
    [-301, false],
  ])('a delivery of %d seconds ago is accepted: %s', async (age, accepted) => {
    const check = accepted ? expectAcceptance : expectRefusal;
    await check(step, genuine, NOW + age);
  });

  test.each([
    '',
    '01',
    '1e9',
    '0x1',
    '-1',
    '+1',
    ' 1',
    '1.5',
    `${NOW}.0`,
    'NaN',
    'Infinity',
    '١',
    '1'.repeat(400),
  ])('C170, A26: the signed timestamp %j is refused', async (timestamp) => {
    const signature = step.signatureOf(step.body, { secret: step.secret, timestamp });
    await expectRefusal(step, { ...genuine, timestamp, signature });
  });
});

test('C170: the deliveries of the documentation are accepted with signatures from other code', async () => {
  const [scrapekit] = signedSteps;
  // The signature was computed with the hmac module of Python, as in the contract tests of ScrapeKit.
  const signature = '13cd8203a404a03a5a24d96bb3e760d20225a7eed60dd575cd557c95d3ac97be';
  await expectAcceptance(scrapekit, { ...inputDataFor(scrapekit), timestamp: '1776768062', signature });
});

test('S06: Scrupp does not say in which case it writes its signature, so both are accepted', async () => {
  const [, scrupp] = signedSteps;
  const genuine = inputDataFor(scrupp);
  const signature = genuine.signature!.replace(/[0-9a-f]{64}/, (digest) => digest.toUpperCase());
  await expectAcceptance(scrupp, { ...genuine, signature });
});

test('C170: ScrapeKit writes its signature in lower case, so upper case is refused', async () => {
  const [scrapekit] = signedSteps;
  const genuine = inputDataFor(scrapekit);
  await expectRefusal(scrapekit, { ...genuine, signature: genuine.signature!.toUpperCase() });
});

describe('scrapenest', () => {
  const [, , scrapenest] = signedSteps;
  const genuine = inputDataFor(scrapenest);
  const foreign = scrapenest.sign(scrapenest.body, { secret: scrapenest.anotherSecret, at: NOW }).signature!;

  test('N05: one genuine signature among several is enough, in any order', async () => {
    for (const signature of [`${foreign} ${genuine.signature}`, `${genuine.signature} v1a,xyz ${foreign}`])
      await expectAcceptance(scrapenest, { ...genuine, signature });
  });

  test('N05: signatures of another version are not read', async () => {
    await expectRefusal(scrapenest, { ...genuine, signature: genuine.signature!.replace('v1,', 'v2,') });
  });

  test('N05: an id with a dot is refused, because it would move the border between id and timestamp', async () => {
    const key = Buffer.from(scrapenest.secret.replace('whsec_', ''), 'base64');
    const signature = createHmac('sha256', key).update(`msg.1.${NOW}.${scrapenest.body}`).digest('base64');
    await expectRefusal(scrapenest, { ...genuine, message_id: 'msg.1', signature: `v1,${signature}` });
  });

  test.each([
    'whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_',
    'whsec_*',
  ])('N05: %s is no signing secret, and the user is told what to enter', async (secret) => {
    for (const secrets of [secret, `${scrapenest.secret},${secret}`]) {
      const { message } = await run(scrapenest, { ...genuine, webhook_secret: secrets });
      expect(message).toContain('It starts with whsec_.');
    }
  });

  test.each(['job.created', 'artifact.ready'])('N07: %s gives no row and reads nothing', async (event) => {
    const body = scrapenest.body.replace('job.completed', event);
    const { items, urls } = await run(scrapenest, inputDataFor(scrapenest, body));
    expect(items).toMatchObject([{ has_row: false, job_status: 'ignored' }]);
    expect(urls).toEqual([]);
  });
});

describe.each(allSteps)('$file', (step) => {
  test('C191, S04, M09, F21: no URL of a delivery is requested', async () => {
    const body = step.bodyWith({ jobId: step.jobId, url: FOREIGN });
    const { items, urls } = await run(step, inputDataFor(step, body));

    expect(body).toContain(FOREIGN);
    expect(items?.map(({ has_row }) => has_row)).toEqual(step.rows.map(() => true));
    expect(urls).toEqual(step.paths.map((path) => step.host + path));
    expect(JSON.stringify(items)).not.toContain('attacker');
  });

  test.each([
    '../../account',
    '..',
    '..%2f..%2faccount',
    'sk_job_../../account',
    'sk_job_1/../../../account',
    'sk_job_1?job=2',
    'sk_job_1#x',
    'sk_job_1%2e%2e',
    'sk_job_1\\..\\2',
    '@attacker.example',
    '//attacker.example',
    '20f70187-b941-4bb0-b10f-599b025fc425/..',
    '20f70187-b941-4bb0-b10f-599b025fc425\n',
    'sk_job_1\u0000',
    'sk_job_1\n',
    `sk_job_${'1'.repeat(101)}`,
    '',
    null,
    {},
    [],
    1.5,
    true,
  ])('C099, M09: the id %j is not one path segment of a job, so nothing is requested', async (jobId) => {
    // Scrapfly and the providers with free ids accept `true` as a text, and it is one path segment.
    if (jobId === true && step.file !== 'matchkraft' && step.file !== 'scrapekit') return;
    const body = step.bodyWith({ jobId, url: FOREIGN });
    const { items, urls } = await run(step, inputDataFor(step, body));

    expect(urls).toEqual([]);
    if (items !== undefined) expect(items).toMatchObject([{ has_row: false, job_status: 'ignored' }]);
  });

  test('every request for any id goes to one segment below the documented path', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `sk_job_${text}`),
        ),
        async (jobId) => {
          const body = step.bodyWith({ jobId, url: FOREIGN });
          const { urls } = await run(step, inputDataFor(step, body));
          for (const url of urls) {
            expect(new URL(url).href).toBe(url);
            expect(url.split('/')).toHaveLength(`${step.host}${step.paths[0]}`.split('/').length);
          }
        },
      ),
    );
  });
});

describe('matchkraft', () => {
  const deliver = async (change: object) =>
    await run(matchkraft, {
      ...inputDataFor(matchkraft),
      raw_body: JSON.stringify({ ...(JSON.parse(matchkraft.body) as object), ...change }),
    });

  test('M09: the status of an unsigned body counts for nothing, because the job is read', async () => {
    expect((await deliver({ status: 'FAILED' })).items).toMatchObject([{ job_status: 'completed' }, {}]);
  });

  test.each([
    { event: 'job.started' },
    { jobType: 'toString' },
    { jobType: '../account' },
    { jobType: ['email-validation'] },
    { jobId: [matchkraft.jobId] },
    { jobType: null },
  ])('M09: a body with %j is refused before a request', async (change) => {
    const { items, message, urls } = await deliver(change);
    expect({ items, urls }).toEqual({ items: undefined, urls: [] });
    expect(message).toContain('MatchKraft sends no such body');
  });

  test('M10: an invented id of a job stops the Zap after one request', async () => {
    const { items, message, urls } = await deliver({ jobId: '00000000-0000-4000-8000-000000000000' });
    expect(items).toBeUndefined();
    expect(message).toContain('answered 404. The account has no such job.');
    expect(urls).toHaveLength(1);
  });

  test.each(['', 'not JSON', gzipSync(matchkraft.body).toString('utf8'), 'null'])(
    'M08: the body %j is refused before a request',
    async (body) => {
      await expectRefusal(matchkraft, { ...inputDataFor(matchkraft), raw_body: body });
    },
  );
});
