import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createFailureLog } from '../../src/app/failure-log.ts';
import { createSteppedClock } from '../support/stepped-clock.ts';

const MINUTE = 60_000;

interface Line {
  readonly msg: string;
  readonly times?: number;
  readonly kind?: string;
}

function createLog() {
  const lines: Line[] = [];
  const clock = createSteppedClock();
  const logger = pino({}, { write: (text) => void lines.push(JSON.parse(text) as Line) });
  const log = createFailureLog(logger, clock);
  const minute = async () => {
    clock.step(MINUTE);
    await new Promise(setImmediate);
  };
  const said = () => lines.map(({ msg, times }) => (times === undefined ? msg : `${msg}: ${times}`));
  return { lines, log, minute, said };
}

const refused = () =>
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

test('a database that is away is one line, a number in each minute, and a line when it is back', async () => {
  const { lines, log, minute, said } = createLog();

  for (let index = 0; index < 700; index++) log.report(refused());
  log.report(new Error('Connection terminated unexpectedly'));
  await minute();
  log.report(refused());
  await minute();
  await minute();
  await log.stop();

  expect(said()).toEqual([
    'background failure',
    'background failure repeated: 700',
    'background failure repeated: 1',
    'background failure has ended',
  ]);
  expect(lines.map(({ kind }) => kind).slice(1)).toEqual(Array(3).fill('database unreachable'));
});

test('a failure of another kind is logged at once, and a single one has no summary', async () => {
  const { log, minute, said } = createLog();

  log.report(refused());
  log.report(new TypeError('a mistake'));
  await minute();
  log.report(refused());
  await log.stop();

  expect(said()).toEqual(['background failure', 'background failure', 'background failure']);
});

test('a failure whose message has another number each time is repeated, and not new', async () => {
  const { log, said } = createLog();

  for (let job = 0; job < 5; job++) log.report(new Error(`Job ${job} is broken.`));
  await log.stop();

  expect(said()).toEqual(['background failure', 'background failure repeated: 4']);
});

test('the log of more than 100 kinds stays bounded', async () => {
  const { log, said } = createLog();

  for (let code = 0; code < 500; code++) log.report(Object.assign(new Error('x'), { code: `CODE${code}` }));
  await log.stop();

  expect(said()).toEqual([
    ...Array<string>(101).fill('background failure'),
    'background failure repeated: 399',
  ]);
});
