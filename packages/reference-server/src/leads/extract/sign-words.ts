/**
 * Words for "@" that pages write in brackets: `info [at] example.com`. Names of the sign in the languages of Europe and in
 * some others, from the annotations of "@" in Unicode CLDR 48 (Unicode-3.0), with spellings without accents.
 */
export const atWords: readonly string[] = [
  ...[
    '@',
    'at',
    'at-sign',
    'at sign',
    'at mark',
    'commercial at',
    'ät',
    'aet',
    'ätt',
    'et',
    'ət',
    'эт',
    'ет',
  ],
  ...['at-zeichen', 'klammeraffe', 'affenschwanz', 'apenstaartje', 'apestaartje', 'apestaart', 'aapstert'],
  ...['arobase', 'arobas', 'arrobe', 'arobaza', 'arroba', 'arrova', 'a commercial', 'a rond', 'a bildua'],
  ...['chiocciola', 'chiocciolina', 'zavináč', 'zavinac', 'małpa', 'malpa', 'kukac', 'afna', 'eta', 'manki'],
  ...['snabel-a', 'snabela', 'alfakrøll', 'krøllalfa', 'kissanhäntä', 'miukumauku', 'ät-merkki', 'at-merki'],
  ...['собака', 'собачка', 'равлик', 'кльомба', 'маймунка', 'сабака', 'παπάκι', 'παπακι', 'a còng'],
  ...['שטרודל', 'כרוכית', 'آت', 'アット', 'アットマーク', 'あっと', 'あっとまーく', '골뱅이', '앳', '小老鼠'],
];

/** Words for "." in brackets, from the annotations of "." in Unicode CLDR 48, with spellings without accents. */
export const dotWords: readonly string[] = [
  ...['.', 'dot', 'd0t', 'period', 'punkt', 'punto', 'point', 'ponto', 'punt', 'punct', 'punktum', 'prik'],
  ...[
    'piste',
    'kropka',
    'tečka',
    'tecka',
    'bodka',
    'točka',
    'tocka',
    'tačka',
    'pont',
    'pika',
    'taškas',
    'punkts',
  ],
  ...['punktur', 'nokta', 'nöqtə', 'titik', 'noktah', 'ponc', 'точка', 'крапка', 'кропка', 'тачка', 'τελεία'],
  ...['נקודה', 'نقطة', 'نقطه', 'ドット', '点', '點', '점', 'chấm'],
];

/** Words for "@" that also stand between blanks, without brackets: `info arroba example punto com`. */
export const spokenAt: ReadonlySet<string> = new Set(
  '@ at arroba chiocciola arobase klammeraffe zavináč małpa kukac собака'.split(' '),
);

/** Words for "." that also stand between blanks. */
export const spokenDot: ReadonlySet<string> = new Set('. dot punto punkt point ponto tečka точка'.split(' '));

/** Words for other signs of a name, as in `ann underscore lee at example dot com`. */
export const spokenSigns: ReadonlyMap<string, string> = new Map([
  ...['underscore', 'unterstrich'].map((word) => [word, '_'] as const),
  ...['dash', 'hyphen', 'minus', 'bindestrich', 'tiret', 'guion', 'guión'].map(
    (word) => [word, '-'] as const,
  ),
]);
