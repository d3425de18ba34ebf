const cities =
  'Austin 512|New York City 212|Los Angeles 213|Chicago 312|Houston 713|Phoenix 602|Philadelphia 215|San Antonio 210|San Diego 619|Dallas 214|San Jose 408|San Francisco 415|Seattle 206|Denver 303|Boston 617|Miami 305|Atlanta 404|Portland 503|Las Vegas 702|Nashville 615|Detroit 313|Minneapolis 612|Washington, D.C. 202|Toronto 416|Montréal 514|Vancouver 604|Calgary 403|Ottawa 613';
const regions =
  'AL205 AK907 AZ520 AR501 CA916 CO719 CT203 DE302 DC202 FL407 GA706 HI808 ID208 IL217 IN317 IA515 KS316 KY502 LA504 ME207 MD410 MA508 MI517 MN507 MS601 MO314 MT406 NE402 NV775 NH603 NJ609 NM505 NY518 NC704 ND701 OH614 OK405 OR541 PA717 RI401 SC803 SD605 TN901 TX254 UT801 VT802 VA804 WA509 WV304 WI608 WY307 01780 02250 03204 04506 05709 07902 08519 09782 10418 11306 12867 13867 14867';

const byCity = new Map(
  cities
    .split('|')
    .map((entry) => [entry.slice(0, entry.lastIndexOf(' ')), entry.slice(entry.lastIndexOf(' ') + 1)]),
);
const byRegion = new Map(regions.split(' ').map((entry) => [entry.slice(0, 2), entry.slice(2)]));

/** Area code of an American or Canadian town, by its state or province (GeoNames code) if it is no large city. */
export const northAmericanAreaCode = (city: string, regionCode: string): string =>
  byCity.get(city) ?? byRegion.get(regionCode) ?? '800';
