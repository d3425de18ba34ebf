import type { IRunExecutionData } from 'n8n-workflow';
import { UnexpectedError, deepCopy } from './n8n-workflow.ts';
import { callWebhook, type WebhookCall } from './webhook-call.ts';
import type { WebhookExchange } from './webhook-exchange.ts';

/**
 * Lets the node that parked a run answer a webhook. The run as it goes on from there, or undefined if the node
 * stays parked. What n8n does between the request and the engine, in the same order.
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
  // The node has run: it is passed over, and what it gives now leaves in place of what it gave then.
  entry.node.disabled = true;
  data.waitTill = undefined;
  data.resultData.runData[name]?.pop();
  const output = await callWebhook({ ...call, node, data }, exchange);
  if (output === undefined) return undefined;
  entry.data.main = output;
  entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
  return data;
}
