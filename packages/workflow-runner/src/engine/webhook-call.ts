import { WebhookContext } from 'n8n-core';
import type {
  INode,
  INodeExecutionData,
  IRunExecutionData,
  IWebhookData,
  IWebhookDescription,
  IWorkflowExecuteAdditionalData,
  Workflow,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { deepCopy, isNodeClassInstance, UnexpectedError, UserError } from './n8n-workflow.ts';
import type { WebhookExchange } from './webhook-server.ts';

interface WebhookCall {
  readonly workflow: Workflow;
  readonly node: INode;
  readonly additional: IWorkflowExecuteAdditionalData;
  readonly mode: WorkflowExecuteMode;
  /** The parked run that the request is to resume, if any. */
  readonly data: IRunExecutionData | null;
}

/**
 * Calls the `webhook` method of a node. Returns the items with which the workflow starts or resumes, or undefined when it
 * does neither. Throws a UserError when the node has no webhook.
 */
export async function callWebhook(
  { workflow, node, additional, mode, data }: WebhookCall,
  exchange: WebhookExchange,
): Promise<INodeExecutionData[][] | undefined> {
  const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
  const webhookDescription = type.description.webhooks?.[0];
  if (webhookDescription === undefined) throw new UserError(`${node.name} takes no webhooks.`);
  const withExchange = { ...additional, ...exchange };
  const webhookData = webhookDataOf(workflow, node, { webhookDescription, additional: withExchange });
  const context = new WebhookContext(workflow, node, withExchange, mode, webhookData, [], data);
  const answer = await workflow.expression.withIsolate(async () =>
    // Some of n8n's own nodes take the context as an argument, all others as `this`.
    isNodeClassInstance(type) ? await type.webhook?.(context) : await type.webhook?.call(context),
  );
  if (answer === undefined) throw new UserError(`${node.name} takes no webhooks.`);
  if (answer.noWebhookResponse !== true && !exchange.httpResponse.headersSent) {
    exchange.httpResponse.json(answer.webhookResponse ?? { message: 'Webhook call received' });
  }
  return answer.workflowData;
}

function webhookDataOf(
  workflow: Workflow,
  node: INode,
  options: {
    readonly webhookDescription: IWebhookDescription;
    readonly additional: IWorkflowExecuteAdditionalData;
  },
): IWebhookData {
  return {
    httpMethod: 'POST',
    node: node.name,
    path: options.webhookDescription.path,
    webhookDescription: options.webhookDescription,
    workflowId: workflow.id,
    workflowExecuteAdditionalData: options.additional,
  };
}

/**
 * Calls the `webhook` method of the node that parked a run. Returns the data with which the run resumes, or undefined
 * when it stays parked. The steps and their order are those of n8n's server.
 */
export async function resumeParked(
  parked: IRunExecutionData,
  call: Omit<WebhookCall, 'node' | 'data'>,
  exchange: WebhookExchange,
): Promise<IRunExecutionData | undefined> {
  const data = deepCopy(parked);
  const entry = data.executionData?.nodeExecutionStack[0];
  const name = data.resultData.lastNodeExecuted;
  const node = name === undefined ? null : call.workflow.getNode(name);
  if (entry === undefined || name === undefined || node === null)
    throw new UnexpectedError('Nothing is parked here.');
  // The node has run already. The engine skips it and uses the output of the webhook in place of its earlier output.
  entry.node.disabled = true;
  data.waitTill = undefined;
  data.resultData.runData[name]?.pop();
  const output = await callWebhook({ ...call, node, data }, exchange);
  if (output === undefined) return undefined;
  entry.data.main = output;
  entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
  return data;
}
