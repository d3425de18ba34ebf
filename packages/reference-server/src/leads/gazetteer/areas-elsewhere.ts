/**
 * Areas outside of North America that people name and that are no divisions of GeoNames: the name, other names after `=`, and the
 * towns that reach to its edges. A town is `name` in the region of the line or `name@region`; a line `# country.region`
 * begins a region. Sources: https://historiccountiestrust.co.uk and the articles of Wikipedia about
 * each area.
 */
export const AREAS_ELSEWHERE = `
# GB.ENG
Yorkshire = Yorks = Yorkshire and the Humber: Sheffield, Leeds, Bradford, Kingston upon Hull, York, Huddersfield, Doncaster, Harrogate, Scarborough, Skipton
West Yorkshire = W Yorks = West Yorks = W. Yorkshire: Leeds, Bradford, Huddersfield, Wakefield, Halifax, Keighley
South Yorkshire = S Yorks = South Yorks = S. Yorkshire: Sheffield, Doncaster, Rotherham, Barnsley
East Yorkshire = E Yorks = East Riding = E. Yorkshire: Kingston upon Hull, Beverley, Bridlington, Goole
Bedfordshire = Beds: Bedford, Luton, Dunstable, Biggleswade
Berkshire = Berks: Reading, Slough, Bracknell, Maidenhead, Newbury, Windsor, Wokingham
Cheshire = Ches: Chester, Crewe, Macclesfield, Warrington, Northwich
Middlesex = Middx: Harrow, Uxbridge, Enfield Town, Hounslow, Wembley, Staines
Sussex: Brighton, Crawley, Worthing, Eastbourne, Hastings, Chichester, Horsham
Merseyside: Liverpool, Birkenhead, Southport, Bootle, Wallasey
Tyne and Wear = Tyneside = Tyne & Wear: Newcastle upon Tyne, Sunderland, Gateshead, South Shields, North Shields
West Midlands = W Midlands = West Mids = W Mids: Birmingham, Coventry, Wolverhampton, Dudley, Walsall, Solihull, West Bromwich
East Midlands = E Midlands = East Mids = E Mids: Nottingham, Leicester, Derby, Northampton, Lincoln, Chesterfield
Midlands = the Midlands: Birmingham, Coventry, Nottingham, Leicester, Derby, Stoke-on-Trent, Wolverhampton
Black Country: Wolverhampton, Dudley, Walsall, West Bromwich
Northamptonshire = Northants: Northampton, Kettering, Corby, Wellingborough, Daventry
Cumberland: Carlisle, Workington, Whitehaven, Penrith
Teesside = Cleveland UK: Middlesbrough, Stockton-on-Tees, Redcar, Billingham
Humberside = Humber: Kingston upon Hull, Grimsby, Scunthorpe
Greater Manchester = Gtr Manchester = Manchester metro: Manchester, Bolton, Stockport, Rochdale, Oldham, Bury, Salford, Wigan
Huntingdonshire = Hunts: Huntingdon, St Neots, St Ives, Ramsey
East Anglia: Norwich, Ipswich, Cambridge, Peterborough, Great Yarmouth
Cotswolds = the Cotswolds: Cirencester, Cheltenham, Stow on the Wold, Chipping Norton, Moreton in Marsh
Lake District = the Lake District = the Lakes: Kendal, Keswick, Windermere, Ambleside, Penrith
Peak District = the Peak District: Buxton, Bakewell, Matlock, Glossop
Thames Valley: Reading, Slough, Oxford, Maidenhead, High Wycombe
West Country: Bristol, Exeter, Plymouth, Taunton, Truro, Bath
South East England = the South East: Brighton, Southampton, Portsmouth, Reading, Canterbury, Oxford, Milton Keynes
South West England = the South West: Bristol, Plymouth, Exeter, Bournemouth, Gloucester, Truro
North West England = the North West: Manchester, Liverpool, Preston, Blackpool, Carlisle, Chester
North East England = the North East: Newcastle upon Tyne, Sunderland, Middlesbrough, Durham, Darlington
Home Counties = the Home Counties: Reading, Guildford, Watford, Chelmsford, Maidstone, Aylesbury, Luton
# GB.SCT
Central Belt = Scottish Central Belt: Glasgow, Edinburgh, Stirling, Falkirk, Livingston
Scottish Highlands = the Highlands: Inverness, Fort William, Thurso, Aviemore
# GB.WLS
South Wales = S Wales: Cardiff, Swansea, Newport, Merthyr Tydfil, Bridgend
North Wales = N Wales: Wrexham, Bangor, Llandudno, Rhyl
# GB.NIR
County Antrim = Co Antrim = Antrim: Belfast, Lisburn, Ballymena, Larne, Antrim, Ballymoney
County Down = Co Down: Bangor, Newtownards, Newry, Downpatrick
County Armagh = Co Armagh: Armagh, Craigavon, Portadown
County Tyrone = Co Tyrone: Omagh, Strabane, Cookstown, Dungannon
County Londonderry = Co Londonderry = County Derry = Co Derry: Derry, Coleraine, Limavady, Magherafelt
County Fermanagh = Co Fermanagh: Enniskillen, Lisnaskea
# DK.18
Jylland = Jutland: Århus, Aalborg@19, Esbjerg@21, Randers, Kolding@21
# DK.20
Sjælland = Zealand: København@17, Roskilde, Næstved, Slagelse
# DK.21
Fyn = Funen: Odense, Svendborg, Nyborg
# RO.13
Transylvania = Transilvania = Ardeal = Siebenbürgen: Cluj-Napoca, Braşov@09, Sibiu@33, Târgu-Mureş@27
# ID.02
Bali = Pulau Bali: Denpasar, Singaraja, Ubud, Kuta
# ID.30
Java = Jawa = Pulau Jawa: Jakarta@04, Bandung, Semarang@07, Surabaya@08, Yogyakarta@10
# DE.11
Berlin-Brandenburg = Berlin/Brandenburg = Berlin Brandenburg: Berlin@16, Potsdam, Cottbus, Frankfurt (Oder), Brandenburg an der Havel
# DE.07
Ruhrgebiet = Ruhr = Ruhr area = Ruhr Area = Ruhrpott = Metropole Ruhr: Dortmund, Essen, Duisburg, Bochum, Gelsenkirchen, Oberhausen, Hagen, Hamm
Rheinland = Rhineland: Köln, Düsseldorf, Bonn, Aachen, Mönchengladbach
Cologne Bonn Region = Cologne Bonn = Köln Bonn = Köln/Bonn = Region Köln/Bonn: Köln, Bonn, Leverkusen, Siegburg
Sauerland: Arnsberg, Lüdenscheid, Iserlohn, Meschede
Münsterland: Münster, Rheine, Ahaus, Bocholt, Coesfeld
Niederrhein: Krefeld, Mönchengladbach, Wesel, Kleve
Ostwestfalen = OWL = Ostwestfalen-Lippe: Bielefeld, Paderborn, Gütersloh, Minden, Detmold
# DE.05
Rhein-Main = Rhein-Main-Gebiet = Rhein Main = Frankfurt Rhein-Main = Frankfurt/Rhein-Main = Rhine-Main: Frankfurt am Main, Wiesbaden, Mainz@08, Darmstadt, Offenbach, Hanau, Aschaffenburg@02
# DE.01
Rhein-Neckar = Rhein-Neckar-Gebiet = Metropolregion Rhein-Neckar = Rhein-Neckar-Kreis: Mannheim, Heidelberg, Ludwigshafen am Rhein@08, Weinheim, Speyer@08
Schwarzwald = Black Forest: Freiburg, Villingen-Schwenningen, Offenburg, Freudenstadt, Baden-Baden
Bodensee = Lake Constance = Bodenseekreis: Konstanz, Friedrichshafen, Singen, Überlingen
# DE.02
Allgäu: Kempten (Allgäu), Kaufbeuren, Memmingen, Sonthofen, Füssen
Franken = Franconia: Nürnberg, Würzburg, Fürth, Erlangen, Bamberg, Bayreuth
# DE.06
Ostfriesland = East Frisia: Emden, Aurich, Leer, Norden
# DE.13
Oberlausitz: Bautzen, Görlitz, Zittau
# FR.93
Côte d'Azur = French Riviera = Cote d'Azur: Nice, Cannes, Antibes, Menton, Fréjus, Saint-Tropez
# FR.11
Région parisienne = Paris region = Grand Paris = région de Paris = Paris metropolitan area: Paris, Boulogne-Billancourt, Versailles, Saint-Denis, Créteil, Argenteuil
# FR.84
Rhône-Alpes: Lyon, Grenoble, Saint-Étienne, Valence, Annecy, Chambéry, Bourg-en-Bresse
Auvergne: Clermont-Ferrand, Moulins, Aurillac, Le Puy-en-Velay, Vichy
# FR.32
Nord-Pas-de-Calais = Nord Pas de Calais: Lille, Roubaix, Tourcoing, Dunkerque, Calais, Arras, Lens
Picardie = Picardy: Amiens, Beauvais, Compiègne, Saint-Quentin, Soissons, Laon
# FR.76
Languedoc-Roussillon = Languedoc: Montpellier, Nîmes, Perpignan, Béziers, Carcassonne, Narbonne
Midi-Pyrénées: Toulouse, Montauban, Tarbes, Albi, Rodez, Auch
# FR.75
Aquitaine: Bordeaux, Pau, Bayonne, Périgueux, Agen, Mont-de-Marsan
Poitou-Charentes: Poitiers, La Rochelle, Niort, Angoulême
Limousin: Limoges, Brive-la-Gaillarde, Tulle, Guéret
Pays Basque: Bayonne, Biarritz, Anglet, Hendaye
# FR.44
Lorraine: Metz, Nancy, Thionville, Épinal, Verdun
Champagne-Ardenne: Reims, Troyes, Charleville-Mézières, Châlons-en-Champagne
# FR.27
Franche-Comté: Besançon, Belfort, Montbéliard, Dole, Vesoul
# FR.28
Haute-Normandie: Rouen, Le Havre, Évreux, Dieppe
Basse-Normandie: Caen, Cherbourg-Octeville, Alençon, Lisieux
# FR.24
Val de Loire = Loire Valley: Tours, Blois, Orléans, Amboise
# IT.04
Costiera Amalfitana = Amalfi Coast: Amalfi, Positano, Ravello, Maiori
# IT.13
Salento: Lecce, Gallipoli, Otranto, Brindisi
# IT.09
Brianza: Monza, Desio, Seregno, Lissone
# ES.51
Costa del Sol: Málaga, Marbella, Fuengirola, Torremolinos, Estepona
Costa de la Luz: Cádiz, Huelva, Chiclana de la Frontera, Tarifa
# ES.60
Costa Blanca: Alicante, Benidorm, Torrevieja, Dénia
# ES.56
Costa Brava: Blanes, Lloret de Mar, Roses, Figueres, Palafrugell
Costa Dorada = Costa Daurada: Tarragona, Salou, Cambrils
# ES.53
Tenerife: Santa Cruz de Tenerife, Arona, Puerto de la Cruz, Adeje
Gran Canaria: Las Palmas de Gran Canaria, Telde, Maspalomas
Lanzarote: Arrecife, Puerto del Carmen, Teguise
Fuerteventura: Puerto del Rosario, Corralejo
# ES.07
Ibiza island: Ibiza, Santa Eulària des Riu, Sant Antoni de Portmany
# NL.11
Randstad = de Randstad: Amsterdam@07, Rotterdam, The Hague, Utrecht@09, Leiden, Dordrecht
# NL.15
Twente: Enschede, Hengelo, Almelo
# NL.03
Achterhoek: Doetinchem, Winterswijk, Zutphen
Veluwe: Apeldoorn, Ede, Barneveld, Harderwijk
# AU.02
Greater Sydney = Sydney metro: Sydney, Parramatta, Penrith, Campbelltown
# AU.04
Sunshine Coast: Maroochydore, Caloundra, Noosa Heads
# PH.NCR
Metro Manila = National Capital Region PH = NCR Philippines: Manila, Quezon City, Makati City, Pasig City, Taguig
# IN.07
Delhi NCR = National Capital Region India = NCR India = NCR Delhi = Delhi National Capital Region: Delhi, New Delhi, Gurgaon@10, Noida@36, Ghaziabad@36, Faridabad@10
# ID.04
Jabodetabek = Greater Jakarta: Jakarta, Bogor@30, Depok@30, Tangerang@33, Bekasi@30
# MY.14
Klang Valley = Greater Kuala Lumpur = Lembah Klang: Kuala Lumpur, Petaling Jaya@12, Klang@12, Shah Alam@12
# JP.40
Greater Tokyo Area = Kanto = Kantō = 首都圏 = 関東: Tokyo, Yokohama@19, Kawasaki@19, Saitama@34, Chiba@04
# JP.32
Kansai = Keihanshin = 関西: Osaka, Kyoto@22, Kobe@13, Sakai
# CN.30
Pearl River Delta = Greater Bay Area = 珠三角: Guangzhou, Shenzhen, Dongguan, Foshan, Zhuhai
# BR.27
Grande São Paulo = Greater São Paulo: São Paulo, Guarulhos, Santo André, Osasco, São Bernardo do Campo
`;
