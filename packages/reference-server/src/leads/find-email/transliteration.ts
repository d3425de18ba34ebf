/** A letter and its spellings in Latin letters: the usual one, that of passports, and a short one. */
type Letter = readonly [usual: string, passport: string, short: string];

/**
 * Cyrillic letters of Russian, Ukrainian, Bulgarian, Serbian, Macedonian and Belarusian names.
 * @see https://www.icao.int/publications/Documents/9303_p3_cons_en.pdf (ICAO 9303-3, 6.B: passports)
 * @see https://www.gov.uk/government/publications/romanization-systems (BGN/PCGN: usual)
 */
const cyrillic: Readonly<Record<string, Letter>> = {
  а: ['a', 'a', 'a'],
  б: ['b', 'b', 'b'],
  в: ['v', 'v', 'v'],
  г: ['g', 'g', 'g'],
  ґ: ['g', 'g', 'g'],
  д: ['d', 'd', 'd'],
  ђ: ['dj', 'd', 'dj'],
  ѓ: ['gj', 'g', 'g'],
  е: ['e', 'e', 'e'],
  ё: ['e', 'e', 'yo'],
  є: ['ye', 'ie', 'e'],
  ж: ['zh', 'zh', 'j'],
  з: ['z', 'z', 'z'],
  ѕ: ['dz', 'dz', 'z'],
  и: ['i', 'i', 'i'],
  і: ['i', 'i', 'i'],
  ї: ['yi', 'i', 'i'],
  й: ['y', 'i', 'j'],
  ј: ['j', 'j', 'j'],
  к: ['k', 'k', 'k'],
  л: ['l', 'l', 'l'],
  љ: ['lj', 'lj', 'lj'],
  м: ['m', 'm', 'm'],
  н: ['n', 'n', 'n'],
  њ: ['nj', 'nj', 'nj'],
  о: ['o', 'o', 'o'],
  п: ['p', 'p', 'p'],
  р: ['r', 'r', 'r'],
  с: ['s', 's', 's'],
  т: ['t', 't', 't'],
  ћ: ['c', 'c', 'c'],
  ќ: ['kj', 'k', 'k'],
  у: ['u', 'u', 'u'],
  ў: ['u', 'u', 'w'],
  ф: ['f', 'f', 'f'],
  х: ['kh', 'kh', 'h'],
  ц: ['ts', 'ts', 'c'],
  ч: ['ch', 'ch', 'ch'],
  џ: ['dz', 'dz', 'dz'],
  ш: ['sh', 'sh', 'sh'],
  щ: ['shch', 'shch', 'sch'],
  ъ: ['', 'ie', ''],
  ы: ['y', 'y', 'y'],
  ь: ['', '', ''],
  э: ['e', 'e', 'e'],
  ю: ['yu', 'iu', 'ju'],
  я: ['ya', 'ia', 'ja'],
};

/**
 * Greek letters without accents.
 * @see https://www.iso.org/standard/5215.html (ISO 843, ELOT 743)
 */
const greek: Readonly<Record<string, Letter>> = {
  α: ['a', 'a', 'a'],
  β: ['v', 'v', 'b'],
  γ: ['g', 'g', 'g'],
  δ: ['d', 'd', 'd'],
  ε: ['e', 'e', 'e'],
  ζ: ['z', 'z', 'z'],
  η: ['i', 'i', 'h'],
  θ: ['th', 'th', 'th'],
  ι: ['i', 'i', 'i'],
  κ: ['k', 'k', 'k'],
  λ: ['l', 'l', 'l'],
  μ: ['m', 'm', 'm'],
  ν: ['n', 'n', 'n'],
  ξ: ['x', 'x', 'ks'],
  ο: ['o', 'o', 'o'],
  π: ['p', 'p', 'p'],
  ρ: ['r', 'r', 'r'],
  σ: ['s', 's', 's'],
  ς: ['s', 's', 's'],
  τ: ['t', 't', 't'],
  υ: ['y', 'y', 'u'],
  φ: ['f', 'f', 'ph'],
  χ: ['ch', 'ch', 'h'],
  ψ: ['ps', 'ps', 'ps'],
  ω: ['o', 'o', 'w'],
};

/** Groups of letters that sound different from the single ones. */
const groups: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/αυ(?=[βγδζλμνραειουηω])/g, 'av'],
  [/αυ/g, 'af'],
  [/ευ(?=[βγδζλμνραειουηω])/g, 'ev'],
  [/ευ/g, 'ef'],
  [/^μπ/, 'b'],
  [/^ντ/, 'd'],
  [/γγ/g, 'ng'],
  [/γξ/g, 'nx'],
  [/γχ/g, 'nch'],
  // Names such as Дмитрий, Чёрный and Мария end so in English texts.
  [/(?:ий|ый)$/, 'y'],
  [/ия$/, 'ia'],
];

const letters: Readonly<Record<string, Letter>> = { ...cyrillic, ...greek };
const foreign = /[\u0370-\u03ff\u0400-\u04ff]/;

/** Returns the spellings of a lower-case Cyrillic or Greek name in Latin letters, the likeliest first, and of others itself. */
export function transliterations(name: string): string[] {
  if (!foreign.test(name)) return [name];
  const plain = name.normalize('NFC').replace(/[ά-ώϊϋΐΰ]/g, (letter) => letter.normalize('NFD').charAt(0));
  const grouped = groups.reduce((text, [group, latin]) => text.replace(group, latin), plain);
  const spell = (text: string, system: 0 | 1 | 2): string =>
    Array.from(text, (letter) => letters[letter]?.[system] ?? letter).join('');
  const spelled = [spell(grouped, 0), spell(plain, 1), spell(plain, 0), spell(grouped, 2)];
  // Александр is Aleksandr in passports and Alexander elsewhere.
  return [...new Set([...spelled, ...spelled.map((text) => text.replace(/ks/g, 'x'))])];
}
