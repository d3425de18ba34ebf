import { describe, expect, test } from 'vitest';
import { osmAddress } from '../../../src/leads/sources/osm-address.ts';

const parts = (number: string, street: string, postcode: string, city: string) => ({
  'addr:housenumber': number,
  'addr:street': street,
  'addr:postcode': postcode,
  'addr:city': city,
});

describe('an address from OpenStreetMap', () => {
  test.each([
    [
      'US',
      { ...parts('12', 'Main St', '78701', 'Austin'), 'addr:state': 'TX', 'addr:unit': '4B' },
      '12 Main St #4B, Austin, TX 78701',
    ],
    ['GB', parts('7', 'High Street', 'SW1A 1AA', 'London'), '7 High Street, London, SW1A 1AA'],
    ['DE', parts('5a', 'Hauptstraße', '10115', 'Berlin'), 'Hauptstraße 5a, 10115 Berlin'],
    ['FR', parts('8', 'Rue de Rivoli', '75001', 'Paris'), '8 Rue de Rivoli, 75001 Paris'],
  ])('is written in the order of %s', (country, tags, expected) => {
    expect(osmAddress(tags, country)).toBe(expected);
  });

  test('uses the order of its country tag', () => {
    expect(osmAddress({ ...parts('5', 'Weg', '1010', 'Wien'), 'addr:country': 'at' }, 'US')).toBe(
      'Weg 5, 1010 Wien',
    );
  });

  test('leaves out what is missing', () => {
    expect(osmAddress({ 'addr:street': 'Main St' }, 'US')).toBe('Main St');
    expect(osmAddress({ 'addr:city': 'Austin' }, 'US')).toBe('Austin');
    expect(osmAddress({ 'addr:housenumber': '5' }, 'US')).toBe('');
    expect(osmAddress({}, 'DE')).toBe('');
  });

  test('uses a full address unchanged', () => {
    expect(osmAddress({ 'addr:full': ' 1 Any Road, Anytown ', 'addr:city': 'X' }, 'US')).toBe(
      '1 Any Road, Anytown',
    );
  });
});
