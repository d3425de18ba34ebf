import type { Operation, ProviderDefinition } from '@scrapekit/core';
import type { MakeModule } from '../format/make-app.ts';
import { wordsOf } from './answers.ts';
import type { Trigger } from './modules/trigger.ts';

interface Contents {
  readonly modules: Readonly<Record<string, MakeModule>>;
  readonly triggers: readonly Trigger[];
}

/** The documentation of an app, which Make shows beside it. */
export function readmeOf(provider: ProviderDefinition, { modules, triggers }: Contents): string {
  const { name, credentials, baseUrl } = provider;
  return [
    `# ${name}`,
    `This app starts jobs of ${name} and reads their results. It has not been run on Make yet.`,
    '## Connect',
    `${credentials.apiKey.help} The page is ${credentials.apiKey.page}. The key is sent to the base URL of the connection only, which is ${baseUrl} unless you change it. ${testOf(provider)}`,
    ...(triggers.length === 0
      ? []
      : ['## Continue when a job has ended', ...triggerSteps(provider, triggers)]),
    '## Modules',
    Object.values(modules)
      .map(({ label, description }) => `- **${label}.** ${description}`)
      .join('\n'),
    '## Errors',
    'A module that starts or charges something is not repeated after an answer was lost. Its error says where to look first. Do not add an error handler that repeats such a module.',
    '',
  ].join('\n\n');
}

const testOf = ({ account }: ProviderDefinition): string =>
  account?.route === undefined
    ? 'There is no free request that tests a key, so the first module that uses a wrong one reports it.'
    : 'A free request tests the key when you save it.';

function triggerSteps(provider: ProviderDefinition, triggers: readonly Trigger[]): string[] {
  const names = triggers.map(({ module }) => `"${module.label}"`).join(' or ');
  return [
    registrationSteps(provider, names),
    `The trigger takes only the ID of the job from a webhook, and reads the job with your API key. An address in a webhook is never used. Anyone who knows the address of the webhook can make the scenario run, so keep it secret. A job may be reported twice and in any state: continue only when its status is ${completedWords(provider)}, and use a data store if a job must not be handled twice.`,
  ];
}

/** The words of the API for a completed job, which a filter of the scenario compares with. */
function completedWords({ operations }: ProviderDefinition): string {
  const words = Object.values<Operation>(operations).flatMap((operation) =>
    operation.kind === 'job' ? wordsOf(operation, ['completed']) : [],
  );
  return [...new Set(words)].map((word) => `\`${word}\``).join(' or ');
}

function registrationSteps({ name, webhook, dashboard }: ProviderDefinition, names: string): string {
  switch (webhook.registration.kind) {
    case 'per-job':
      return `1. Begin a scenario with ${names} and create a webhook there.\n2. Copy the address of the webhook.\n3. Paste it into the field "Webhook URL" of the module that creates the job, in another scenario.`;
    case 'endpoint':
      return `Begin a scenario with ${names} and create a webhook there. The app registers its address with ${name}, and removes it when you delete the webhook.`;
    case 'account':
      return `1. Begin a scenario with ${names} and create a webhook there.\n2. Copy the address of the webhook.\n3. Enter it in the dashboard of ${name} (${dashboard}). The account has one address for all its jobs.`;
    case 'named':
      return `${name} sends results to a webhook of its dashboard only.`;
  }
}
