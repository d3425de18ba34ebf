/**
 * Endings of plurals and the endings of the singular that replace them, for words without accents:
 * `language | plural=singular,singular …`. A form counts only when a preset has that name, so the rules may be generous.
 * Written after the chapters on plurals in the Wiktionary appendices of each language.
 */
const LINES = `
de | innen= n= en=,um,a,us e=,es er= s= nen=n sen=s xen=xis een=ee
fr | s= aux=al,au eaux=eau x= ales=al elles=el
es | s= es= ces=z
it | i=o,e,a,io e=a,o hi=o he=a ie=ia
pt | s= es= oes=ao aes=ao ais=al eis=el,il ois=ol is=il ns=m
nl | s= en= n= eren= ven=f zen=s ien=ie
sv | r= ar=,e or=a er= n= en= na= arna= orna=a erna=
da | r= er= e= ene= erne= n=
no | r= er= e= ene= ne=
pl | e=a,,y i=a, y=a, cy=k ci=t,ta,ty zy=,y rzy=r scy=sta sci=sta ie=i,ia owie= ki=k,ka owe=owy ne=ny kie=ki,ka a=o,um owa=owa
cs | y=a, i= e=a, ove= ci=k,ec a=o
sk | y=a, i= e=a, ia= ovia= ci=k,ec a=o
fi | t= et=i,us,nen at=a,in kset=s set=nen it=i,in
hu | k= ok= ek= ak= ok= i=
hr | i=,ar,nik e=a, ovi= evi= ci=k,ac a=o
tr | lar= ler= lari=i,si,lar leri=i,si,ler ciler=ci cilar=ci culer=cu
ca | s= es=a ns= ques=ca
ro | i=,e,ie e=a, uri= le= ii=ie ti=t
ru | ы=,а и=,а,я,ь,й ия=ие а=о,е ые=ый ие=ий
uk | и=,а і=,а,я,ь,й ї=я,й а=о,е ня=ня
bg | и=,а,я ове= е= та= а=о
sr | и=,а,ар е=а, ови= а=о
mk | и=,а,ја ови= а=о
el | α=ο,μα ια=ιο οι=οσ εσ=α,η,ασ,ησ εια=ειο ες=α,η
he | ות=ה,,ת ים=,ה
ar | ات=ة,
`;

/** A vowel between two consonants is written twice in Dutch closed syllables: `advocaten` → `advocaat`. */
const openVowel = /([^aeiou])([aeou])([^aeiou])$/;

/** Consonants are doubled before some endings: `hoteller` → `hotel`. */
const doubled = /([b-df-hj-np-tv-z])\1$/;

type Endings = readonly (readonly [plural: string, singulars: readonly string[]])[];

const endings: ReadonlyMap<string, Endings> = new Map(
  LINES.trim()
    .split('\n')
    .map((line) => {
      const [language = '', rules = ''] = line.split(' | ');
      return [language, rules.split(' ').map(readRule)];
    }),
);

function readRule(rule: string): Endings[number] {
  const [plural = '', singulars = ''] = rule.split('=');
  return [plural, singulars.split(',')];
}

/** Shorter stems are found in too many other words: `barna` is a name, and not Swedish for the bars. */
const shortestStem = (ending: string): number => (ending === 's' || ending.length > 2 ? 3 : 4);

/** Returns the word and its possible singulars in a language. The word has no accents. */
export function singularsOf(word: string, language: string): readonly string[] {
  const found = new Set([word, ...(hasUmlauts.has(language) ? transliterated(word) : [])]);
  const rules = endings.get(language.replace(/-.*$/, '')) ?? [];
  for (const form of [...found]) {
    for (const [plural, singulars] of rules) {
      if (!form.endsWith(plural) || form.length - plural.length < shortestStem(plural)) continue;
      const stem = form.slice(0, -plural.length);
      for (const ending of singulars) found.add(stem + ending);
      if (singulars.includes('')) {
        found.add(stem.replace(doubled, '$1'));
        if (language.startsWith('nl')) found.add(stem.replace(openVowel, '$1$2$2$3'));
      }
    }
  }
  return [...found];
}

const hasUmlauts = new Set(['de', 'sv', 'da', 'no', 'fi']);

/** Returns the word with `a` for `ae`, as in `Zahnaerzte` and `frisoer`, which are typed on keyboards without ä and ø. */
const transliterated = (word: string): readonly string[] => {
  const plain = word.replace(/(?<![aeiou])([aou])e(?=[a-z])/g, '$1').replace(/aa/g, 'a');
  return plain === word ? [] : [plain];
};
