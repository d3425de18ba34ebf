import { keyOf, foldedWords } from './phrase.ts';

/**
 * Names of businesses that keep their kind whatever word comes before them: a `vegan bakery` is a bakery. Other names are
 * not among them, because a word before them may make another business: a `deck builder`, a `surf school`.
 */
const NAMES = `
restaurant, eatery, diner, bistro, pizzeria, pizza place, pizza, cafe, coffee shop, coffeehouse, pub, brewery, winery, distillery,
bakery, baker, butcher, butcher shop, cake shop, hotel, motel, hostel, guest house, bed and breakfast, b and b, inn, campground,
nightclub, caterer, catering, cocktail bar, wine bar, ice cream shop, food truck, steakhouse, sushi bar, tea room,
dentist, dental clinic, dental practice, orthodontist, dermatologist, chiropractor, physiotherapist, physical therapist,
psychologist, psychotherapist, psychiatrist, optometrist, optician, pharmacy, hospital, veterinarian, vet, veterinary clinic,
pediatrician, gynecologist, midwife, acupuncturist, osteopath, podiatrist, cardiologist, urologist, neurologist, plastic surgeon,
lawyer, law firm, law office, solicitor, barrister, notary, accountant, accounting firm, bookkeeper, tax advisor, tax preparer, realtor,
real estate agent, real estate agency, estate agent, real estate, property management, insurance agent, insurance broker, insurance agency,
insurance, financial advisor, financial planner, marketing agency, advertising agency, seo agency, pr agency, web designer, web developer,
web design, web development, graphic designer, interior designer, recruiter, recruitment agency, staffing agency, employment agency,
translator, private investigator, software company, it company, travel agency, travel agent, tour operator, architect, architecture firm,
photographer, photography, plumber, plumbing, electrician, roofer, roofing, roofing contractor, carpenter, carpentry, locksmith,
landscaper, landscaping, gardener, hvac, flooring, tiler, plasterer, glazier, upholsterer, joiner, pest control, exterminator,
construction company, general contractor, building contractor, home builder, house builder, moving company, mover, removal company,
cleaning company, cleaning service, house cleaning, commercial cleaning, florist, flower shop, jeweler, jewelry shop, tailor, barber,
barber shop, hairdresser, hair salon, beauty salon, nail salon, massage therapist, tattoo studio, tattoo shop, tattoo artist, gym,
fitness center, yoga studio, pilates studio, personal trainer, museum, art gallery, supermarket, grocery shop, bookstore, bookshop,
book shop, clothing shop, clothes shop, boutique, shoe shop, toy shop, gift shop, furniture shop, hardware shop, electronics shop,
liquor shop, antique shop, thrift shop, bicycle shop, bike shop, mattress shop, convenience shop, department shop, wine shop, pet shop,
car dealer, car dealership, used car dealer, car rental, car wash, car repair, auto repair, car repair shop, auto repair shop, mechanic,
auto body shop, body shop, tire shop, motorcycle dealer, taxi, taxi service, gas station, driving school, language school, daycare,
preschool, kindergarten, tutor, nursing home, care home, funeral home, event venue, wedding venue, casino, cinema, movie theater,
bowling alley, golf course, church, mosque, synagogue, university, college, dry cleaner, laundromat, self storage, bank, library,
handyman, courier, logistics company, freight forwarder, trucking company
`;

/** Words that make another business of a name: a `dog hotel` is no hotel, and a `food bank` no bank. */
const OTHER_KINDS = `
dog, cat, pet, puppy, horse, equine, animal, doll, toy, baby, face, body, cake, balloon, car, auto, boat, yacht, marine, bike, bicycle,
motorcycle, truck, tree, food, blood, sperm, milk, data, seed, tool, time, power, piggy, river, software, cyber, virtual, online, digital,
cloud, crypto, home, landscape, naval, garden, sound, video, drone, airport, aircraft, ghost, 3d, non, former, fake, bird, bee, staffing,
jobs, swing, paint, adult, senior
`;

const keysOf = (list: string): ReadonlySet<string> =>
  new Set(list.split(',').map((name) => keyOf(foldedWords(name))));
const openKeys = keysOf(NAMES);
const otherKinds = keysOf(OTHER_KINDS);

/** Names with one of these words that keep their kind. */
const exceptions = keysOf(
  'car locksmith, truck mechanic, car mechanic, digital marketing agency, online marketing agency, pet photographer, food photographer, baby photographer, video marketing agency, home cleaning service, motorcycle mechanic, cake bakery, car upholsterer, toy museum, doll museum, car museum, food museum, aircraft museum, bike courier, motorcycle courier',
);

/** Returns true when these words before a name leave its kind of business as it is. Takes keys of words. */
export function keepsItsKind(before: readonly string[], name: string): boolean {
  if (!openKeys.has(name)) return false;
  // One insures and sues about anything.
  if (/insurance|lawyer/.test(name)) return true;
  const whole = [...before, name].join(' ');
  return exceptions.has(whole) || !before.some((word) => otherKinds.has(word));
}
