import type { Bundle } from 'zapier-platform-core';

/** Whether somebody is testing the step in the editor: it cannot pause there, nor run again by itself. */
export function isEditorTest(bundle: Pick<Bundle, 'meta'>): boolean {
  // The types promise `meta`; Zapier's own command line leaves it out.
  const { meta } = bundle as Partial<Pick<Bundle, 'meta'>>;
  return meta?.isLoadingSample === true;
}
