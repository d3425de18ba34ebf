import type { Clock } from '@scrapekit/core';
import { ExternalSecretsProxy } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { InstalledNodes } from './installed-nodes.ts';
import { UserError } from './n8n-workflow.ts';
import type { WebhookServer } from './webhook-server.ts';

/** The parts that all executions share. */
export interface Instance {
  readonly nodes: InstalledNodes;
  readonly clock: Clock;
  readonly server: WebhookServer;
}

export interface AdditionalDataOptions {
  readonly credentials: ICredentialsHelper;
  readonly executionId: string;
  /** The origin of this runner's webhook addresses, such as https://127.0.0.1:40001. */
  readonly origin: string;
}

/** Returns the facts about an n8n instance that n8n-core needs for an execution. */
export function additionalData(options: AdditionalDataOptions): IWorkflowExecuteAdditionalData {
  const { credentials, executionId, origin } = options;
  return {
    credentialsHelper: credentials,
    executionId,
    currentNodeExecutionIndex: 0,
    variables: {},
    externalSecretsProxy: new ExternalSecretsProxy(),
    restApiUrl: `${origin}/rest`,
    instanceBaseUrl: `${origin}/`,
    webhookBaseUrl: `${origin}/webhook`,
    webhookTestBaseUrl: `${origin}/webhook-test`,
    webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
    formBaseUrl: `${origin}/form`,
    formTestBaseUrl: `${origin}/form-test`,
    formWaitingBaseUrl: `${origin}/form-waiting`,
    mcpBaseUrl: `${origin}/mcp`,
    mcpTestBaseUrl: `${origin}/mcp-test`,
    logAiEvent: () => undefined,
    getRunExecutionData: () => Promise.resolve(undefined),
    getRuntimeCredential: () => Promise.resolve(undefined),
    executeWorkflow: unavailable('sub-workflows'),
    startRunnerTask: unavailable('task runners'),
  };
}

const unavailable = (feature: string) => (): never => {
  throw new UserError(`This runner has no ${feature}; run the workflow in n8n.`);
};
