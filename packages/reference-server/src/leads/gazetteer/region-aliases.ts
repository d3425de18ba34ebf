import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/** Abbreviations and local names of regions: `country: CODE name, …`. GeoNames has only the English names. */
const LINES = `
US: AL AL, AK AK, AZ AZ, AR AR, CA CA, CO CO, CT CT, DE DE, FL FL, GA GA, HI HI, ID ID, IL IL, IN IN, IA IA, KS KS, KY KY, LA LA, ME ME, MD MD, MA MA, MI MI, MN MN, MS MS, MO MO, MT MT, NE NE, NV NV, NH NH, NJ NJ, NM NM, NY NY, NC NC, ND ND, OH OH, OK OK, OR OR, PA PA, RI RI, SC SC, SD SD, TN TN, TX TX, UT UT, VT VT, VA VA, WA WA, WV WV, WI WI, WY WY, DC DC
US: AL Ala, AZ Ariz, AR Ark, CO Colo, CT Conn, DE Del, FL Fla, IL Ill, IN Ind, KS Kan, KS Kans, MA Mass, MI Mich, MN Minn, MS Miss, MT Mont, NE Neb, NE Nebr, NV Nev, ND N Dak, OK Okla, OR Ore, OR Oreg, PA Penn, PA Penna, SD S Dak, TN Tenn, TX Tex, WA Wash, WI Wis, WI Wisc, WV W Va, WY Wyo, KY Ken
US: NY New York State, WA Washington State, CA Calif, DC District of Columbia, NY Upstate New York
CA: 01 AB, 02 BC, 03 MB, 04 NB, 05 NL, 07 NS, 08 ON, 09 PE, 09 PEI, 10 QC, 10 PQ, 10 Que, 08 Ont, 01 Alta, 11 Sask, 03 Man, 05 Nfld, 11 SK, 12 YT, 13 NT, 14 NU, 10 Québec
AU: 01 ACT, 02 NSW, 03 NT, 04 QLD, 05 SA, 06 TAS, 07 VIC, 08 WA
DE: 01 Baden-Württemberg, 02 Bayern, 05 Hessen, 06 Niedersachsen, 07 Nordrhein-Westfalen, 07 NRW, 08 Rhineland-Palatinate, 13 Sachsen, 14 Sachsen-Anhalt, 15 Thüringen, 16 Land Berlin, 02 Freistaat Bayern, 08 Rheinland-Pfalz, 10 Schleswig Holstein, 12 Mecklenburg-Vorpommern, 12 MV, 01 BaWü
AT: 02 Kärnten, 03 Niederösterreich, 04 Oberösterreich, 06 Steiermark, 07 Tirol, 07 Tirolo
CH: GR Graubünden, LU Luzern, GE Genève, GE Genf, BS Basel-Stadt, VS Wallis, TI Tessin, SG St. Gallen, VD Waadt, GE Ginevra, NE Neuenburg, BE Berne, TI Ticino, VS Vallese, GR Grigioni
ES: 34 Principado de Asturias, 31 Región de Murcia, 51 Andalucía, 56 Cataluña, 56 Catalunya, 59 Euskadi, 59 País Vasco, 07 Islas Baleares, 07 Mallorca, 53 Canarias, 54 Castilla-La Mancha, 55 Castilla y León, 60 Comunidad Valenciana, 29 Comunidad de Madrid, 53 Islas Canarias, 07 Baleares, 07 Illes Balears, 07 Menorca, 52 Aragón, 32 Navarra, 58 Galicia, 60 Comunitat Valenciana, 60 Valencian Community, 29 Community of Madrid
IT: 16 Toscana, 09 Lombardia, 12 Piemonte, 15 Sicilia, 14 Sardegna, 13 Puglia, 10 Marche, 17 South Tyrol, 17 Südtirol, 19 Valle d'Aosta, 17 Alto Adige, 17 Trentino, 17 Trentino-Alto Adige/Südtirol, 06 Friuli, 02 Basilicata, 05 Emilia, 05 Romagna, 10 Le Marche, 13 Le Puglie
FR: 53 Bretagne, 28 Normandie, 94 Corse, 93 PACA, 93 Provence, 75 Nouvelle-Aquitaine, 44 Alsace, 27 Burgundy, 53 Bretagne, 94 Corsica, 24 Centre, 52 Pays-de-la-Loire, 93 Provence-Alpes-Côte d’Azur, 93 Région PACA, 27 Bourgogne
NL: 07 Noord-Holland, 11 Zuid-Holland, 06 Noord-Brabant, 02 Fryslân
BE: VLG Vlaanderen, WAL Wallonie, VLG Flemish Region, BRU Région de Bruxelles-Capitale
PT: 09 Algarve, 10 Madeira, 23 Açores, 14 Grande Lisboa, 17 Grande Porto
PL: 77 Małopolska, 78 Mazowieckie, 72 Dolnośląskie, 83 Śląsk, 83 Śląskie, 86 Wielkopolska, 86 Wielkopolskie, 77 Małopolskie, 78 Mazowsze, 82 Pomorze, 82 Pomorskie, 87 Zachodniopomorskie, 72 Dolny Śląsk, 75 Lubelskie, 74 Łódzkie, 80 Podkarpackie, 81 Podlaskie, 76 Lubuskie, 79 Opolskie, 85 Warmińsko-Mazurskie, 73 Kujawsko-Pomorskie
BR: 27 SP, 21 RJ, 15 MG, 05 BA, 18 PR, 23 RS, 26 SC
IN: 16 MH, 19 Karnataka, 25 TN, 16 महाराष्ट्र, 36 उत्तर प्रदेश, 24 राजस्थान, 09 गुजरात, 25 தமிழ்நாடு, 13 കേരളം, 28 পশ্চিমবঙ্গ, 36 UP
GB: ENG England, SCT Scotland, WLS Wales, WLS Cymru, NIR Northern Ireland, NIR N. Ireland
SE: 27 Scania, 28 Västra Götalands län, 26 Stockholms län, 27 Skåne län
CZ: 88 Středočeský kraj, 78 Jihomoravský kraj, 85 Moravskoslezský kraj
GR: ESYE31 Αττική, ESYE43 Κρήτη, ESYE43 Kriti, ESYE31 Attiki
RU: 47 Московская область, 47 Подмосковье, 42 Ленинградская область, 71 Свердловская область, 38 Краснодарский край, 61 Ростовская область, 73 Татарстан, 08 Башкортостан, 53 Новосибирская область, 65 Самарская область, 13 Челябинская область, 51 Нижегородская область, 59 Приморский край, 91 Красноярский край
UA: 13 Київська область, 15 Львівська область, 17 Одеська область, 07 Харківська область, 04 Дніпропетровська область, 25 Закарпаття
CN: 14 西藏, 06 青海, 13 新疆, 02 浙江, 29 云南, 29 雲南, 32 四川, 24 山西, 25 山东, 25 山東, 26 陕西, 26 陝西, 21 宁夏, 21 寧夏, 03 江西, 04 江苏, 04 江蘇, 11 湖南, 12 湖北, 09 河南, 10 河北, 31 海南, 18 贵州, 18 貴州, 16 广西, 16 廣西, 30 广东, 30 廣東, 30 広東, 15 甘肃, 15 甘肅, 07 福建, 01 安徽, 20 内蒙古, 20 內蒙古, 19 辽宁, 19 遼寧, 05 吉林省, 08 黑龙江, 08 黑龍江
JP: 46 山梨県, 45 山口県, 43 和歌山県, 42 富山県, 41 鳥取県, 40 東京都, 39 徳島県, 38 栃木県, 37 静岡県, 36 島根県, 35 滋賀県, 34 埼玉県, 33 佐賀県, 32 大阪府, 47 沖縄, 47 沖縄県, 31 岡山県, 30 大分県, 29 新潟県, 28 奈良県, 27 長崎県, 26 長野県, 25 宮崎県, 23 三重県, 22 京都府, 21 熊本県, 20 高知県, 19 神奈川, 19 神奈川県, 18 鹿児島県, 17 香川県, 15 石川県, 13 兵庫, 13 兵庫県, 11 広島県, 10 群馬県, 09 岐阜県, 07 福岡県, 06 福井県, 05 愛媛県, 01 愛知, 01 愛知県, 44 山形県, 24 宮城県, 16 岩手県, 14 茨城県, 08 福島県, 04 千葉県, 02 秋田県, 12 北海道, 03 青森県
KR: 13 경기, 13 경기도, 06 강원도, 06 강원특별자치도, 05 충청북도, 17 충청남도, 03 전라북도, 16 전라남도, 14 경상북도, 20 경상남도, 01 제주도, 01 제주특별자치도, 13 Gyeonggi
`;

/** Pairs of a folded name and a code such as `US.TX`. */
export const regionAliases = lazy(() => {
  const aliases: [name: string, code: string][] = [];
  for (const line of LINES.trim().split('\n')) {
    const [country = '', entries = ''] = line.split(': ');
    for (const entry of entries.split(', ')) {
      const space = entry.indexOf(' ');
      aliases.push([foldName(entry.slice(space + 1)), `${country}.${entry.slice(0, space)}`]);
    }
  }
  return aliases;
});
