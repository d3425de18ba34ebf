/** Words around a name that are no part of it, without dots and hyphens. */
interface TitleTable {
  readonly source: string;
  readonly words: string;
}

/** Forms of address and titles before a name. */
const before: readonly TitleTable[] = [
  {
    source: 'Unicode CLDR: person names; English forms of address',
    words:
      'mr mrs ms miss mx dr doctor prof professor rev reverend fr father hon honorable capt captain col colonel lt sgt sir dame lord lady',
  },
  {
    source: 'German and Austrian academic titles',
    words: `herr frau dr drs drmed drmeddent drmedvet driur drphil drrernat drrerpol dring drhc prof profdr pd univprof dipl dipling
      diplkfm diplkffr diplkaufmann diplkauffrau diplbetrw diplbetriebswirt diplinf diplphys diplchem diplbiol diplpsych diplpad
      diploec dipldes diplarch diplwirting ing mag magister bakk hr fr ra rain stb med dent vet iur phil habil rer nat pol oec univ`,
  },
  {
    source: 'French forms of address',
    words: 'm mme mlle monsieur madame mademoiselle me maitre docteur pr',
  },
  {
    source: 'Spanish and Portuguese forms of address',
    words:
      'sr sra srta senor senora senorita dra lic licda ing arq abog prof profa eng enga doutor doutora senhor senhora exmo exma',
  },
  {
    source: 'Italian forms of address',
    words: 'sig sigra signor signora dott dottor dottore dottssa dottoressa avv ing arch geom rag profssa',
  },
  { source: 'Dutch forms of address', words: 'dhr mevr mw mevrouw meneer drs ir mr ing' },
  {
    source: 'Polish and Czech titles',
    words: 'pan pani mgr inz mgrinz lek hab pan pani bc mudr judr mvdr phdr rndr paeddr phmr doc csc',
  },
  { source: 'Nordic and Finnish titles', words: 'hr fru froken civing tekn dipl' },
];

/** Degrees and suffixes after a name. */
const after: readonly TitleTable[] = [
  {
    source: 'English degrees and suffixes',
    words: `phd dphil md dds dmd do od dc dvm vmd rn bsn msn np pa pac pharmd psyd edd jd llm llb esq cpa cfa cfp pe aia faia ra pmp mba
      mph mpa msw lcsw lmft lpc ma ms msc ba bs bsc bed med meng beng mfa bfa jr sr ii iii iv frcs frcp mrcs bds obe mbe cbe kc qc rdh`,
  },
  {
    source: 'German, Austrian and Swiss degrees',
    words: 'llm mba msc ma ba bsc beng meng fh dipl dipling eth hsg dbi mas mbl fcii',
  },
  { source: 'Czech, Slovak and Polish degrees', words: 'phd csc drsc mba dis llm artd' },
];

const wordsOf = (tables: readonly TitleTable[]): ReadonlySet<string> =>
  new Set(tables.flatMap(({ words }) => words.split(/\s+/)));

export const titlesBefore = wordsOf(before);
export const titlesAfter = wordsOf(after);

/**
 * Words between a first name and a last name that belong to the last name.
 * @see https://en.wikipedia.org/wiki/Nobiliary_particle
 */
export const particles: ReadonlySet<string> = new Set(
  `af al ap av bin bint da das de degli dei del della delle dello den der des di do dos du e el het ibn la las le li lo los
  mac mc of op 't ten ter ten thoe tot van vande vanden vander vom von y zu zum zur`.split(/\s+/),
);
