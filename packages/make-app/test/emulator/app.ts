import { type Emulator, openEmulator } from '../../src/emulator/emulator.ts';
import type { ReceivedResponse, SentRequest } from '../../src/emulator/exchange.ts';
import type { AppFiles } from '../../src/format/app-files.ts';

export interface Parts {
  readonly base?: object;
  readonly connection?: object;
  readonly connectionParams?: readonly object[];
  readonly module?: object;
  readonly params?: readonly object[];
  readonly webhook?: object;
  readonly attach?: object;
  readonly detach?: object;
}

/** The files of a small app with one module `one`, which is also the trigger of the webhook `hook`. */
const filesOf = ({
  base,
  connection,
  connectionParams,
  module,
  params,
  webhook,
  attach,
  detach,
}: Parts): AppFiles => {
  const manifest = {
    generalCodeFiles: { base: 'base.json' },
    components: {
      connection: {
        key: { codeFiles: { communication: 'connection.json', params: 'connection-params.json' } },
      },
      webhook: {
        hook: { codeFiles: { communication: 'webhook.json', attach: 'attach.json', detach: 'detach.json' } },
      },
      module: {
        one: {
          moduleType: 'action',
          webhook: 'hook',
          codeFiles: { communication: 'module.json', mappableParams: 'params.json' },
        },
      },
    },
  };
  const contents = {
    'makecomapp.json': manifest,
    'base.json': { baseUrl: 'https://api.test', ...base },
    'connection.json': connection ?? {},
    'connection-params.json': connectionParams ?? [],
    'module.json': module ?? {},
    'params.json': params ?? [],
    'webhook.json': webhook ?? {},
    'attach.json': attach ?? {},
    'detach.json': detach ?? {},
  };
  return Object.fromEntries(
    Object.entries(contents).map(([file, content]) => [file, JSON.stringify(content)]),
  );
};

export interface SmallApp extends Emulator {
  readonly sent: SentRequest[];
  /** The pauses so far, in milliseconds. */
  readonly pauses: number[];
}

export type Answer = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** Opens an app whose service gives these answers one after another, and the last one for ever. */
export function openSmallApp(parts: Parts, ...answers: readonly Answer[]): SmallApp {
  const sent: SentRequest[] = [];
  const pauses: number[] = [];
  const emulator = openEmulator(filesOf(parts), {
    send: (request) => {
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return answer === undefined
        ? Promise.reject(new Error('no route'))
        : Promise.resolve(toResponse(answer));
    },
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  });
  return Object.assign(emulator, { sent, pauses });
}

const toResponse = ([
  status,
  body = {},
  headers = { 'content-type': 'application/json' },
]: Answer): ReceivedResponse => ({
  status,
  headers,
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});
