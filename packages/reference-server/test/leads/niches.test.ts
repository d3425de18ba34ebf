import { describe, expect, test } from 'vitest';
import { matchNiche, nicheFromWords } from '../../src/leads/niches.ts';

const known: readonly (readonly [text: string, id: string])[] = [
  ['dentists', 'amenity/dentist'],
  ['Dental Clinics', 'amenity/dentist'],
  ['best dentists in Austin', 'amenity/dentist'],
  ['dentists near me', 'amenity/dentist'],
  ['emergency dentist', 'amenity/dentist'],
  ['law firms', 'office/lawyer'],
  ['attorneys', 'office/lawyer'],
  ['personal injury lawyers', 'office/lawyer'],
  ['accountants', 'office/accountant'],
  ['CPA firms', 'office/accountant'],
  ['HVAC contractors', 'craft/hvac'],
  ['car repair', 'shop/car_repair'],
  ['auto repair shops', 'shop/car_repair'],
  ['mechanics', 'shop/car_repair'],
  ['gyms', 'leisure/fitness_centre'],
  ['fitness centres', 'leisure/fitness_centre'],
  ['coffee shops', 'amenity/cafe'],
  ['restaurants', 'amenity/restaurant'],
  ['Italian restaurants', 'amenity/restaurant/italian'],
  ['pizzerias', 'amenity/restaurant/pizza'],
  ['plumbers', 'craft/plumber'],
  ['plumbing companies', 'craft/plumber'],
  ['roofing contractors', 'craft/roofer'],
  ['electricians', 'craft/electrician'],
  ['real estate agents', 'office/estate_agent'],
  ['realtors', 'office/estate_agent'],
  ['marketing agencies', 'office/advertising_agency'],
  ['software companies', 'office/it'],
  ['hair salons', 'shop/hairdresser'],
  ['barbers', 'shop/hairdresser/barber'],
  ['nail salons', 'shop/beauty/nails'],
  ['yoga studios', 'leisure/fitness_centre/yoga'],
  ['chiropractors', 'healthcare/alternative/chiropractic'],
  ['veterinarians', 'amenity/veterinary'],
  ['wedding photographers', 'craft/photographer'],
  ['hotels', 'tourism/hotel'],
  ['bakeries', 'shop/bakery'],
  ['vegan bakery', 'shop/bakery'],
  ['breweries', 'craft/brewery'],
  ['jewellers', 'shop/jewelry'],
  ['tyre centres', 'shop/tyres'],
  ['moving companies', 'office/moving_company'],
  ['insurance brokers', 'office/insurance'],
  ['landscapers', 'craft/gardener'],
  ['construction companies', 'craft/builder'],
  ['escape rooms', 'leisure/escape_game'],
  ['police', 'amenity/police'],
  ['Zahnarzt', 'amenity/dentist'],
  ['boulangerie', 'shop/bakery'],
  ['Friseur', 'shop/hairdresser'],
];

describe('matchNiche', () => {
  test.each(known)('matches "%s" with %s', (text, id) => {
    const niche = matchNiche(text);

    expect(niche?.id).toBe(id);
    expect(niche?.label).toMatch(/^\p{Lu}/u);
    expect(niche?.tags.length).toBeGreaterThan(0);
  });

  test.each(['unicorn breeders', 'dog walkers', 'crypto exchange', '', '   ', '123', '!!!', 'x'.repeat(200)])(
    'returns null for "%s"',
    (text) => {
      expect(matchNiche(text)).toBeNull();
    },
  );

  test('labels categories in everyday words', () => {
    expect(matchNiche('law firms')?.label).toBe('Law Firm');
    expect(matchNiche('DENTIST')?.label).toBe('Dentist');
    expect(matchNiche('gyms')?.label).toBe('Gym');
  });
});

describe('nicheFromWords', () => {
  test.each([
    ['unicorn breeders', 'Unicorn Breeder'],
    ['wedding planners near me', 'Wedding Planner'],
    ['podcast agencies', 'Podcast Agency'],
    ['K9 trainers', 'K9 Trainer'],
  ])('makes "%s" the category %s', (text, label) => {
    expect(nicheFromWords(text)).toMatchObject({ label, tags: [] });
  });

  test.each(['', '123', '!?', '  '])('returns null for "%s"', (text) => {
    expect(nicheFromWords(text)).toBeNull();
  });
});
