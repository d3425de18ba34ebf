import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/**
 * What a word of a name may be short for, as `foldName` returns it. English: USPS publication 28, appendix C, and its
 * geographic directionals; the others: https://wiki.openstreetmap.org/wiki/Name_finder:Abbreviations
 */
const WORDS = `
ft: fort
mt: mount, mountain, mont, monte
mtn: mountain
n: north, nord, norte
s: south, sao, san, santa, santo
e: east
w: west
no: north
so: south
ne: northeast
nw: northwest
se: southeast
sw: southwest
pt: point, port, pointe
pte: pointe
prt: port
spgs: springs
spg: spring
hts: heights
hgts: heights
jct: junction
ctr: center, centre
bch: beach
hbr: harbor, harbour
lk: lake
lks: lakes
is: island
isl: island
vlg: village
vly: valley
twp: township
grv: grove
gdns: gardens
gt: great
gr: grand
lt: little
upr: upper
lwr: lower
ste: sainte
sta: santa
sto: santo
pto: puerto
pta: punta
cd: ciudad
cty: city
colo: colorado
okla: oklahoma
va: virginia
vla: villa
gral: general
cnel: coronel
dr: doctor
pres: presidente
c: cidade
b: bei
a: am, an der
d: der
u: unter, under, upon
on: upon
i: im
o: ob
obb: oberbayern
br: breisgau
m: main
rh: rhein
westf: westfalen
wuertt: wuerttemberg
wurtt: wurttemberg
`;

const MOST_NAMES = 8;

const fullWords = lazy(
  () =>
    new Map(
      WORDS.trim()
        .split('\n')
        .map((line) => {
          const [short = '', full = ''] = line.split(': ');
          return [short, full.split(', ')] as const;
        }),
    ),
);

/** Returns the names that a name with abbreviated words may stand for, such as `fort worth` for `Ft. Worth`. */
export function spelledOut(name: string): string[] {
  const words = foldName(name)
    .replace(/\ba m$/, 'am main')
    .replace(/\bam$/, 'am main')
    .split(' ');
  if (words.length < 2) return [];
  let names: string[][] = [[]];
  for (const word of words) {
    const choices = fullWords().get(word) ?? [];
    names = [...choices, word].flatMap((choice) => names.map((before) => [...before, choice]));
    if (names.length > MOST_NAMES) names = names.slice(0, MOST_NAMES);
  }
  return names.map((all) => all.join(' ')).filter((all) => all !== foldName(name));
}
