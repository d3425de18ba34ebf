import { lazy } from '../../pacing/cache.ts';

/** Labels and names that the presets of OpenStreetMap lack or assign to another niche: `id | label | phrases`. */
const LINES = `
office/lawyer | Law Firm | law firm, lawyer, law office, legal service, legal, law, solicitor, barrister, personal injury lawyer, divorce lawyer, family lawyer, criminal lawyer, immigration lawyer, advocate
office/accountant | Accountant | accountant, accounting, accounting firm, bookkeeper, bookkeeping, cpa, chartered accountant, certified public accountant
office/tax_advisor | Tax Advisor | tax advisor, tax adviser, tax consultant, tax preparer, tax preparation
office/estate_agent | Real Estate Agency | real estate agent, real estate agency, realtor, real estate, real estate broker, realty, estate agent, letting agent, property agent, property dealer
office/property_management | Property Management Company | property manager, property management
office/insurance | Insurance Agency | insurance, insurance agency, insurance agent, insurance broker, insurer
office/financial_advisor | Financial Advisor | financial advisor, financial adviser, financial planner, wealth manager, wealth management, investment advisor
office/advertising_agency | Marketing Agency | marketing agency, marketing, digital marketing agency, digital agency, digital marketing, advertising agency, ad agency, seo agency, seo, social media agency, pr agency, creative agency, branding agency
office/it | Software Company | software company, it company, it service, software, software developer, software house, web designer, web design, web design agency, web developer, web development, web agency, managed service provider, msp, it support, tech company, saas, saas company, startup
office/graphic_design | Graphic Designer | graphic designer, graphic design, design studio, design agency
office/architect | Architect | architect, architecture, architecture firm, architectural firm
office/engineer | Engineering Firm | engineer, engineering firm, civil engineer, structural engineer, engineering
office/consulting | Consultant | consultant, consulting firm, consultancy, consulting, business consultant, management consultant
office/employment_agency | Recruitment Agency | recruitment agency, recruiter, recruitment, staffing agency, employment agency, headhunter, temp agency, job agency
office/moving_company | Moving Company | moving company, mover, moving, removal company, removal service, relocation company
office/security | Security Company | security company, security guard, security
office/surveyor | Surveyor | surveyor, land surveyor
office/notary | Notary | notary, notary public
office/translator | Translator | translator, translation agency, translation
office/therapist | Therapist | therapist, therapy
office/private_investigator | Private Investigator | private investigator, private detective, detective
office/coworking | Coworking Space | coworking space, coworking, co working space, shared office
shop/car_repair | Car Repair Shop | car repair, car repair shop, auto repair, auto repair shop, mechanic, auto mechanic, car mechanic, garage, car garage, auto shop, car workshop, auto body shop, body shop, collision repair, panel beater, car service, mot center
shop/car | Car Dealership | car dealer, car dealership, auto dealer, dealership, car sale, auto sale
shop/car/second_hand | Used Car Dealership | used car dealer, used car dealership, used car
shop/tyres | Tire Shop | tire shop, tire dealer, tire center, tire service
shop/car_parts | Auto Parts Store | auto part, car part, auto parts shop
shop/motorcycle | Motorcycle Dealership | motorcycle dealer, motorcycle shop, motorbike dealer
leisure/fitness_centre | Gym | gym, fitness center, fitness club, health club, fitness studio, fitness, crossfit, crossfit gym, personal trainer, pilates studio, pilates
leisure/fitness_centre/yoga | Yoga Studio | yoga studio, yoga, yoga class, yoga teacher
leisure/sports_centre | Sports Center | sports center, sport center, leisure center
leisure/dance | Dance Studio | dance studio
craft/hvac | HVAC Contractor | hvac, hvac contractor, heating and cooling, heating, air conditioning, air conditioning contractor, ac repair, heating engineer, furnace repair
craft/plumber | Plumber | plumber, plumbing, plumbing contractor, plumbing company
craft/electrician | Electrician | electrician, electrical contractor, electrical
craft/roofer | Roofer | roofer, roofing, roofing contractor, roofing company
craft/carpenter | Carpenter | carpenter, carpentry
craft/painter | Painter | painter, painting contractor, painter decorator, house painter, decorator
craft/gardener | Landscaper | gardener, landscaper, landscaping, landscape gardener, lawn care, landscape contractor, garden service, lawn service, tree surgeon, tree service
craft/cleaning | Cleaning Service | cleaning service, cleaner, cleaning, cleaning company, house cleaning, commercial cleaning, maid service, janitorial service, janitorial, carpet cleaning, window cleaner, window cleaning
craft/caterer | Caterer | caterer, catering
craft/photographer | Photographer | photographer, photography, wedding photographer, photo studio, photography studio
craft/floorer | Flooring Contractor | floorer, flooring, flooring contractor
craft/joiner | Joiner | joiner, joinery, cabinet maker
craft/brewery | Brewery | brewery, craft brewery, microbrewery
craft/winery | Winery | winery, vineyard
craft/locksmith | Locksmith | lock smith
shop/locksmith | Locksmith | locksmith
shop/hairdresser | Hair Salon | hairdresser, hair salon, hair stylist, hairstylist, hair dresser, salon, hair studio
shop/hairdresser/barber | Barber | barber, barber shop, barbershop
shop/beauty | Beauty Salon | beauty salon, beautician, beauty parlor, beauty parlour, beauty studio, esthetician, spa, day spa, med spa, medspa, cosmetologist, lash studio, waxing
shop/beauty/nails | Nail Salon | nail salon, nail bar, nail studio, manicure
shop/massage | Massage Therapist | massage, massage therapist, massage parlor, massage studio
shop/tattoo | Tattoo Studio | tattoo studio, tattoo, tattoo shop, tattoo artist, tattoo parlor
shop/jewelry | Jewelry Store | jeweler, jewelry, jewelry shop
shop/optician | Optician | optician, eyewear shop, glasses shop
shop/florist | Florist | florist, flower shop, flower
shop/books | Bookstore | bookstore, bookshop, book shop, book seller, bookseller
shop/clothes | Clothing Store | clothing shop, clothes shop, fashion boutique, boutique, fashion shop, apparel shop, clothing boutique
shop/shoes | Shoe Store | shoe shop
shop/furniture | Furniture Store | furniture, furniture shop
shop/hardware | Hardware Store | hardware shop, ironmonger
shop/supermarket | Supermarket | supermarket, grocery shop, grocery, grocer
shop/alcohol | Liquor Store | liquor shop, off licence, off license, wine and spirit
shop/pet_grooming | Pet Groomer | pet groomer, dog groomer, pet grooming, dog grooming
shop/pet | Pet Store | pet shop
shop/interior_decoration | Interior Designer | interior designer, interior design, interior decorator
shop/travel_agency | Travel Agency | travel agency, travel agent, tour operator
shop/copyshop | Print Shop | print shop, printing company, printer, printing, printing service, copy shop
shop/funeral_directors | Funeral Home | funeral home, funeral director, undertaker, mortician
shop/bakery | Bakery | bakery, baker, bake shop, cake shop, pastry shop
shop/butcher | Butcher | butcher, butchery, butcher shop
shop/dry_cleaning | Dry Cleaner | dry cleaner, dry cleaning
shop/laundry | Laundry | laundry, laundromat, launderette
shop/storage_rental | Self Storage | self storage, storage unit, storage facility, storage
shop/mobile_phone | Mobile Phone Store | phone shop, cell phone shop, mobile shop
shop/electronics | Electronics Store | electronics shop, electronic shop
shop/computer | Computer Store | computer shop, computer repair
amenity/dentist | Dentist | dentist, dental, dental clinic, dental practice, dental office, cosmetic dentist, dental surgeon, dentistry, family dentist, pediatric dentist, dental care
healthcare/dentist/orthodontics | Orthodontist | orthodontist, orthodontic
amenity/doctors | Doctor | doctor, gp, general practitioner, medical practice, family doctor, doctor office, medical doctor, surgery
amenity/doctors/dermatology | Dermatologist | dermatologist, dermatology, dermatology clinic, skin clinic
amenity/doctors/plastic_surgery | Plastic Surgeon | plastic surgeon, plastic surgery, cosmetic surgeon, cosmetic surgery clinic
amenity/clinic | Clinic | clinic, medical clinic, urgent care, walk in clinic, health clinic, medical center
amenity/veterinary | Veterinarian | veterinarian, vet, veterinary, veterinary clinic, vet clinic, animal hospital, veterinary practice, pet hospital
amenity/pharmacy | Pharmacy | pharmacy, drugstore, drug shop, chemist
amenity/hospital | Hospital | hospital
amenity/childcare | Daycare | daycare, day care, childcare, child care, nursery, creche, daycare center, preschool
amenity/nursing_home | Nursing Home | nursing home, care home, retirement home
healthcare/physiotherapist | Physiotherapist | physiotherapist, physical therapist, physiotherapy, physical therapy, physio, physical therapy clinic
healthcare/alternative/chiropractic | Chiropractor | chiropractor, chiropractic, chiropractic clinic
healthcare/psychotherapist | Psychotherapist | psychotherapist, psychologist, counsellor, counselor, psychotherapy, psychology practice, mental health clinic
healthcare/optometrist | Optometrist | optometrist, eye doctor, eye clinic
amenity/restaurant | Restaurant | restaurant, eatery, diner, bistro, fine dining, food place
amenity/restaurant/pizza | Pizza Restaurant | pizza, pizzeria, pizza place, pizza shop
amenity/restaurant/sushi | Sushi Restaurant | sushi, sushi bar, sushi place
amenity/cafe | Cafe | cafe, coffee shop, coffeehouse, coffee house, coffee bar, coffee, tea room, café
amenity/bar | Bar | bar, cocktail bar, wine bar, lounge
amenity/pub | Pub | pub, public house, gastropub, tavern
amenity/nightclub | Nightclub | nightclub, night club, disco
amenity/fast_food | Fast Food Restaurant | fast food, takeaway, takeout, fast food restaurant, food truck
amenity/events_venue | Event Venue | event venue, wedding venue, events venue, party venue, banquet hall
amenity/driving_school | Driving School | driving school, driving instructor
education/driving_school | Driving School | driver school
amenity/car_rental | Car Rental | car rental, car hire, rental car, rent a car
amenity/car_wash | Car Wash | car wash, car detailing, auto detailing, valeting
amenity/fuel | Gas Station | gas station, petrol station, filling station
amenity/taxi | Taxi Service | taxi, taxi service, taxi company, cab company, minicab
amenity/coworking_space | Coworking Space | co work space
amenity/studio/audio | Recording Studio | recording studio, music studio
education/school | School | school, private school, primary school, high school
education/language_school | Language School | language school, english school
education/music_school | Music School | music school, music teacher, piano teacher
education/kindergarten | Kindergarten | kindergarten
education/prep_school | Tutoring Center | tutor, tutoring, tutoring center, test prep
tourism/hotel | Hotel | hotel, boutique hotel
tourism/guest_house | Guest House | guest house, bed and breakfast, bed breakfast, b b, bnb, guesthouse, inn
tourism/chalet | Holiday Cottage | holiday home, vacation rental, holiday cottage, vacation home
tourism/camp_site | Campground | campground, campsite, camping, camping site
tourism/gallery | Art Gallery | art gallery, gallery
tourism/museum | Museum | museum
shop/kitchen | Kitchen Showroom | kitchen showroom, kitchen company, kitchen fitter, kitchen remodeler, kitchen design
shop/garden_centre | Garden Center | garden center, plant nursery
craft/window_construction | Window Contractor | window contractor, window company, window installer, double glazing
craft/builder | Builder | construction company, builder, general contractor, building contractor, construction, home builder, construction firm, contractor, remodeling contractor, home remodeling, house builder
craft/pest_control | Pest Control | pest control, exterminator
craft/solar | Solar Installer | solar installer, solar company, solar panel installer, solar, solar energy company
`;

export interface OverlayEntry {
  readonly id: string;
  readonly label: string;
  readonly phrases: readonly string[];
}

export const overlay = lazy((): readonly OverlayEntry[] =>
  LINES.trim()
    .split('\n')
    .map((line) => {
      const [id = '', label = '', phrases = ''] = line.split(' | ');
      return { id, label, phrases: phrases.split(', ') };
    }),
);
