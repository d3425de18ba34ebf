export { N8n } from './engine/n8n.ts';
export type { ActivateOptions, N8nOptions, RunOptions } from './engine/n8n.ts';
export type { ActiveWorkflow } from './engine/active-workflow.ts';
export type { CredentialData } from './engine/credential-store.ts';
export type { ExecutionEvent } from './engine/execution.ts';
export type { Outcome, Resume } from './engine/outcome.ts';
export { buildNodePackage } from './node-package.ts';
export type { NodePackage } from './node-package.ts';
