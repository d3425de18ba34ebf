import type { ModuleType } from '../format/make-app.ts';

/** The names of a component's contents in Make's API, by their keys in the manifest. */
export const connectionSections = { communication: 'api', params: 'parameters' } as const;

export const webhookSections = {
  communication: 'api',
  params: 'parameters',
  attach: 'attach',
  detach: 'detach',
} as const;

export const moduleSections = {
  communication: 'api',
  staticParams: 'parameters',
  mappableParams: 'expect',
  interface: 'interface',
  samples: 'samples',
} as const;

/** The numbers of the types of modules in Make's API. */
export const moduleTypeIds: Readonly<Record<ModuleType, number>> = {
  action: 4,
  search: 9,
  instant_trigger: 10,
  universal: 12,
};
