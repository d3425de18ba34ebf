/**
 * Kinds of business as people type them: `language | text | ids`. Each of several ids is right; `words` means that no
 * preset fits, so the words are searched in names.
 */
const LINES = `
en | playgrounds | leisure/playground
en | movers | office/moving_company
en | towing companies | words
en | towing | words
en | tow truck service | words
en | handyman | craft/handyman
en | handymen | craft/handyman
en | handy man services | craft/handyman
en | wedding planners | words
en | tattoo parlours | shop/tattoo
en | tattoo parlors | shop/tattoo
en | tattooist | shop/tattoo
en | B&B | tourism/guest_house
en | B&Bs | tourism/guest_house
en | b & b | tourism/guest_house
en | bed & breakfasts | tourism/guest_house
en | bed-and-breakfast | tourism/guest_house
en | couriers | office/courier
en | courier services | office/courier
en | plumbing | craft/plumber
en | plummers | craft/plumber
en | plumers | craft/plumber
en | resturants | amenity/restaurant
en | restaraunts | amenity/restaurant
en | restuarants | amenity/restaurant
en | italian resturants | amenity/restaurant/italian
en | denist | amenity/dentist
en | dentits | amenity/dentist
en | dentis | amenity/dentist
en | dentsit | amenity/dentist
en | electritian | craft/electrician
en | electricans | craft/electrician
en | hairdreser | shop/hairdresser
en | hairdressors | shop/hairdresser
en | accountents | office/accountant
en | acountants | office/accountant
en | chiropracter | healthcare/alternative/chiropractic
en | carpentar | craft/carpenter
en | vetinarian | amenity/veterinary
en | vetrinarian | amenity/veterinary
en | jewlery store | shop/jewelry
en | bakerys | shop/bakery
en | resteraunt | amenity/restaurant
en | phamacy | amenity/pharmacy
en | pharmcies | amenity/pharmacy
en | real estate agants | office/estate_agent
en | photograper | craft/photographer
en | archetect | office/architect
en | lanscaping | craft/gardener
en | coffe shops | amenity/cafe
en | sushi restarants | amenity/restaurant/sushi
en | barns | words
en | cares | words
en | pets | shop/pet,words
en | vets | amenity/veterinary
en | bars | amenity/bar
en | cafes | amenity/cafe
en | cafés | amenity/cafe
en | layers | words
en | planters | words
en | barkers | words
en | docks | leisure/marina,words
en | hostels | tourism/hostel
en | hotels | tourism/hotel
en | motels | tourism/motel
en | painters | craft/painter
en | printers | shop/copyshop
en | bankers | words
en | bakers | shop/bakery
en | bikers | words
en | Floris | words
en | Carpentier | words
en | Parker | words
en | companies | words
en | company | words
en | services | words
en | shops | words
en | stores | words
en | business | words
en | businesses | words
en | local businesses | words
en | offices | words
en | agents | words
en | agencies | words
en | firms | words
en | small business in Austin | words
en | schools | education/school,amenity/school,words
en | builders | craft/builder,words
en | surf schools | words
en | cooking schools | words
en | dance schools | education/dancing_school,leisure/dance,words
en | dog training schools | words
en | boat builders | craft/boatbuilder
en | pool builders | words
en | website builders | words
en | deck builders | words
en | home builders | craft/builder
en | custom home builders | craft/builder
en | primary schools | education/school
en | catholic schools | education/school
en | fence contractors | words
en | paving contractors | craft/paver
en | oil companies | words
en | trucking companies | office/logistics
en | shipping companies | office/logistics
en | water companies | office/water_utility
en | gas companies | office/energy_supplier,words
en | cyber security companies | words
en | security companies | office/security
en | security services | office/security
en | energy companies | office/energy_supplier
en | software development companies | office/it
en | web design agencies | office/it
en | insurance agents | office/insurance
en | travel agents | shop/travel_agency
en | modeling agencies | words
en | food banks | amenity/social_facility/food_bank
en | blood banks | healthcare/blood_donation,words
en | sperm banks | words
en | banks | amenity/bank
en | dog hotels | amenity/animal_boarding,words
en | tree surgery | craft/gardener,words
en | car painters | words
en | face painters | words
en | software engineers | words
en | beer gardens | amenity/biergarten
en | parking garages | amenity/parking/multi-storey,words
en | garage doors | words
en | garages | shop/car_repair
en | restaurant supplies | words
en | dental supplies | words
en | hotel furniture | words
en | car washes | amenity/car_wash
en | walk in clinics | amenity/clinic
en | walk-in clinic | amenity/clinic
en | best dentists in Austin | amenity/dentist
en | top rated plumbers near me | craft/plumber
en | top-rated plumbers | craft/plumber
en | cheap hotels | tourism/hotel
en | cheapest hotels in London | tourism/hotel
en | 24 hour locksmith | shop/locksmith
en | 24/7 locksmiths | shop/locksmith
en | 24-hour pharmacies | amenity/pharmacy
en | 24h gyms | leisure/fitness_centre
en | top 10 law firms | office/lawyer
en | local electricians | craft/electrician
en | plumbers in London | craft/plumber
en | list of dentists | amenity/dentist
en | highly rated roofers | craft/roofer
en | dentists close to me | amenity/dentist
en | dentists open now | amenity/dentist
en | barbers open on sunday | shop/hairdresser/barber
en | affordable wedding photographers | craft/photographer
en | London plumbers | craft/plumber
en | Dallas dentists | amenity/dentist
en | find a lawyer | office/lawyer
en | restaurants and bars | amenity/restaurant
en | cafes & restaurants | amenity/cafe
en | plumbers, electricians | craft/plumber
en | tyre shops | shop/tyres
en | jewellery shops | shop/jewelry
en | jewelery stores | shop/jewelry
en | theatres | amenity/theatre
en | theaters | amenity/theatre
en | movie theaters | amenity/cinema
en | garden centres | shop/garden_centre
en | paediatricians | amenity/doctors/paediatrics
en | pediatricians | amenity/doctors/paediatrics
en | gynaecologists | amenity/doctors/gynaecology
en | gynecologists | amenity/doctors/gynaecology
en | orthopaedic surgeons | amenity/doctors/orthopaedics
en | counsellors | healthcare/psychotherapist
en | aesthetic clinics | shop/beauty,words
en | chemists | amenity/pharmacy
en | solicitors | office/lawyer
en | estate agents | office/estate_agent
en | letting agents | office/estate_agent
en | off-licences | shop/alcohol
en | petrol stations | amenity/fuel
en | chip shops | amenity/fast_food/fish_and_chips
en | fish and chip shops | amenity/fast_food/fish_and_chips
en | co-working spaces | office/coworking
en | e-bike shops | shop/bicycle
en | t-shirt printing | words
en | drive-in cinema | amenity/cinema
en | self-storage | shop/storage_rental
en | day-care centers | amenity/childcare
en | day spas | shop/beauty
en | house cleaners | craft/cleaning
en | window cleaners | craft/cleaning
en | carpet cleaners | craft/cleaning
en | mobile mechanics | shop/car_repair
en | diesel mechanics | shop/car_repair
en | bike mechanics | shop/bicycle
en | tree surgeons | craft/gardener
en | dog groomers | shop/pet_grooming
en | dog walkers | words
en | pet sitters | words
en | dog kennels | amenity/animal_boarding
en | mortgage brokers | words
en | nail techs | shop/beauty/nails
en | makeup artists | shop/beauty
en | barbershops | shop/hairdresser/barber
en | personal trainers | leisure/fitness_centre
en | martial arts schools | amenity/dojo
en | karate classes | amenity/dojo
en | swimming lessons | words
en | piano tuners | craft/piano_tuner
en | welders | craft/welder
en | fencing contractors | craft/fence_maker,words
en | driveway paving | craft/paver
en | paving companies | craft/paver
en | skip hire | words
en | junk removal | words
en | limo service | words
en | party rental | words
en | DJs | words
en | wedding venues | amenity/events_venue
en | funeral homes | shop/funeral_directors
en | assisted living | amenity/social_facility/assisted_living
en | urgent care | amenity/clinic
en | drug stores | amenity/pharmacy,shop/chemist
en | dispensaries | shop/cannabis
en | vape shops | shop/e-cigarette
en | smoke shops | shop/tobacco
en | pawn shops | shop/pawnbroker
en | thrift stores | shop/second_hand
en | charity shops | shop/charity
en | grocery stores | shop/supermarket
en | corner shops | shop/convenience
en | wine shops | shop/wine
en | cheesemongers | shop/cheese
en | fishmongers | shop/seafood
en | greengrocers | shop/greengrocer
en | ice cream parlours | amenity/ice_cream
en | bubble tea | amenity/cafe/bubble_tea
en | steakhouses | amenity/restaurant/steakhouse
en | bbq joints | amenity/restaurant/barbecue
en | vegan restaurants | amenity/restaurant
en | food trucks | amenity/fast_food
en | juice bars | amenity/fast_food/juice
en | churches | amenity/place_of_worship/christian
en | mosques | amenity/place_of_worship/muslim
en | universities | education/university,amenity/university
en | libraries | amenity/library
en | parking | words
en | unicorn breeders | words
en | crypto exchange | words
en | orthodontists | healthcare/dentist/orthodontics
en | dental surgeons | amenity/dentist
en | immigration attorneys | office/lawyer
en | DUI lawyers | office/lawyer
en | bankruptcy lawyers near me | office/lawyer
en | estate planning attorney | office/lawyer
en | CPAs | office/accountant
en | tax preparers | office/tax_advisor
en | commercial cleaning companies | craft/cleaning
en | janitorial services | craft/cleaning
en | office cleaning services | craft/cleaning
en | pressure washing | words
en | gutter cleaning | words
en | roof repair companies | craft/roofer
en | metal roofing | craft/roofer
en | kitchen remodelers | shop/kitchen
en | bathroom remodeling | words
en | swimming pool contractors | words
en | landscapers in Texas | craft/gardener
en | lawn care companies | craft/gardener
en | tree services | craft/gardener
en | garage door repair | words
en | appliance repair | words
en | auto glass repair | words
en | auto detailing | amenity/car_wash
en | used car dealerships | shop/car/second_hand
en | tire shops | shop/tyres
en | bodyshops | shop/car_repair
en | motor cycle repair shops | shop/motorcycle_repair
en | car wreckers | words
en | driving schools | education/driving_school,amenity/driving_school
en | preschools | amenity/childcare,education/kindergarten
en | nurseries | amenity/childcare
en | plant nurseries | shop/garden_centre
en | high schools | education/school
en | beauty schools | words
en | ski schools | words
en | yoga schools | words,leisure/fitness_centre/yoga
en | gymnasiums | leisure/fitness_centre,leisure/sports_hall
en | crossfit gyms | leisure/fitness_centre
en | pilates | leisure/fitness_centre
en | spas | shop/beauty
en | med spas | shop/beauty
en | massage parlours | shop/massage
en | hair saloons | words,shop/hairdresser
en | unisex salons | words,shop/hairdresser
en | eyelash studios | words,shop/beauty
en | bridal shops | shop/clothes/wedding
en | formal wear | words
en | shoe stores | shop/shoes
en | sneakers | shop/shoes,words
en | toy stores | shop/toys
en | book stores | shop/books
en | furniture stores | shop/furniture
en | mattress stores | shop/bed
en | antique dealers | shop/antiques
en | art galleries | tourism/gallery
en | museums | tourism/museum
en | boutique hotels | tourism/hotel
en | vacation rentals | tourism/chalet,tourism/apartment
en | hostels in Barcelona | tourism/hostel
en | caravan parks | tourism/caravan_site
en | camp grounds | tourism/camp_site
en | breweries | craft/brewery
en | micro-breweries | craft/brewery,amenity/pub/microbrewery
en | wineries | craft/winery
en | distilleries | craft/distillery
en | thai restaurants | amenity/restaurant/thai
en | chinese restaurant | amenity/restaurant/chinese
en | halal restaurants | amenity/restaurant
en | pizza delivery | words,amenity/restaurant/pizza,amenity/fast_food/pizza
en | taco trucks | words,amenity/fast_food
en | donut shops | amenity/fast_food/donut
en | doughnut shop | amenity/fast_food/donut
en | delis | shop/deli
en | butchers | shop/butcher
en | caterers | craft/caterer
en | event planners | words
en | party planners | words
en | florists | shop/florist
en | wedding DJs | words
en | videographers | words
en | recording studios | amenity/studio/audio
en | print shops | shop/copyshop
en | sign makers | craft/signmaker
en | graphic designers | office/graphic_design
en | SEO companies | office/advertising_agency
en | SaaS companies | office/it
en | IT services | office/it
en | app developers | office/it
en | staffing agencies | office/employment_agency
en | head hunters | office/employment_agency
en | insurance companies | office/insurance
en | life insurance agents | office/insurance
en | financial planners | office/financial_advisor
en | credit unions | amenity/bank
en | pawnbrokers | shop/pawnbroker
en | freight forwarders | office/logistics
en | removals companies | office/moving_company
en | storage units | shop/storage_rental
en | locksmiths 24/7 | shop/locksmith
en | security guards | office/security
en | alarm companies | words
en | private investigators | office/private_investigator
en | funeral directors | shop/funeral_directors
en | nursing homes | amenity/nursing_home,amenity/social_facility/nursing_home
en | home care agencies | words
en | hospices | healthcare/hospice
en | physios | healthcare/physiotherapist
en | podiatrists | healthcare/podiatrist
en | dermatologists | amenity/doctors/dermatology
en | psychologists | healthcare/psychotherapist
en | speech therapists | healthcare/speech_therapist
en | opticians | shop/optician
en | animal hospitals | amenity/veterinary
en | dog grooming | shop/pet_grooming
en | horse stables | words,leisure/horse_riding
en | farms | words,shop/farm
en | golf courses | leisure/golf_course
en | escape rooms | leisure/escape_game
en | bowling alleys | leisure/bowling_alley
en | night clubs | amenity/nightclub
en | strip clubs | amenity/stripclub
en | casinos | amenity/casino
en | taxis | amenity/taxi
en | cab companies | amenity/taxi
en | bike rentals | amenity/bicycle_rental
en | gas stations | amenity/fuel
en | churches in Dallas | amenity/place_of_worship/christian
en | charities | office/charity
en | non profits | words,office/association
en | nonprofit organizations | words,office/association
en | furniture makers | words
en | cabinet makers | craft/joiner
en | glaziers | craft/glaziery
en | scaffolders | craft/scaffolder
en | bricklayers | words
en | drywall contractors | words
en | concrete contractors | words
en | demolition contractors | words
en | septic tank services | words
en | well drilling | words
en | solar companies | craft/solar
en | window installers | craft/window_construction
en | blinds | shop/window_blind
en | tailors | shop/tailor
en | alterations | shop/tailor
en | notaries public | office/notary
en | translaters | office/translator
en | veterinarian's office | amenity/veterinary
en | barber's shop | shop/hairdresser/barber
en | Barber-shops | shop/hairdresser/barber
en | realestate agents | office/estate_agent
en | resturaunts | amenity/restaurant
en | mechaincs | shop/car_repair
en | carpanters | craft/carpenter
en | landscapping | craft/gardener
en | pediatritions | amenity/doctors/paediatrics
en | optomertrist | healthcare/optometrist
en | florsit | shop/florist
en | butchars | shop/butcher
en | hosptials | amenity/hospital
en | supermarkts | shop/supermarket
en | univeristy | education/university,amenity/university
en | libraies | amenity/library
en | musuems | tourism/museum
en | cafee | amenity/cafe
en | lawers | office/lawyer
en | acountant | office/accountant
en | barbars | shop/hairdresser/barber
en | hotle | words,tourism/hotel
en | pizzarias | amenity/restaurant/pizza
en | cars | words,shop/car
en | cards | words
en | cats | words
en | tailers | words
en | paintings | words
en | planner | words
en | boats | words,shop/boat
en | boots | words,shop/shoes
en | roads | words
en | batters | words
en | banners | words
en | Hilton | words
en | McDonalds | words
en | Starbucks | words
en | Walmart | words
en | Turner | words
en | Becker | words
en | Schmidt | words
en | Hoffmann | words
en | Miller | words
en | Martinez | words
en | air duct cleaning | words
en | aluminium windows | words
en | archery ranges | words
en | art schools | words
en | auctioneers | words
en | auto upholstery | words
en | bath houses | words
en | battery stores | words
en | beach clubs | words
en | billiard halls | words
en | bingo halls | words
en | blinds installers | words
en | boat repair | words
en | boxing clubs | words
en | bus charter | words
en | cabinet shops | words
en | car audio | words
en | car stereo | words
en | cemeteries | words
en | cigar lounges | words
en | coffee roasters | words
en | concert halls | words
en | costume shops | words
en | country clubs | words
en | custom t shirts | words
en | data recovery | words
en | debt collectors | words
en | diaper services | words
en | diet centers | words
en | drapery cleaners | words
en | driving ranges | words
en | dumpster rental | words
en | elevator companies | words
en | embroidery | words
en | excavation contractors | words
en | fishing charters | words
en | flight schools | words
en | floor sanding | words
en | foundation repair | words
en | furniture repair | words
en | glass shops | words
en | granite countertops | words
en | gymnastics clubs | words
en | hobby shops | words
en | home health care | words
en | home inspectors | words
en | home stagers | words
en | hypnotherapists | words
en | immigration consultants | words
en | investment firms | words
en | jazz clubs | words
en | labs | words
en | laser tag | words
en | life coaches | words
en | machine shops | words
en | mailbox rental | words
en | meditation centers | words
en | mobile home dealers | words
en | nannies | words
en | nutritionists | words
en | office furniture | words
en | paintball | words
en | pool halls | words
en | property developers | words
en | refrigeration repair | words
en | scooter rental | words
en | scrap yards | words
en | security installers | words
en | self defence classes | words
en | septic services | words
en | shuttle services | words
en | skate parks | words
en | student accommodation | words
en | surf shops | words
en | swim schools | words
en | teeth whitening | words
en | temples | words
en | title companies | words
en | truck repair | words
en | truck stops | words
en | vacuum repair | words
en | video production companies | words
en | warehouses | words
en | weight loss clinics | words
en | wholesalers | words
en | window tinting | words
en | wood floors | words
en | yacht clubs | words
en | kinesiologists | words
en | dental hygienists | words
en | denturists | words
en | periodontists | words
en | endodontists | words
en | oral surgeons | words
en | tree fellers | words
en | paralegals | words
en | mortgage advisors | words
en | IFA | words
en | loft conversions | words
en | gas fitters | words
en | cleaning ladies | words
en | house clearance | words
en | rubbish removal | words
en | bouncy castle hire | words
en | marquee hire | words
en | chauffeurs | words
en | airport transfers | words
en | coach hire | words
en | car breakers | words
en | number plates | words
en | caffs | words
en | greasy spoons | words
en | ale houses | words
de | Zahnärzte | amenity/dentist
de | Zahnaerzte | amenity/dentist
de | Zahnarzte | amenity/dentist
de | Zahnarztpraxen | amenity/dentist
de | Tierärzte | amenity/veterinary
de | Rechtsanwälte | office/lawyer
de | Anwälte | office/lawyer
de | Anwaltskanzleien | office/lawyer
de | Steuerberater | office/tax_advisor
de | Friseure | shop/hairdresser
de | Frisöre | shop/hairdresser
de | Friseursalons | shop/hairdresser
de | Bäckereien | shop/bakery
de | Baeckereien | shop/bakery
de | Bäcker | shop/bakery
de | Metzgereien | shop/butcher
de | Apotheken | amenity/pharmacy
de | Krankenhäuser | amenity/hospital
de | Autohäuser | shop/car
de | Autowerkstätten | shop/car_repair
de | Kfz-Werkstatt | shop/car_repair
de | Klempner | craft/plumber
de | Installateure | craft/plumber
de | Elektriker | craft/electrician
de | Dachdecker | craft/roofer
de | Maler | craft/painter
de | Tischlereien | craft/joiner,craft/carpenter
de | Blumenläden | shop/florist
de | Optiker | shop/optician
de | Fitnessstudios | leisure/fitness_centre
de | Hotels in Berlin | tourism/hotel
de | Ferienwohnungen | tourism/apartment,tourism/chalet
de | Umzugsunternehmen | office/moving_company
de | Immobilienmakler | office/estate_agent
de | Versicherungsmakler | office/insurance
de | Fahrschulen | education/driving_school,amenity/driving_school
de | Kindergärten | education/kindergarten,amenity/kindergarten
de | Physiotherapeuten | healthcare/physiotherapist
de | Hausärzte | amenity/doctors,amenity/doctors/general
de | Fotografen | craft/photographer
de | Reinigungsfirmen | craft/cleaning
de | Schlüsseldienste | shop/locksmith,craft/locksmith
de | günstige Hotels | tourism/hotel
de | beste Restaurants in München | amenity/restaurant
de | Zahnarzt in der Nähe | amenity/dentist
de | Firmen | words
de | Unternehmen | words
de | Geschäfte | words
de | Dienstleister | words
de | Abschleppdienste | words
de | Steuerberatungskanzleien | office/tax_advisor
de | Hautärzte | amenity/doctors/dermatology
de | Augenärzte | amenity/doctors/ophthalmology
de | Kinderärzte | amenity/doctors/paediatrics
de | Gärtnereien | craft/gardener,shop/garden_centre
de | Supermärkte | shop/supermarket
de | Tankstellen | amenity/fuel
de | Banken | amenity/bank
de | Museen | tourism/museum
de | Cafés | amenity/cafe
de | Kneipen | amenity/pub
de | Schulen | education/school
de | Architekten | office/architect
de | Buchhandlungen | shop/books
de | Möbelhäuser | shop/furniture
de | Goldschmiede | craft/jeweller,shop/jewelry
de | Sanitär und Heizung | craft/plumber,craft/hvac
de | Nagelstudios | shop/beauty/nails
de | Hundesalons | shop/pet_grooming
de | Yogastudios | leisure/fitness_centre/yoga
de | Bestattungsunternehmen | shop/funeral_directors
de | Reisebüros | shop/travel_agency
de | Zimmereien | craft/carpenter
de | Fliesenleger | craft/tiler
de | Glaser | craft/glaziery
de | Schornsteinfeger | craft/chimney_sweeper
de | Werbeagenturen | office/advertising_agency
fr | boulangeries | shop/bakery
fr | boulangeries-pâtisseries | shop/bakery
fr | plombiers | craft/plumber
fr | électriciens | craft/electrician
fr | electriciens | craft/electrician
fr | coiffeurs | shop/hairdresser
fr | salons de coiffure | shop/hairdresser
fr | avocats | office/lawyer
fr | cabinets d'avocats | office/lawyer
fr | dentistes | amenity/dentist
fr | cabinets dentaires | amenity/dentist
fr | agences immobilières | office/estate_agent
fr | experts-comptables | office/accountant
fr | hôpitaux | amenity/hospital
fr | pharmacies | amenity/pharmacy
fr | fleuristes | shop/florist
fr | garages automobiles | shop/car_repair
fr | auto-écoles | education/driving_school,amenity/driving_school
fr | notaires | office/notary
fr | vétérinaires | amenity/veterinary
fr | kinésithérapeutes | healthcare/physiotherapist
fr | salles de sport | leisure/fitness_centre
fr | menuisiers | craft/carpenter,craft/joiner
fr | couvreurs | craft/roofer
fr | serruriers | shop/locksmith,craft/locksmith
fr | opticiens | shop/optician
fr | bijouteries | shop/jewelry
fr | librairies | shop/books
fr | boucheries | shop/butcher
fr | meilleurs restaurants à Paris | amenity/restaurant
fr | plombiers pas chers | craft/plumber
fr | architectes | office/architect
fr | traiteurs | craft/caterer
fr | entreprises | words
fr | magasins | words
fr | sociétés | words
fr | restaurants italiens | amenity/restaurant/italian
fr | hôtels pas chers | tourism/hotel
fr | cafés | amenity/cafe
fr | supermarchés | shop/supermarket
fr | banques | amenity/bank
fr | écoles | education/school
fr | musées | tourism/museum
fr | médecins généralistes | amenity/doctors,amenity/doctors/general
fr | poissonneries | shop/seafood
fr | fromageries | shop/cheese
fr | cavistes | shop/wine,shop/alcohol
fr | carreleurs | craft/tiler
fr | maçons | craft/stonemason,craft/builder
fr | agences de voyage | shop/travel_agency
fr | photographes | craft/photographer
fr | ostéopathes | healthcare/alternative/osteopathy
fr | dermatologues | amenity/doctors/dermatology
fr | stations-service | amenity/fuel
fr | crèches | amenity/childcare
fr | toiletteurs | shop/pet_grooming
es | gimnasios | leisure/fitness_centre
es | restaurantes | amenity/restaurant
es | panaderías | shop/bakery
es | panaderias | shop/bakery
es | peluquerías | shop/hairdresser
es | peluquerias | shop/hairdresser
es | abogados | office/lawyer
es | bufetes de abogados | office/lawyer
es | dentistas | amenity/dentist
es | clínicas dentales | amenity/dentist
es | fontaneros | craft/plumber
es | plomeros | craft/plumber
es | electricistas | craft/electrician
es | talleres mecánicos | shop/car_repair
es | inmobiliarias | office/estate_agent
es | farmacias | amenity/pharmacy
es | veterinarios | amenity/veterinary
es | ferreterías | shop/hardware
es | carnicerías | shop/butcher
es | hoteles | tourism/hotel
es | bares | amenity/bar
es | cafeterías | amenity/cafe
es | zapaterías | shop/shoes
es | floristerías | shop/florist
es | cerrajeros | shop/locksmith,craft/locksmith
es | joyerías | shop/jewelry
es | ópticas | shop/optician
es | autoescuelas | education/driving_school,amenity/driving_school
es | agencias de viajes | shop/travel_agency
es | tiendas de ropa | shop/clothes
es | mejores restaurantes en Madrid | amenity/restaurant
es | contadores | office/accountant
es | empresas | words
es | tiendas | words
es | negocios | words
es | supermercados | shop/supermarket
es | librerías | shop/books
es | heladerías | amenity/ice_cream
es | carpinteros | craft/carpenter
es | arquitectos | office/architect
es | fotógrafos | craft/photographer
es | notarías | office/notary
es | escuelas | education/school
es | museos | tourism/museum
es | gasolineras | amenity/fuel
es | discotecas | amenity/nightclub
es | psicólogos | healthcare/psychotherapist
es | fisioterapeutas | healthcare/physiotherapist
es | guarderías | amenity/childcare
es | lavanderías | shop/laundry
es | pescaderías | shop/seafood
es | fruterías | shop/greengrocer
es | pizzerías | amenity/restaurant/pizza
es | clínicas veterinarias | amenity/veterinary
es | tintorerías | shop/dry_cleaning
it | ristoranti | amenity/restaurant
it | dentisti | amenity/dentist
it | studi dentistici | amenity/dentist
it | idraulici | craft/plumber
it | elettricisti | craft/electrician
it | parrucchieri | shop/hairdresser
it | panetterie | shop/bakery
it | panifici | shop/bakery
it | avvocati | office/lawyer
it | studi legali | office/lawyer
it | commercialisti | office/accountant,office/tax_advisor
it | palestre | leisure/fitness_centre
it | farmacie | amenity/pharmacy
it | alberghi | tourism/hotel
it | agenzie immobiliari | office/estate_agent
it | macellerie | shop/butcher
it | pizzerie | amenity/restaurant/pizza
it | gelaterie | amenity/ice_cream
it | officine meccaniche | shop/car_repair
it | veterinari | amenity/veterinary
it | fiorai | shop/florist
it | gioiellerie | shop/jewelry
it | librerie | shop/books
it | banche | amenity/bank
it | agriturismi | tourism/guest_house,words
it | notai | office/notary
it | aziende | words
it | negozi | words
it | supermercati | shop/supermarket
it | bar | amenity/bar,amenity/cafe
it | fotografi | craft/photographer
it | architetti | office/architect
it | psicologi | healthcare/psychotherapist
it | fisioterapisti | healthcare/physiotherapist
it | scuole | education/school
it | musei | tourism/museum
it | pescherie | shop/seafood
it | lavanderie | shop/laundry
it | fabbri | craft/locksmith,shop/locksmith,craft/blacksmith
it | falegnami | craft/joiner,craft/carpenter
it | agenzie di viaggio | shop/travel_agency
it | barbieri | shop/hairdresser/barber,shop/hairdresser
it | cartolerie | shop/stationery
it | distributori di benzina | amenity/fuel
pt | padarias | shop/bakery
pt | advogados | office/lawyer
pt | dentistas | amenity/dentist
pt | hotéis | tourism/hotel
pt | hoteis | tourism/hotel
pt | academias | leisure/fitness_centre,words
pt | cabeleireiros | shop/hairdresser
pt | encanadores | craft/plumber
pt | canalizadores | craft/plumber
pt | eletricistas | craft/electrician
pt | imobiliárias | office/estate_agent
pt | farmácias | amenity/pharmacy
pt | hospitais | amenity/hospital
pt | oficinas mecânicas | shop/car_repair
pt | contabilistas | office/accountant
pt | salões de beleza | shop/beauty
pt | clínicas veterinárias | amenity/veterinary
pt | pastelarias | shop/pastry
pt | floristas | shop/florist
pt | talhos | shop/butcher
pt | lojas | words
pt | empresas | words
pt | supermercados | shop/supermarket
pt | restaurantes | amenity/restaurant
pt | livrarias | shop/books
pt | escolas | education/school
pt | museus | tourism/museum
pt | arquitetos | office/architect
pt | fotógrafos | craft/photographer
pt | lavanderias | shop/laundry
pt | pizzarias | amenity/restaurant/pizza
pt | barbearias | shop/hairdresser/barber,shop/hairdresser
pt | psicólogos | healthcare/psychotherapist
pt | postos de gasolina | amenity/fuel
nl | loodgieters | craft/plumber
nl | tandartsen | amenity/dentist
nl | bakkerijen | shop/bakery
nl | bakkers | shop/bakery
nl | kappers | shop/hairdresser
nl | advocaten | office/lawyer
nl | advocatenkantoren | office/lawyer
nl | makelaars | office/estate_agent
nl | slagerijen | shop/butcher
nl | slagers | shop/butcher
nl | apotheken | amenity/pharmacy
nl | huisartsen | amenity/doctors,amenity/doctors/general
nl | dierenartsen | amenity/veterinary
nl | elektriciens | craft/electrician
nl | sportscholen | leisure/fitness_centre
nl | rijscholen | education/driving_school,amenity/driving_school
nl | notarissen | office/notary
nl | fietsenwinkels | shop/bicycle
nl | boekhouders | office/accountant
nl | schilders | craft/painter
nl | bloemisten | shop/florist
nl | ziekenhuizen | amenity/hospital
nl | goedkope hotels | tourism/hotel
nl | bedrijven | words
nl | winkels | words
nl | supermarkten | shop/supermarket
nl | scholen | education/school
nl | musea | tourism/museum
nl | fotografen | craft/photographer
nl | architecten | office/architect
nl | fysiotherapeuten | healthcare/physiotherapist
nl | tankstations | amenity/fuel
nl | kinderdagverblijven | amenity/childcare
nl | drogisterijen | shop/chemist
nl | kledingwinkels | shop/clothes
nl | schoenenwinkels | shop/shoes
nl | restaurants in Amsterdam | amenity/restaurant
sv | tandläkare | amenity/dentist
sv | restauranger | amenity/restaurant
sv | frisörer | shop/hairdresser
sv | bagerier | shop/bakery
sv | rörmokare | craft/plumber
sv | elektriker | craft/electrician
sv | advokater | office/lawyer
sv | mäklare | office/estate_agent
sv | bilverkstäder | shop/car_repair
sv | apotek | amenity/pharmacy
sv | sjukhus | amenity/hospital
sv | veterinärer | amenity/veterinary
sv | blomsteraffärer | shop/florist
sv | företag | words
sv | butiker | words
sv | skolor | education/school
sv | fotografer | craft/photographer
sv | arkitekter | office/architect
sv | snickare | craft/carpenter,craft/joiner
sv | målare | craft/painter
sv | mataffärer | shop/supermarket
sv | optiker | shop/optician
da | tandlæger | amenity/dentist
da | tandlaeger | amenity/dentist
da | restauranter | amenity/restaurant
da | frisører | shop/hairdresser
da | bagerier | shop/bakery
da | elektrikere | craft/electrician
da | advokater | office/lawyer
da | apoteker | amenity/pharmacy
da | hoteller | tourism/hotel
da | dyrlæger | amenity/veterinary
da | ejendomsmæglere | office/estate_agent
da | bilværksteder | shop/car_repair
da | virksomheder | words
da | skoler | education/school
da | fotografer | craft/photographer
da | arkitekter | office/architect
da | tømrere | craft/carpenter
da | malere | craft/painter
da | supermarkeder | shop/supermarket
pl | dentyści | amenity/dentist
pl | restauracje | amenity/restaurant
pl | piekarnie | shop/bakery
pl | fryzjerzy | shop/hairdresser
pl | hotele | tourism/hotel
pl | apteki | amenity/pharmacy
pl | adwokaci | office/lawyer
pl | hydraulicy | craft/plumber
pl | elektrycy | craft/electrician
pl | kwiaciarnie | shop/florist
pl | siłownie | leisure/fitness_centre
pl | silownie | leisure/fitness_centre
pl | kawiarnie | amenity/cafe
pl | warsztaty samochodowe | shop/car_repair
pl | weterynarze | amenity/veterinary
pl | księgarnie | shop/books
pl | kancelarie adwokackie | office/lawyer
pl | firmy | words
pl | sklepy | words
pl | szkoły | education/school
pl | lekarze | amenity/doctors
pl | supermarkety | shop/supermarket
pl | fotografowie | craft/photographer
pl | kosmetyczki | shop/beauty
pl | stacje benzynowe | amenity/fuel
pl | stolarze | craft/joiner,craft/carpenter
pl | biura podróży | shop/travel_agency
cs | zubaři | amenity/dentist
cs | restaurace | amenity/restaurant
cs | pekárny | shop/bakery
cs | lékárny | amenity/pharmacy
cs | kadeřnictví | shop/hairdresser
tr | diş hekimleri | amenity/dentist
tr | restoranlar | amenity/restaurant
tr | oteller | tourism/hotel
tr | eczaneler | amenity/pharmacy
fi | ravintolat | amenity/restaurant
fi | hammaslääkärit | amenity/dentist
fi | apteekit | amenity/pharmacy
ru | рестораны | amenity/restaurant
ru | стоматологи | amenity/dentist
ru | аптеки | amenity/pharmacy
uk | ресторани | amenity/restaurant
el | εστιατόρια | amenity/restaurant
el | οδοντίατροι | amenity/dentist
ja | 歯医者 | amenity/dentist
ja | レストラン | amenity/restaurant
zh | 餐厅 | amenity/restaurant
ko | 음식점 | amenity/restaurant
ar | مطعم | amenity/restaurant
he | מסעדות | amenity/restaurant
`;

export interface TypedNiche {
  readonly language: string;
  readonly text: string;
  /** Every id that is right; null stands for a search of the words. */
  readonly ids: readonly (string | null)[];
}

export const typedNiches: readonly TypedNiche[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [language = '', text = '', ids = ''] = line.split(' | ');
    return { language, text, ids: ids.split(',').map((id) => (id === 'words' ? null : id)) };
  });
