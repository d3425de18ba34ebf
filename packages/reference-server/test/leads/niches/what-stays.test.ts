import { describe, expect, test } from 'vitest';
import { matchNiche, nicheFromWords } from '../../../src/leads/niches.ts';
import { englishNames, foreignNamesIn } from '../../../src/leads/niches/everyday-names.ts';

const idOf = (text: string): string | null => matchNiche(text)?.id ?? null;

describe('a typing error', () => {
  test.each([
    ['bars', 'amenity/bar'],
    ['barns', null],
    ['cafes', 'amenity/cafe'],
    ['cares', null],
    ['pets', 'shop/pet'],
    ['vets', 'amenity/veterinary'],
    ['painters', 'craft/painter'],
    ['planters', null],
    ['tilers', 'craft/tiler'],
    ['tillers', null],
    ['motels', 'tourism/motel'],
    ['models', null],
    ['hotels', 'tourism/hotel'],
    ['hovels', null],
    ['dentists', 'amenity/dentist'],
    ['florists', 'shop/florist'],
    ['forests', null],
    ['bakers', 'shop/bakery'],
    ['bankers', null],
    ['backers and barkers', null],
  ])('does not make another word of "%s"', (text, id) => {
    expect(idOf(text)).toBe(id);
  });

  test.each([
    'Taylor',
    'Martina',
    'Berger',
    'Weller',
    'Carpentier',
    'Zimmerman',
    'Floris',
    'Chanel',
    'Gardner Denver',
    'Walder',
    'Fabrice',
    'Grover',
    'Landry',
    'Parker',
    'Miller',
  ])('is not seen in the name %s', (name) => {
    expect(idOf(name)).toBeNull();
  });

  test.each(['gim', 'pubb', 'tex', 'spaa', 'zo', 'cub', 'ber'])(
    'is not seen in the short word "%s"',
    (word) => {
      expect(idOf(word)).toBeNull();
    },
  );

  test('counts when all its readings mean the same kind', () => {
    expect(idOf('electricans')).toBe('craft/electrician');
  });
});

describe('a word that says nothing', () => {
  const empty =
    'companies services businesses shops stores offices agents agencies firms Firmen Unternehmen Geschäfte Läden Büros Dienstleister entreprises sociétés magasins bureaux agences empresas tiendas negocios servicios oficinas agentes aziende imprese negozi uffici agenzie lojas serviços escritórios bedrijven winkels kantoren diensten företag butiker virksomheder butikker firmy sklepy şirketler'.split(
      ' ',
    );

  test.each(empty)('does not decide: "%s"', (word) => {
    expect(idOf(word)).toBeNull();
    expect(idOf(`${word} in Austin`)).toBeNull();
  });

  test.each([
    'towing companies',
    'surf schools',
    'deck builders',
    'modeling agencies',
    'shipping agents',
    'hosting services',
    'magic shops',
    'fence contractors',
    'Abschleppunternehmen',
    'empresas de grúas',
  ])('does not decide behind an unknown word: "%s"', (text) => {
    expect(idOf(text)).toBeNull();
  });

  test.each([
    ['dog hotels', 'amenity/animal_boarding'],
    ['tree surgery', 'craft/gardener'],
    ['aquarium shops', 'shop/pet'],
    ['restaurant suppliers', null],
    ['dental suppliers', null],
    ['hotel furniture', null],
    ['gym equipment', null],
    ['swimming pool contractors', null],
    ['sperm banks', null],
    ['face painters', null],
    ['software engineers', null],
    ['dentist jobs', null],
  ])('or another kind does not decide: "%s"', (text, id) => {
    expect(idOf(text)).toBe(id);
  });
});

describe('unknown words', () => {
  test.each([
    ['towing companies', 'words/towing', 'Towing Company'],
    ['best towing services in Austin', 'words/towing', 'Towing Service'],
    ['24 hour towing near me', 'words/towing', 'Towing'],
    ['companies', 'words/company', 'Company'],
    ['top rated dog walkers', 'words/dog-walker', 'Dog Walker'],
  ])('are searched without those that say nothing: "%s"', (text, id, label) => {
    expect(nicheFromWords(text)).toEqual({ id, label, tags: [] });
  });
});

describe('the everyday names', () => {
  test('belong to one niche each', () => {
    const ids = Map.groupBy(
      englishNames().flatMap(({ id, names }) => names.map((name) => ({ id, name }))),
      ({ name }) => name,
    );

    const ambiguous = [...ids].filter(([, owners]) => new Set(owners.map(({ id }) => id)).size > 1);

    expect(ambiguous.map(([name]) => name)).toEqual([]);
  });

  test('are found in the plural', () => {
    const lost = englishNames()
      .flatMap(({ id, names }) => names.map((name) => ({ id, name })))
      .filter(({ name }) => /(?:er|or|ist|ian|shop|company|agency|school|bakery|house)$/.test(name))
      .filter(({ id, name }) => idOf(`${name}s`.replace(/ys$/, 'ies')) !== id);

    expect(lost).toEqual([]);
  });

  test.each(['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'pl', 'cs', 'tr', 'ru', 'el', 'ja', 'he'])(
    'in "%s" are found',
    (language) => {
      const lost = foreignNamesIn(language).flatMap(({ id, names }) =>
        names.filter((name) => matchNiche(name) === null).map((name) => `${name} (${id})`),
      );

      expect(lost).toEqual([]);
    },
  );
});
