import { createRequire } from 'node:module';
import type * as N8nWorkflow from 'n8n-workflow';

const require = createRequire(import.meta.url);

/**
 * The values of n8n-workflow, from the CommonJS copy that n8n-core uses. Node cannot load the ESM copy, because its files
 * import each other without extensions.
 */
export const {
  Expression,
  ICredentialsHelper,
  NodeHelpers,
  OperationalError,
  UnexpectedError,
  UserError,
  Workflow,
  createRunExecutionData,
  deepCopy,
  isNodeClassInstance,
} = require('n8n-workflow') as typeof N8nWorkflow;
