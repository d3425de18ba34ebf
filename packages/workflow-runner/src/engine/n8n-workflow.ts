import { createRequire } from 'node:module';
import type * as N8nWorkflow from 'n8n-workflow';

const require = createRequire(import.meta.url);

/** The copy that n8n-core uses. Its ESM files import each other without extensions, which Node does not resolve. */
export const {
  Expression,
  ICredentialsHelper,
  NodeHelpers,
  UnexpectedError,
  UserError,
  Workflow,
  createRunExecutionData,
  deepCopy,
  isNodeClassInstance,
} = require('n8n-workflow') as typeof N8nWorkflow;
