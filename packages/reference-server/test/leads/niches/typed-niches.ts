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
