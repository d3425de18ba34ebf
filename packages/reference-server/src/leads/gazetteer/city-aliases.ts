import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/** Other names of towns, one town per line: `name in GeoNames, country: other names`. */
const LINES = `
New York City, US: New York, NYC, NY NY, New York City, NY City, City of New York
Los Angeles, US: LA, L.A., DTLA
San Francisco, US: SF, Frisco, San Fran
Washington, D.C., US: Washington, Washington DC, DC, Wash DC
Philadelphia, US: Philly
Las Vegas, US: Vegas
New Orleans, US: NOLA
Saint Petersburg, US: St. Pete
Saint Paul, US: St. Paul
Boise, US: Boise City
Honolulu, US: Urban Honolulu
Munich, DE: München, Muenchen
Köln, DE: Cologne, Koeln
Nürnberg, DE: Nuremberg, Nuernberg
Hannover, DE: Hanover
Frankfurt am Main, DE: Frankfurt, Frankfurt/Main, Frankfurt a.M., Frankfurt a. M., FFM
Freiburg, DE: Freiburg im Breisgau, Freiburg i. Br., Freiburg i.Br., Freiburg/Breisgau
Braunschweig, DE: Brunswick
Vienna, AT: Wien
Zürich, CH: Zurich, Zuerich
Genève, CH: Geneva, Genf, Ginevra
Luzern, CH: Lucerne
Basel, CH: Basle, Bâle
Bern, CH: Berne
Rome, IT: Roma
Milan, IT: Milano, Mailand
Naples, IT: Napoli, Neapel, Nápoles
Turin, IT: Torino
Florence, IT: Firenze, Florenz
Venice, IT: Venezia, Venedig
Genoa, IT: Genova, Genua
Padova, IT: Padua
Mantova, IT: Mantua
Siracusa, IT: Syracuse
Bologna, IT: Bologne
Paris, FR: Parigi
Lyon, FR: Lyons
Marseille, FR: Marseilles, Marsella
Nice, FR: Nizza
Strasbourg, FR: Straßburg
Brussels, BE: Bruxelles, Brussel
Antwerpen, BE: Antwerp, Anvers
Gent, BE: Ghent, Gand
Brugge, BE: Bruges
Liège, BE: Luik, Lüttich
The Hague, NL: Den Haag, 's-Gravenhage
's-Hertogenbosch, NL: Den Bosch
Lisbon, PT: Lisboa, Lissabon
Porto, PT: Oporto
Sevilla, ES: Seville
Zaragoza, ES: Saragossa
Córdoba, ES: Cordova
A Coruña, ES: La Coruña, Corunna
Palma, ES: Palma de Mallorca
Bilbao, ES: Bilbo
Donostia / San Sebastián, ES: San Sebastián, Donostia
Copenhagen, DK: København, Kobenhavn, Kopenhagen
Århus, DK: Aarhus
Göteborg, SE: Gothenburg
Stockholm, SE: Sthlm
Helsinki, FI: Helsingfors
Turku, FI: Åbo
Reykjavík, IS: Reykjavik
Warsaw, PL: Warszawa, Warschau
Kraków, PL: Cracow, Krakau
Łódź, PL: Lodz
Wrocław, PL: Breslau
Gdańsk, PL: Danzig
Poznań, PL: Posen
Prague, CZ: Praha, Prag
Brno, CZ: Brünn
Pilsen, CZ: Plzeň
Bratislava, SK: Pressburg
Budapest, HU: Buda
Bucharest, RO: București, Bukarest
Belgrade, RS: Beograd, Belgrad
Zagreb, HR: Agram
Ljubljana, SI: Laibach
Athens, GR: Athína, Athen, Αθήνα
Thessaloníki, GR: Salonica, Thessaloniki
Istanbul, TR: Constantinople, İstanbul
Izmir, TR: Smyrna
Moscow, RU: Moskva, Moskau, Москва, Moscú
Saint Petersburg, RU: St Petersburg, Sankt-Peterburg, Санкт-Петербург
Kyiv, UA: Kiev, Київ
Kharkiv, UA: Kharkov
Odessa, UA: Odesa
Lviv, UA: Lvov, Lemberg
Chisinau, MD: Kishinev
Vilnius, LT: Wilna
Cairo, EG: Al Qahirah
Alexandria, EG: Al Iskandariyah
Casablanca, MA: Dar el Beida
Marrakesh, MA: Marrakech
Fès, MA: Fez
Tangier, MA: Tanger
Mecca, SA: Makkah
Riyadh, SA: Ar Riyad
Jeddah, SA: Jiddah
Kuwait City, KW: Kuwait
Muscat, OM: Masqat
Dubai, AE: DXB
Tel Aviv, IL: Tel Aviv-Yafo
Mumbai, IN: Bombay
Kolkata, IN: Calcutta
Chennai, IN: Madras
Bengaluru, IN: Bangalore
Delhi, IN: New Dehli, Nueva Delhi
Pune, IN: Poona
Thiruvananthapuram, IN: Trivandrum
Varanasi, IN: Benares
Gurgaon, IN: Gurugram
Ho Chi Minh City, VN: Saigon, HCMC, Ho Chi Minh, TP HCM, TPHCM, TP. Hồ Chí Minh
Hanoi, VN: Hà Nội
Da Nang, VN: Danang
Bangkok, TH: Krung Thep
Yangon, MM: Rangoon, ရန်ကုန်
Phnom Penh, KH: Phnom Pen
Kuala Lumpur, MY: KL, K.L.
Manila, PH: Maynila
Beijing, CN: Peking
Guangzhou, CN: Canton
Shenzhen, CN: Shenzen
Xi’an, CN: Xian
Hong Kong, HK: HK
Taipei, TW: Taipeh, 臺北, 臺北市
Tokyo, JP: Tokio, 東京
Osaka, JP: 大阪
Kyoto, JP: 京都
Seoul, KR: Soul
Sydney, AU: Sidney
Mexico City, MX: Ciudad de México, CDMX, México DF
São Paulo, BR: Sampa
Rio de Janeiro, BR: Rio
Brasília, BR: Brasilia
Buenos Aires, AR: CABA, BA, Bs As, BsAs
Bogotá, CO: Santafé de Bogotá
Québec, CA: Quebec City, Ville de Québec
Montréal, CA: Montreal
Cork, IE: Corcaigh
Dublin, IE: Baile Átha Cliath
Gaillimh, IE: Galway
Edinburgh, GB: Edinborough
Newcastle upon Tyne, GB: Newcastle
Kingston upon Hull, GB: Hull
Stoke-on-Trent, GB: Stoke
Brighton, GB: Brighton and Hove
Bournemouth, GB: Bournmouth
Derry, GB: Londonderry
Cardiff, GB: Caerdydd
Swansea, GB: Abertawe
City of Westminster, GB: Westminster
Camden Town, GB: Camden
Luimneach, IE: Limerick
Cill Airne, IE: Killarney
Cluain Meala, IE: Clonmel
Loch Garman, IE: Wexford
An Muileann gCearr, IE: Mullingar
Droichead Nua, IE: Newbridge
Trá Mhór, IE: Tramore
An Ros, IE: Rush
Ráth Luirc, IE: Charleville
Leifear, IE: Lifford
London, GB: Londres, Londra
Algiers, DZ: Argel
Jerusalem, IL: Jerusalén
Baghdad, IQ: Bagdad
Damascus, SY: Damasco
Salt Lake City, US: SLC, Salt Lake
Jacksonville, US: Jax
Indianapolis, US: Indy
Atlanta, US: ATL
Cincinnati, US: Cincy
Kansas City, US: KC, KCMO
Oklahoma City, US: OKC
Albuquerque, US: ABQ
San Antonio, US: San Antone
Johannesburg, ZA: Joburg, Jo'burg, Jozi
Halle (Saale), DE: Halle, Halle/Saale
Birmingham, GB: Brum
Barcelona, ES: Barna, BCN
Melbourne, AU: Melb
Brisbane, AU: Brissie
Katwijk aan Zee, NL: Katwijk
New Delhi, IN: N. Delhi
Khartoum, SD: الخرطوم
Hyderabad, IN: హైదరాబాద్
Minneapolis, US: Mpls
Baltimore, US: Balto, B-more
Offenbach, DE: Offenbach am Main, Offenbach/Main
León de los Aldama, MX: León, Leon
Las Palmas de Gran Canaria, ES: Las Palmas
Jerez de la Frontera, ES: Jerez
Aix-en-Provence, FR: Aix
Rostov-na-Donu, RU: Rostov, Rostov-on-Don, Rostov on Don
Southend-on-Sea, GB: Southend
Ciudad Juárez, MX: Juárez, Juarez
Reggio nell'Emilia, IT: Reggio Emilia
Cebu City, PH: Cebu
Davao, PH: Davao City
Panamá, PA: Panama City, Ciudad de Panamá
`;

export interface CityAlias {
  /** The name in GeoNames, folded by `foldName`. */
  readonly name: string;
  readonly countryCode: string;
}

/** Maps a folded alias to its town. */
export const cityAliases = lazy(() => {
  const aliases = new Map<string, CityAlias>();
  for (const line of LINES.trim().split('\n')) {
    const [listed = '', others = ''] = line.split(': ');
    const comma = listed.lastIndexOf(', ');
    const alias = { name: foldName(listed.slice(0, comma)), countryCode: listed.slice(comma + 2) };
    for (const other of others.split(', ')) aliases.set(foldName(other), alias);
  }
  return aliases;
});
