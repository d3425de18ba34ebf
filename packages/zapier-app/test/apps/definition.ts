import { inspectApp } from '../execute-step.ts';

export interface Field {
  readonly key: string;
  readonly label?: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly helpText?: string;
  readonly choices?: unknown;
  readonly primary?: boolean;
}

export interface Step {
  readonly key: string;
  readonly noun: string;
  readonly display: { readonly label: string; readonly description: string };
  readonly operation: {
    readonly inputFields: readonly Field[];
    readonly outputFields: readonly Field[];
    readonly sample: Readonly<Record<string, unknown>>;
  };
}

export interface Definition {
  readonly platformVersion: string;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly authentication: { readonly connectionLabel: string; readonly fields: readonly Field[] };
  readonly creates: Readonly<Record<string, Step>>;
}

/** The app as it is uploaded to Zapier, with a placeholder for each function. */
export const definition = (await inspectApp('definition')) as Definition;
export const steps = Object.values(definition.creates);
