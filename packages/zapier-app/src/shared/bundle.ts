import { InputError } from '@scrapekit/core';
import type { Bundle } from 'zapier-platform-core';

/** The parts of a Zapier input field that decide how its value is collected. */
export interface FormField {
  readonly key: string;
  readonly required?: boolean;
}

/**
 * Collects what the user entered. An optional field that is empty is left out. A required one is kept, so that the
 * validation of the input names it. Other keys are left out, because users fill in a form of the declared fields, and
 * Zapier adds keys of its own to `inputData`, such as `_zap_search_success_on_miss`.
 */
export function collectInput(
  fields: readonly FormField[],
  inputData: Bundle['inputData'],
): Record<string, unknown> {
  const entered = fields.map(({ key, required = false }) => {
    const value = inputData[key] ?? '';
    return value === '' && !required ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entered.flat());
}

/** Returns the id in the step's field `job_id`. Throws an InputError when the field is empty. */
export function parseJobId({ job_id: id }: Bundle['inputData']): string {
  if (typeof id === 'string' && id.trim() !== '') return id.trim();
  throw new InputError('results', [{ field: 'job_id', message: 'Map the job from an earlier step' }]);
}

/** Whether the step is being tested in the editor, where Zapier neither pauses it nor runs it again. */
export function isEditorTest(bundle: Pick<Bundle, 'meta'>): boolean {
  // The types require `meta`, but Zapier's command line leaves it out.
  const { meta } = bundle as Partial<Pick<Bundle, 'meta'>>;
  return meta?.isLoadingSample === true;
}
