import { ExternalSecretsProxy } from 'n8n-core';
import { UserError } from './n8n-workflow.ts';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

export interface AdditionalDataOptions {
  readonly credentials: ICredentialsHelper;
  readonly executionId: string;
  /** Where this runner takes webhooks, such as https://127.0.0.1:40001. */
  readonly origin: string;
}

/** What n8n-core wants to know about the instance around it. */
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

const unavailable = (what: string) => (): never => {
  throw new UserError(`This runner has no ${what}; run the workflow in n8n.`);
};
