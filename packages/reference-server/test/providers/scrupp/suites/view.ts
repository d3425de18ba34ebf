import { describe, expect, test } from 'vitest';
import type { Stage } from '../start-scrupp.ts';

export function describeView(stage: () => Stage): void {
  describe('view', () => {
    test('the dashboard sends the rows of a task as JSON and as CSV', async () => {
      const { account, leadEngine } = stage().server;
      const { look, ended, dashboard } = await account();
      leadEngine.play('shown', { places: 1 });
      const id = await look(['shown in Austin']);
      await ended(id);

      const browse = await dashboard();
      const path = `/dashboard/jobs/${id}/download?format=`;
      const [json, csv] = [await browse('GET', `${path}json`), await browse('GET', `${path}csv`)];

      expect(json.body).toMatchObject({ total: 1, items: [{ item: 'shown in Austin' }] });
      expect(csv.text).toMatch(/^item,found,reason,company_name,.*,emails\r\nshown in Austin,/);
    });
  });
}
