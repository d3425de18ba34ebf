import { describe, expect, test } from 'vitest';
import { NoBusinessesError } from '../../../../src/leads/pipeline.ts';
import type { Stage } from '../start-scrupp.ts';

export function describeOperations(stage: () => Stage): void {
  describe('operations', () => {
    test('an item that leads to no company has a row with the reason', async () => {
      const { account, leadEngine } = stage().server;
      const { api, look, ended } = await account();
      leadEngine.play('Harbor Dental', {
        places: 3,
        place: (index) => ({ name: index === 1 ? 'HARBOR Dental' : 'Other' }),
      });
      leadEngine.play('unicorns', { discoverFails: new NoBusinessesError('Nothing matches.') });

      const id = await look(['Harbor Dental, Austin', 'Nobody Inc, Austin', 'ibm', 'unicorns in Austin']);
      await ended(id);
      const { items } = (await api.get(`/task/${id}/data`)).body;

      expect(items.map(({ found }: { found: boolean }) => found)).toEqual([true, false, false, false]);
      expect(items[0].company_website).toBe('https://place-1.example/');
      expect(items[1].reason).toBe('No business there is called "Nobody Inc".');
      expect(items[2].reason).toContain('Add where it is');
      expect(items[3].reason).toBe('Nothing matches.');
    });

    test('S01: contacts are the verified addresses that a company shows, without invented names', async () => {
      const { account, leadEngine } = stage().server;
      const { api, ended } = await account();
      leadEngine.play('contacts', {
        places: 1,
        emails: () => ['info@place-0.example', 'invalid.1@place-0.example', 'c@x.example'],
      });

      const created = await api.post('/contact/linkedin', { items: ['contacts in Austin'], max: 2 });
      const { process_id: id } = created.body;
      await ended(id);
      const { total, items } = (await api.get(`/task/${id}/data`)).body;

      expect(created.status).toBe(202);
      expect(total).toBe(2);
      expect(items[0]).toMatchObject({
        found: true,
        first_name: null,
        last_name: null,
        company_name: 'Place 0',
        email: 'info@place-0.example',
        email_status: 'safe',
        email_score: 95,
      });
      expect(items[1]).toMatchObject({ email: 'invalid.1@place-0.example', email_status: 'invalid' });
    });

    test('max is the most rows for each item, and 10 by default', async () => {
      const { account, leadEngine } = stage().server;
      const { api, look, ended } = await account();
      leadEngine.play('many', { places: 40 });

      const few = await look(['many in Austin', 'many in Dallas'], { max: 3 });
      const unsaid = await look(['many in Austin']);
      await ended(few);
      await ended(unsaid);

      expect((await api.get(`/task/${few}/data`)).body.total).toBe(6);
      expect((await api.get(`/task/${unsaid}/data`)).body.total).toBe(10);
    });
  });
}
