import type { INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from './engine/outcome.ts';
import type { Lead } from './leads-table.ts';

/** The rows that the example's "Edit Fields" node made. */
export function leadsIn({ outputs }: Outcome): readonly Lead[] {
  const items = outputs['Edit Fields']?.[0] ?? [];
  return items.map(({ json }) => {
    const text = (key: keyof Lead) => (typeof json[key] === 'string' ? json[key] : '');
    return {
      name: text('name'),
      phone: text('phone'),
      website: text('website'),
      rating: text('rating'),
      emails: text('emails'),
    };
  });
}

/** The file of the last node that made one. */
export function fileIn({ outputs }: Outcome): Buffer | undefined {
  const items = Object.values(outputs).flat(2) as readonly INodeExecutionData[];
  const data = items.findLast(({ binary }) => binary?.data !== undefined)?.binary?.data?.data;
  return data === undefined ? undefined : Buffer.from(data, 'base64');
}

/** What woke the workflow, in a sentence. */
export function describeResumes({ resumes }: Outcome): string {
  const last = resumes.at(-1);
  if (last === undefined) return 'the job ended before the workflow had to sleep';
  const seconds = (resumes.reduce((sum, { afterMs }) => sum + afterMs, 0) / 1000).toFixed(1);
  const polls = resumes.filter(({ by }) => by === 'timer').length;
  const times = polls === 1 ? 'one poll' : `${polls} polls`;
  if (last.by === 'timer') return `resumed by polling after ${seconds} s (${times})`;
  return `resumed by signed webhook after ${seconds} s${polls === 0 ? '' : ` (and ${times} before)`}`;
}
