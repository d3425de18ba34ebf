import type { Point } from './distance.ts';
import { lazy } from '../../pacing/cache.ts';

/** The post town for the letters before the first digit of a British post code. */
const TOWNS = `
AB Aberdeen|AL St Albans|B Birmingham|BA Bath|BB Blackburn|BD Bradford|BH Bournemouth|BL Bolton|BN Brighton|BR London
BS Bristol|BT Belfast|CA Carlisle|CB Cambridge|CF Cardiff|CH Chester|CM Chelmsford|CO Colchester|CR Croydon|CT Canterbury
CV Coventry|CW Crewe|DA Dartford|DD Dundee|DE Derby|DG Dumfries|DH Durham|DL Darlington|DN Doncaster|DT Dorchester
DY Dudley|E London|EC London|EH Edinburgh|EN Enfield Town|EX Exeter|FK Falkirk|FY Blackpool|G Glasgow|GL Gloucester
GU Guildford|HA London|HD Huddersfield|HG Harrogate|HP Hemel Hempstead|HR Hereford|HS Stornoway|HU Kingston upon Hull|HX Halifax
IG London|IP Ipswich|IV Inverness|KA Kilmarnock|KT Kingston upon Thames|KW Kirkwall|KY Kirkcaldy|L Liverpool
LA Lancaster|LD Llandrindod Wells|LE Leicester|LL Llandudno|LN Lincoln|LS Leeds|LU Luton|M Manchester|ME Rochester
MK Milton Keynes|ML Motherwell|N London|NE Newcastle upon Tyne|NG Nottingham|NN Northampton|NP Newport|NR Norwich
NW London|OL Oldham|OX Oxford|PA Paisley|PE Peterborough|PH Perth|PL Plymouth|PO Portsmouth|PR Preston|RG Reading
RH Redhill|RM Romford|S Sheffield|SA Swansea|SE London|SG Stevenage|SK Stockport|SL Slough|SM Sutton|SN Swindon
SO Southampton|SP Salisbury|SR Sunderland|SS Southend-on-Sea|ST Stoke-on-Trent|SW London|SY Shrewsbury|TA Taunton
TD Galashiels|TF Telford|TN Tonbridge|TQ Torquay|TR Truro|TS Middlesbrough|TW London|UB Southall|W London
GX Gibraltar|GY Saint Peter Port|IM Douglas|JE Saint Helier
WA Warrington|WC London|WD Watford|WF Wakefield|WN Wigan|WR Worcester|WS Walsall|WV Wolverhampton|YO York|ZE Lerwick
`;

const townsByArea = lazy(
  () =>
    new Map(
      TOWNS.split(/[|\n]/).flatMap((entry) => {
        const [area = '', ...words] = entry.split(' ');
        return area === '' ? [] : [[area, words.join(' ')] as const];
      }),
    ),
);

/** Centres of the areas of London, which spans many areas. */
const londonAreas: Readonly<Record<string, Point>> = {
  BR: { lat: 51.4, lng: 0.02 },
  HA: { lat: 51.58, lng: -0.34 },
  IG: { lat: 51.56, lng: 0.08 },
  TW: { lat: 51.45, lng: -0.34 },
  E: { lat: 51.54, lng: -0.03 },
  EC: { lat: 51.519, lng: -0.093 },
  N: { lat: 51.575, lng: -0.11 },
  NW: { lat: 51.55, lng: -0.185 },
  SE: { lat: 51.465, lng: -0.05 },
  SW: { lat: 51.48, lng: -0.16 },
  W: { lat: 51.511, lng: -0.2 },
  WC: { lat: 51.517, lng: -0.12 },
};

/** Areas that the Royal Mail serves outside of the United Kingdom. */
const countries: Readonly<Record<string, string>> = { GX: 'GI', GY: 'GG', IM: 'IM', JE: 'JE' };

export interface PostcodeArea {
  readonly town: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** Known only for areas of London. */
  readonly centre: Point | undefined;
}

/** Returns the area of a full post code (`SW1A 1AA`) or its outward half (`SW1A`). */
export function ukPostcodeArea(postcode: string): PostcodeArea | undefined {
  const letters = /^([A-Z]{1,2})\d[A-Z\d]?(?: ?\d[A-Z]{2})?$/.exec(postcode.toUpperCase())?.[1] ?? '';
  const town = townsByArea().get(letters);
  if (town === undefined) return undefined;
  return { town, countryCode: countries[letters] ?? 'GB', centre: londonAreas[letters] };
}
