/** Everyday names of restaurants, doctors, churches and other amenities that the presets of OpenStreetMap lack or assign to another niche: `id | label | names`. */
export const AMENITIES = `
amenity/dentist | Dentist | dentist, dental, dental clinic, dental practice, dental office, cosmetic dentist, dental surgeon, dentistry, family dentist, pediatric dentist, dental care, teeth whitening clinic, dental implant, tooth doctor, dental center
amenity/doctors | Doctor | doctor, gp, general practitioner, medical practice, family doctor, doctor office, medical doctor, surgery, gp surgery, gp practice, doctor surgery, doctor practice, primary care, medical office, family practice
amenity/doctors/dermatology | Dermatologist | dermatologist, dermatology, dermatology clinic, skin clinic
amenity/doctors/plastic_surgery | Plastic Surgeon | plastic surgeon, plastic surgery, cosmetic surgeon, cosmetic surgery clinic
amenity/clinic | Clinic | clinic, medical clinic, urgent care, walk in clinic, health clinic, medical center, health center, walk in medical clinic, walk in
amenity/veterinary | Veterinarian | veterinarian, vet, veterinary, veterinary clinic, vet clinic, animal hospital, veterinary practice, pet hospital, animal clinic, pet clinic, pet doctor, animal doctor, vet practice, veterinary hospital
amenity/pharmacy | Pharmacy | pharmacy, drugstore, drug shop, chemist, dispensing chemist, pharmacist
amenity/hospital | Hospital | hospital
amenity/childcare | Daycare | daycare, day care, childcare, child care, nursery, creche, daycare center, preschool, child day care, child care center, childcare center, nursery school, day nursery, playgroup, early learning center, montessori, childminder, child minder
amenity/nursing_home | Nursing Home | nursing home, care home, retirement home
amenity/restaurant | Restaurant | restaurant, eatery, diner, bistro, fine dining, food place, brasserie, dining, place to eat, gastro pub restaurant, restaurant place, trattoria, family restaurant, brunch restaurant, halal restaurant
amenity/restaurant/pizza | Pizza Restaurant | pizza, pizzeria, pizza place, pizza shop, pizza parlor
amenity/restaurant/sushi | Sushi Restaurant | sushi, sushi bar, sushi place
amenity/cafe | Cafe | cafe, coffee shop, coffeehouse, coffee house, coffee bar, coffee, tea room, espresso bar, coffee place, tea shop cafe, tea house, coffee roaster cafe
amenity/bar | Bar | bar, cocktail bar, wine bar, lounge, sports bar, tapas bar, beer bar, dive bar, rooftop bar, bar and lounge, taproom
amenity/pub | Pub | pub, public house, gastropub, tavern
amenity/nightclub | Nightclub | nightclub, night club, disco
amenity/fast_food | Fast Food Restaurant | fast food, takeaway, takeout, fast food restaurant, food truck, fast food place, food stall, takeaway restaurant, take away, takeout restaurant, take out
amenity/events_venue | Event Venue | event venue, wedding venue, party venue, banquet hall, wedding hall, function room, function hall, party hall, reception hall, event space, event hall, banquet, marriage hall
amenity/driving_school | Driving School | driving school, driving instructor, driving lesson, driving instruction, driver education
amenity/car_rental | Car Rental | car rental, car hire, rental car, rent a car, van hire, van rental, vehicle hire, vehicle rental, car leasing
amenity/car_wash | Car Wash | car wash, car detailing, valeting, car detailer, hand car wash, car valeting
amenity/fuel | Gas Station | gas station, petrol station, filling station
amenity/taxi | Taxi Service | taxi, taxi service, taxi company, cab company, minicab, cab, cab service, minicab company, taxi firm, taxi cab, private hire taxi
amenity/coworking_space | Coworking Space | co work space
amenity/studio/audio | Recording Studio | recording studio, music studio
amenity/animal_boarding | Pet Boarding | kennel, dog kennel, boarding kennel, cattery, pet hotel, dog hotel, cat hotel, dog boarding, pet boarding, dog daycare, doggy daycare, dog day care
amenity/animal_shelter | Animal Shelter | animal shelter, dog shelter, animal rescue, dog rescue, humane society
amenity/animal_breeding | Animal Breeder | dog breeder, puppy breeder, cat breeder, horse breeder
amenity/vehicle_inspection | Vehicle Inspection | vehicle inspection, car inspection, smog check, smog test, mot test center, mot station
amenity/dojo | Martial Arts School | martial art, martial arts school, martial arts gym, karate, karate class, karate school, judo, judo club, taekwondo, taekwondo school, jiu jitsu, brazilian jiu jitsu, bjj, kung fu, kung fu school, krav maga, aikido, dojo
amenity/place_of_worship/christian | Church | church, chapel, christian church
amenity/place_of_worship/muslim | Mosque | mosque, masjid
amenity/place_of_worship/jewish | Synagogue | synagogue
amenity/place_of_worship/hindu | Hindu Temple | hindu temple, mandir
amenity/place_of_worship/buddhist | Buddhist Temple | buddhist temple
amenity/place_of_worship/sikh | Gurdwara | gurdwara, gurudwara, sikh temple
amenity/cinema | Cinema | cinema, movie theater, picture house, drive in cinema, drive in movie theater
amenity/theatre | Theater | theater, playhouse, drama theater
amenity/social_facility/assisted_living | Assisted Living | assisted living, assisted living facility, senior living, senior care home
amenity/parking/multi-storey | Parking Garage | parking garage, parking structure, multi storey car park, multi story car park, multi storey parking
amenity/fast_food/fish_and_chips | Fish and Chip Shop | fish and chip, fish and chip shop, chip shop, chippy, chippie
amenity/fast_food/kebab | Kebab Shop | kebab, kebab shop, doner kebab, kebab house
amenity/fast_food/burger | Burger Restaurant | burger, burger joint, burger bar, burger place, burger shop, burger restaurant, hamburger restaurant
amenity/fast_food/sandwich | Sandwich Shop | sandwich shop, sandwich bar, sub shop
amenity/fast_food/donut | Donut Shop | donut shop, donut
amenity/fast_food/bagel | Bagel Shop | bagel shop
amenity/fast_food/juice | Juice Bar | juice bar, smoothie bar, smoothie shop, juice shop
amenity/fast_food/chinese | Chinese Takeaway | chinese takeaway, chinese takeout
amenity/fast_food/hot_dog | Hot Dog Stand | hot dog stand
amenity/restaurant/barbecue | Barbecue Restaurant | bbq, bbq joint, bbq place, bbq restaurant, barbecue joint, barbeque
amenity/restaurant/steakhouse | Steakhouse | steakhouse, steak house, steak restaurant
amenity/restaurant/indian | Indian Restaurant | curry house, indian takeaway
amenity/restaurant/mexican | Mexican Restaurant | taqueria, taco place, taco shop
amenity/restaurant/seafood | Seafood Restaurant | seafood place
amenity/ice_cream | Ice Cream Shop | ice cream, ice cream parlor, ice cream shop, ice cream place, gelato, gelateria, gelato shop
amenity/cafe/bubble_tea | Bubble Tea Shop | bubble tea, bubble tea shop, boba, boba shop, boba tea
amenity/karaoke_box | Karaoke | karaoke, karaoke bar
amenity/bicycle_rental | Bike Rental | bike rental, bike hire, bicycle hire, cycle hire
amenity/recycling_centre | Recycling Center | recycling center, recycling
amenity/charging_station | Charging Station | ev charging station, ev charging, electric car charging station
amenity/arts_centre | Arts Center | art center
amenity/conference_centre | Convention Center | conference venue, convention center, conference center
amenity/bureau_de_change | Currency Exchange | currency exchange, money exchange, bureau de change, foreign exchange
amenity/doctors/gynaecology | Gynecologist | gynecologist, gynecology, obgyn, ob gyn, obstetrician, gynecology clinic
amenity/doctors/paediatrics | Pediatrician | pediatrician, pediatric doctor, pediatric clinic, child doctor, children doctor, pediatric
amenity/doctors/ophthalmology | Ophthalmologist | ophthalmologist, eye surgeon
amenity/doctors/otolaryngology | ENT Doctor | ent doctor, ent specialist, ear nose throat doctor
amenity/doctors/orthopaedics | Orthopedic Surgeon | orthopedic, orthopedic surgeon, orthopedic doctor, orthopedic clinic, orthopedist
amenity/doctors/psychiatrist | Psychiatrist | psychiatrist, psychiatric clinic
amenity/clinic/fertility | Fertility Clinic | fertility clinic, ivf clinic, ivf center
amenity/marketplace | Marketplace | farmers market, farmer market, street market
amenity/social_facility/day_care | Adult Day Care | adult day care, adult day center, senior day care
`;
