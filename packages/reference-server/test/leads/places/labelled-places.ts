/**
 * Places as people type them, and the label that says which place was found: `text | label`. The texts are invented. Most
 * of them vary the groups in `typed-places.ts`; others follow singi-labs/sifa-workspace 371, pelias/pelias 199 and 802,
 * osm-search/Nominatim 2167 and 3368, openvenues/libpostal 412 and devonzuegel/smallworld 14.
 */
export const labelledPlaces = `
22222 Pacific Coast Hwy, Malibu, CA 90265 | 90265, Malibu, California, United States
98765 Elm Road, Boston, Massachusetts | Boston, Massachusetts, United States
10019 W 57th St, New York, NY | 10019, New York City, New York, United States
30004 Some Street Alpharetta GA | Alpharetta, Georgia, United States
12345 Main Street Austin, Texas 78701 | 78701, Austin, Texas, United States
350 Fifth Avenue, New York | New York City, New York, United States
221B Baker Street, London | London, England, United Kingdom
77002 Houston St, Atlanta, GA | Atlanta, Georgia, United States
500 Dallas St, Houston | Houston, Texas, United States
PO Box 12345, Portland, Oregon | Portland, Oregon, United States
Cleveland, OH, 44101, USA | 44101, Cleveland, Ohio, United States
90210, California | 90210, Beverly Hills, California, United States
10001, NY | 10001, New York City, New York, United States
75001 Paris France | Paris, Île-de-France, France
28001, Madrid, Spain | Madrid, Spain
Unter den Linden 77, 10117 Berlin | Berlin, State of Berlin, Germany
Bahnhofstrasse 1, Zürich | Zürich, Zurich, Switzerland
1017ab amsterdam | 1017AB, Amsterdam, North Holland, Netherlands
5611 EM Eindhoven, The Netherlands | 5611 EM, Eindhoven, North Brabant, Netherlands
2500 NW 5th St, Miami, FL | Miami, Florida, United States
1200 SE Morrison St, Portland, OR | Portland, Oregon, United States
1500 St Charles Ave, New Orleans, LA | New Orleans, Louisiana, United States
Eircode D08 XY00 | D08 XY00, Dublin, Leinster, Ireland
JE1 1AA, Jersey | JE1 1AA, Saint Helier, St Helier, Jersey
Guernsey GY1 1AA | GY1 1AA, Saint Peter Port, St Peter Port, Guernsey
IM9 4EA | IM9 4EA, Douglas, Isle of Man
W12 8QT | W12 8QT, London, England, United Kingdom
London E1W | E1W, London, England, United Kingdom
Halifax NS B3H | B3H, Halifax, Nova Scotia, Canada
Greater Boston Area | Boston, Massachusetts, United States
Greater Dublin Area | Dublin, Leinster, Ireland
Greater Munich Metropolitan Area | Munich, Bavaria, Germany
Greater Paris Metropolitan Region | Paris, Île-de-France, France
Kansas City Metropolitan Area | Kansas City, Missouri, United States
Seattle-Tacoma-Bellevue | Seattle and Tacoma and Bellevue, Washington, United States
Dallas - Fort Worth | Dallas–Fort Worth, Texas, United States
Minneapolis - St. Paul | Twin Cities, Minnesota, United States
NY/NJ/CT tri-state area | New York metropolitan area, United States
Tri-Cities, WA | Tri-Cities, Washington, United States
Tri-Cities, TN | Tri-Cities, Tennessee, United States
San Francisco/Bay Area | San Francisco Bay Area, California, United States
South Bay, Los Angeles | Los Angeles, California, United States
Western New York | Western New York, United States
Western Australia | Western Australia, Australia
East London, South Africa | East London, Eastern Cape, South Africa
West London | London, England, United Kingdom
North Las Vegas | North Las Vegas, Nevada, United States
South Bend | South Bend, Indiana, United States
Isle of Wight | Isle of Wight, England, United Kingdom
Isle of Man | Isle of Man
East Timor | Timor-Leste
Congo - Kinshasa | Congo - Kinshasa
Sants - Badal, Spain | Sants - Badal, Catalonia, Spain
Kinshasa, Congo - Kinshasa | Kinshasa, Congo - Kinshasa
Ft Smith, AR | Fort Smith, Arkansas, United States
Mtn View, CA | Mountain View, California, United States
No. Charleston | North Charleston, South Carolina, United States
E. St. Louis, IL | East Saint Louis, Illinois, United States
Pt. Arthur, TX | Port Arthur, Texas, United States
St. John's, NL | St. John's, Newfoundland and Labrador, Canada
St.Gallen | Sankt Gallen, Saint Gallen, Switzerland
St-Malo | Saint-Malo, Brittany, France
S. José dos Campos | São José dos Campos, São Paulo, Brazil
Pto. Alegre | Porto Alegre, Rio Grande do Sul, Brazil
Va. Beach, VA | Virginia Beach, Virginia, United States
Offenbach a. M. | Offenbach, Hesse, Germany
Burton-on-Trent | Burton upon Trent, England, United Kingdom
Co. Kerry | Kerry, Munster, Ireland
Cook Co, IL | Cook County, Illinois, United States
Orange County | Orange County, California, United States
Orange County, FL | Orange County, Florida, United States
Miami, Fla. | Miami, Florida, United States
Vancouver, B.C. | Vancouver, British Columbia, Canada
Salamanca | Salamanca, Castille and León, Spain
Leon | León de los Aldama, Guanajuato, Mexico
Kent | Kent, England, United Kingdom
Kent, WA | Kent, Washington, United States
Norfolk, VA | Norfolk, Virginia, United States
Surrey, BC | Surrey, British Columbia, Canada
Limerick | Luimneach, Munster, Ireland
Killarney, Ireland | Cill Airne, Munster, Ireland
Waterford | Waterford, Munster, Ireland
Nederland | Netherlands
Nederland, TX | Nederland, Texas, United States
España | Spain
Franca | Franca, São Paulo, Brazil
Mexico | Mexico
Georgia, USA | Georgia, United States
Tbilisi, Georgia | Tbilisi, Georgia
Batavia, IL | Batavia, Illinois, United States
Pekin, IL | Pekin, Illinois, United States
Pekin, Chine | Beijing, China
Yorkshire, Virginia | Yorkshire, Virginia, United States
Sussex, WI | Sussex, Wisconsin, United States
Bucks County, PA | Bucks County, Pennsylvania, United States
Moscow, Idaho | Moscow, Idaho, United States
Panama City | Panamá, Panama
Panama City, FL | Panama City, Florida, United States
Las Palmas | Las Palmas de Gran Canaria, Canary Islands, Spain
Bali | Bali, Indonesia
Eu, France | Eu, Normandy, France
Ho, Ghana | Ho, Volta, Ghana
San Marcos | San Marcos, California, United States
North Bay | North Bay, Ontario, Canada
Santarém | Santarém, Pará, Brazil
Victoria | Victoria, Australia
SC | South Carolina, United States
Florianópolis, SC | Florianópolis, Santa Catarina, Brazil
Transylvania | Transylvania, Romania
Gironde 33 | Gironde, New Aquitaine, France
Limburg, Belgium | Provincie Limburg, Flanders, Belgium
Guildford, Surrey | Guildford, England, United Kingdom
Nukualofa | Nuku‘alofa, Tongatapu, Tonga
Bay, Philippines | Bay, Calabarzon, Philippines
Hanoi, Vietnam | Hanoi, Vietnam
上海市浦东新区 | Shanghai, China
경기도 수원시 | Suwon, Gyeonggi-do, South Korea
千葉県 | Chiba, Japan
СПб | Saint Petersburg, St.-Petersburg, Russia
Нижний Новгород | Nizhniy Novgorod, Nizhny Novgorod Oblast, Russia
Κρήτη | Crete, Greece
المدينة المنورة | Medina, Medina Region, Saudi Arabia
تونس | Tunisia
באר שבע | Beersheba, Southern District, Israel
ភ្នំពេញ | Phnom Penh, Cambodia
አዲስ አበባ | Addis Ababa, Ethiopia
near the Hague | The Hague, South Holland, Netherlands
anywhere in Texas | Texas, United States
Mile End, London | London, England, United Kingdom
Greater Lyon Area | Lyon, Auvergne-Rhône-Alpes, France
Lyon et périphérie | Lyon, Auvergne-Rhône-Alpes, France
Greater Bielefeld Area | Bielefeld, North Rhine-Westphalia, Germany
Eau Claire-Menomonie Area | Eau Claire and Menomonie, Wisconsin, United States
Cologne Bonn Region | Cologne Bonn Region, North Rhine-Westphalia, Germany
Norfolk, Virginia Area | Norfolk, Virginia, United States
Urbana-Champaign Area | Urbana and Champaign, Illinois, United States
Washington DC Metro Area | Washington, D.C., District of Columbia, United States
La Coruña, Galicia, España, EU | A Coruña, Galicia, Spain
9400 Wolfsberg AT | Wolfsberg, Carinthia, Austria
Yorkshire, UK | Yorkshire, England, United Kingdom
Home Farm, Fen Lane, Ripley, Derbys | Ripley, England, United Kingdom
San Francisco, CA 🌉 | San Francisco, California, United States
NYC / SF | New York City, New York, United States
NYC, SF | New York City, New York, United States
London & Paris | London, England, United Kingdom
NY, NY | New York City, New York, United States
Remote - Berlin | Berlin, State of Berlin, Germany
Earth, TX | Earth, Texas, United States
Beach, ND | Beach, North Dakota, United States
Street, Somerset | Street, England, United Kingdom
South, Austin | Austin, Texas, United States
OR | Oregon, United States
40.7128, -74.0060 | 40.7128 -74.0060, New York City, New York, United States
https://www.google.com/maps/@-33.8688,151.2093,15z | -33.8688 151.2093, Sydney, New South Wales, Australia
`;
