import { describe, expect, test } from 'vitest';
import { candidateAddresses } from '../../../src/leads/find-email/candidates.ts';
import { spellings } from '../../../src/leads/find-email/spellings.ts';

/** As many as the finder asks about. */
const ASKED = 15;

const locals = (firstName: string, lastName: string, printed: readonly string[] = []): string[] =>
  candidateAddresses({ firstName, lastName }, 'd.test', { printed })
    .slice(0, ASKED)
    .map((email) => email.replace('@d.test', ''));

describe('a compound first name', () => {
  test.each([
    ['Jean-Charles', 'Martin', 'jean-charles.martin'],
    ['Jean-Charles', 'Martin', 'jeancharles.martin'],
    ['Jean-Charles', 'Martin', 'jcmartin'],
    ['Jean-Charles', 'Martin', 'jean.martin'],
    ['Anna-Lena', 'Müller', 'anna-lena.mueller'],
    ['Karl-Heinz', 'Groß', 'karl-heinz.gross'],
    ['Anna Maria', 'Berg', 'anna.berg'],
    ['Anna Maria', 'Berg', 'annamaria.berg'],
    ['Marie\u2011Claire', 'Petit', 'marie-claire.petit'],
  ])('%s %s may have %s', (firstName, lastName, expected) => {
    expect(locals(firstName, lastName)).toContain(expected);
  });

  test('is tried as written first', () => {
    expect(locals('Jean-Charles', 'Martin')[0]).toBe('jean-charles.martin');
  });

  test('follows the pattern of colleagues in all its forms', () => {
    expect(locals('Jean-Charles', 'Martin', ['p.smith@d.test', 'k.jones@d.test']).slice(0, 2)).toEqual([
      'j.martin',
      'jc.martin',
    ]);
  });
});

describe('titles and degrees', () => {
  test.each([
    ['Dr. Anna', 'Berg, PhD'],
    ['Dr.', 'Anna Berg'],
    ['Prof. Dr. med. dent. Anna', 'Berg'],
    ['Dipl.-Ing. Anna', 'Berg'],
    ['Dipl.-Ing. (FH) Anna', 'Berg'],
    ['Frau Anna', 'Berg M.Sc.'],
    ['Dott.ssa Anna', 'Berg'],
    ['Sra. Anna', 'Berg'],
    ['Mgr. Anna', 'Berg, Ph.D.'],
    ['Mme Anna', 'Berg'],
    ['Anna', 'Berg DDS, MD'],
    ['Anna', 'Berg Jr.'],
    ['Anna', 'Berg III'],
    ['Anna K.', 'Berg'],
    ['Anna (Annie)', 'Berg'],
    ['Anna "Annie"', 'Berg'],
  ])('are no part of an address: %s | %s', (firstName, lastName) => {
    expect(locals(firstName, lastName)).toEqual(locals('Anna', 'Berg'));
  });

  test.each([
    ['Ing', 'Chen', 'ing.chen'],
    ['Mag', 'Lee', 'mag.lee'],
    ['Lady', 'Gaga', 'lady.gaga'],
    ['Anna', 'Ma', 'anna.ma'],
    ['Anna', 'Do', 'anna.do'],
    ['Pan', 'Li', 'pan.li'],
  ])('are names where nothing else is left: %s %s', (firstName, lastName, expected) => {
    expect(locals(firstName, lastName)[0]).toBe(expected);
  });
});

describe('a last name of several words', () => {
  test.each([
    ['Jan', 'van der Berg', 'jan.vanderberg'],
    ['Jan', 'van der Berg', 'jan.berg'],
    ['Ludwig', 'von Mises', 'ludwig.mises'],
    ['Giulia', 'De Luca', 'giulia.deluca'],
    ['Anne', 'Meyer-Landrut', 'anne.meyer-landrut'],
    ['Anne', 'Meyer-Landrut', 'anne.meyerlandrut'],
    ['Anne', 'Meyer-Landrut', 'anne.meyer'],
    ['María', 'García López', 'maria.garcia'],
    ['María', 'García López', 'maria.garcialopez'],
    ['Sean', "O'Brien", 'sean.obrien'],
  ])('%s %s may be %s', (firstName, lastName, expected) => {
    expect(locals(firstName, lastName)).toContain(expected);
  });
});

describe('a name in another script', () => {
  test.each([
    ['Иван', 'Петров', 'ivan.petrov'],
    ['Юлия', 'Щербакова', 'yulia.shcherbakova'],
    ['Дмитрий', 'Хрущёв', 'dmitry.khrushchev'],
    ['Дмитрий', 'Хрущёв', 'dmitrii.khrushchev'],
    ['Олександр', 'Шевченко', 'oleksandr.shevchenko'],
    ['Александра', 'Иванова', 'aleksandra.ivanova'],
    ['Γιώργος', 'Παπαδόπουλος', 'giorgos.papadopoulos'],
    ['Ευάγγελος', 'Μπάκας', 'evangelos.bakas'],
    ['Χρήστος', 'Νικολάου', 'christos.nikolaou'],
  ])('%s %s is looked for as %s', (firstName, lastName, expected) => {
    expect(locals(firstName, lastName)).toContain(expected);
  });

  test.each([
    ['Пётр', ['petr']],
    ['李', []],
  ])('has spellings in Latin letters, or none: %s', (name, expected) => {
    expect(spellings(name).slice(0, 1)).toEqual(expected);
  });
});
