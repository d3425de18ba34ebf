import { type JobOperation, jobColumns, rowColumns } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { actionForms } from './n8n-nodes.ts';
import { titleCase } from './n8n-parameters.ts';

const returningRows = actionForms
  .filter(({ action }) => ['startAndWait', 'results'].includes(action))
  .map((form) => ({ ...form, title: `${form.node.name}, ${form.resource}, ${form.value}` }));

describe.each(returningRows)('the output of $title', (form) => {
  const { resourceBinding, operation } = form;
  const job = operation as JobOperation;

  test('offers the forms that the rows can have', () => {
    const output = form.parameters.find(({ name }) => name === 'output');
    const options = output?.options as readonly { name: string; value: string }[];
    const { rows, nouns } = job;

    expect(Object.fromEntries(options.map(({ value, name }) => [value, name]))).toEqual({
      ...(rows.from === 'route' && rows.formats?.csv !== undefined ? { csvFile: 'CSV File' } : {}),
      items: `One Item per ${titleCase(nouns.row)}`,
      ...(resourceBinding.emails === undefined ? {} : { emails: 'One Item per Email' }),
      job: 'Job',
    });
  });

  test('names columns that the definition has', () => {
    const { simplified = [], emails, echo = [] } = resourceBinding;
    const columns = rowColumns(job).map(({ key }) => key);

    expect(columns).toEqual(
      expect.arrayContaining([...simplified, ...(emails === undefined ? [] : [emails])]),
    );
    expect(jobColumns(job).map(({ key }) => key)).toEqual(expect.arrayContaining([...echo]));
    expect(simplified.length).toBeLessThanOrEqual(10);
    if (simplified.length === 0) expect(columns.length).toBeLessThanOrEqual(10);
  });

  test('begins a simplified row with what people read', () => {
    const [first = 'name'] = resourceBinding.simplified ?? [];

    expect(first).not.toMatch(/(^|_)id$/);
  });
});
