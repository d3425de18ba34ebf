import { type Bundle, defineTrigger, type Trigger, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { translatingErrors } from '../errors.ts';
import { parseJobId } from '../input.ts';
import { memoryKey, openMemory, UNREACHABLE, zapName } from '../memory.ts';
import type { JobBinding } from '../operation.ts';
import {
  identifiedFields,
  identifiedSample,
  type IdentifiedRow,
  identify,
  rowConverter,
} from '../rows-output.ts';
import type { WaitOptions } from '../steps/create-and-wait.ts';
import { jobField } from '../steps/job-field.ts';
import { newRowWords, titleCase } from '../words.ts';

/** Zapier holds a Zap when one poll brings more than 100 new items. */
const PAGE = 100;
/** Without the id of the Zap its place cannot be told from that of another Zap, so each poll brings all rows up to these. */
const MAX_ROWS = 10_000;
const REMEMBERED_SECONDS = 30 * 24 * 3600;

/** Defines the trigger that runs a Zap once for each row of a job. Each poll brings at most 100 rows more. */
export function newRowTrigger(binding: JobBinding, { key, clock, hydrators }: WaitOptions): Trigger {
  const { provider, operation, key: operationKey } = binding;
  const perform = translatingErrors(
    provider,
    async (z: ZObject, bundle: Bundle): Promise<IdentifiedRow[]> => {
      const { authData, inputData } = bundle;
      const jobId = parseJobId(operationKey, titleCase(operation.nouns.job), inputData);
      const client = connect(provider, z, { authData, clock });
      const job = await client.get({ id: jobId, operation: operationKey });
      if (job.status !== 'completed') return [];
      const memory = openMemory(z);
      const zap = zapName(bundle);
      const place = memoryKey('rows', [authData.api_key, zap, operationKey, jobId]);
      const known = zap === '' ? UNREACHABLE : await memory.get(place);
      const start = typeof known === 'number' ? known : 0;
      const page = zap === '' ? MAX_ROWS : PAGE;
      const toItem = rowConverter(z, { binding, job, hydrators });
      const rows: IdentifiedRow[] = [];
      let position = 0;
      for await (const row of client.results(job)) {
        position += 1;
        if (position <= start) continue;
        rows.push(identify(binding, toItem(row), { jobId, position }));
        if (rows.length === page) break;
      }
      // A test in the editor and the filling of the list of known rows bring no rows to the Zap.
      const { isLoadingSample, isPopulatingDedupe } = bundle.meta;
      const isDelivery = !isLoadingSample && !isPopulatingDedupe;
      // A place that could not be read must not be set back.
      if (isDelivery && rows.length > 0 && known !== UNREACHABLE) {
        await memory.set(place, start + rows.length, REMEMBERED_SECONDS);
      }
      return isPopulatingDedupe ? [] : rows;
    },
  );
  return defineTrigger({
    key,
    ...newRowWords(operation),
    operation: {
      type: 'polling',
      inputFields: [jobField(binding, { clock, isTrigger: true })],
      perform,
      sample: identifiedSample(binding),
      outputFields: identifiedFields(binding),
    },
  });
}
