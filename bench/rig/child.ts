import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The processor time that a process has used since its start, and its memory. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** A part of the measurement in a separate process, so that its processor time is counted separately. */
export interface Child<Answer> {
  /** The message that the process sent when it was ready or had finished. */
  readonly answer: Answer;
  usage(): Promise<Usage>;
  close(): Promise<void>;
}

export async function startChild<Answer>(url: URL, input: object): Promise<Child<Answer>> {
  // The flags are those of `npm run start:server`.
  const child = fork(url, { execArgv: ['--max-semi-space-size=4', '--conditions=@scrapekit/source'] });
  child.send(input);
  const answer = (await firstMessage(child)) as Answer;
  return {
    answer,
    usage: async () => {
      child.send('usage');
      return (await firstMessage(child)) as Usage;
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.send('close');
      await gone;
    },
  };
}

async function firstMessage(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const died = once(child, 'exit', { signal }).then(() => {
      throw new Error('A process of the measurement ended too early.');
    });
    const [message] = (await Promise.race([once(child, 'message', { signal }), died])) as [unknown];
    return message;
  } finally {
    waiting.abort();
  }
}

/** Runs in the child: sends the answer, then reports its usage on request until the parent asks it to stop. */
export function serveParent(answer: object, close: () => Promise<void>): void {
  process.send?.(answer);
  process.on('message', (message) => {
    if (message === 'usage') process.send?.(usage());
    else if (message === 'close') void close().then(() => process.exit());
  });
}

/** Resolves with the input that the parent sent to this process. */
export async function inputFromParent(): Promise<unknown> {
  const [input] = (await once(process, 'message')) as [unknown];
  return input;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1e6 };
}
