import { WebhookContext } from 'n8n-core';
import { UserError, isNodeClassInstance } from './n8n-workflow.ts';
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
import type { WebhookExchange } from './webhook-exchange.ts';

export interface WebhookCall {
  readonly workflow: Workflow;
  readonly node: INode;
  readonly additional: IWorkflowExecuteAdditionalData;
  readonly mode: WorkflowExecuteMode;
  /** The parked run that the request is to resume, if any. */
  readonly data: IRunExecutionData | null;
}

/** Lets a node answer a webhook request. The items it starts or resumes the workflow with, or undefined. */
export async function callWebhook(
  { workflow, node, additional, mode, data }: WebhookCall,
  exchange: WebhookExchange,
): Promise<INodeExecutionData[][] | undefined> {
  const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
  const webhookDescription = type.description.webhooks?.[0];
  if (webhookDescription === undefined) throw new UserError(`${node.name} takes no webhooks.`);
  const withExchange = { ...additional, ...exchange };
  const webhookData = describe(workflow, node, { webhookDescription, additional: withExchange });
  const context = new WebhookContext(workflow, node, withExchange, mode, webhookData, [], data);
  const answer = await workflow.expression.withIsolate(async () =>
    // n8n's own nodes take the context as an argument, all others as `this`.
    isNodeClassInstance(type) ? await type.webhook?.(context) : await type.webhook?.call(context),
  );
  if (answer === undefined) throw new UserError(`${node.name} takes no webhooks.`);
  if (answer.noWebhookResponse !== true && !exchange.httpResponse.headersSent) {
    exchange.httpResponse.json(answer.webhookResponse ?? { message: 'Webhook call received' });
  }
  return answer.workflowData;
}

function describe(
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
