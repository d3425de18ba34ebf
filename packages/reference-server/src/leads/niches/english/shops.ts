/** Everyday names of shops that the presets of OpenStreetMap lack or assign to another niche: `id | label | names`. */
export const SHOPS = `
shop/car_repair | Car Repair Shop | car repair, car repair shop, mechanic, auto mechanic, garage, car garage, auto shop, car workshop, auto body shop, body shop, collision repair, panel beater, car service, mot center, oil change, transmission repair, transmission shop, brake repair, brake shop, muffler shop, engine repair, car mechanic shop, auto body, smash repair, vehicle repair, car body repair, garage service, mot garage, mot, collision center
shop/car | Car Dealership | car dealer, car dealership, dealership, car sale, new car dealer, vehicle dealer, car showroom
shop/car/second_hand | Used Car Dealership | used car dealer, used car dealership, used car
shop/tyres | Tire Shop | tire shop, tire dealer, tire center, tire service, tire garage, tire fitter, tire fitting
shop/car_parts | Auto Parts Store | auto part, auto parts shop
shop/motorcycle | Motorcycle Dealership | motorcycle dealer, motorcycle shop, motorbike dealer, motorbike shop
shop/locksmith | Locksmith | locksmith
shop/hairdresser | Hair Salon | hairdresser, hair salon, hair stylist, hairstylist, hair dresser, salon, hair studio, hair braiding, hair braider, hair extension salon, blow dry bar, hairdressing, hairdressing salon, ladies hairdresser
shop/hairdresser/barber | Barber | barber, barber shop, barbershop, mens hairdresser, men barber, gents barber
shop/beauty | Beauty Salon | beauty salon, beautician, beauty parlor, beauty studio, esthetician, spa, day spa, med spa, medspa, cosmetologist, lash studio, waxing, makeup artist, make up artist, mua, brow bar, eyebrow threading, threading salon, skin care, skincare, skin care clinic, aesthetician, lash extension, eyelash extension, laser hair removal, beauty therapist, beauty clinic, cosmetic clinic, waxing salon, medical spa, health spa
shop/beauty/nails | Nail Salon | nail salon, nail bar, nail studio, manicure, nail tech, nail technician, nail artist, manicurist, pedicure, mani pedi, nail
shop/massage | Massage Therapist | massage, massage therapist, massage parlor, massage studio, massage therapy, sports massage, thai massage, massage center, masseuse
shop/tattoo | Tattoo Studio | tattoo studio, tattoo, tattoo shop, tattoo artist, tattoo parlor, tattooist, tattooing, tattoo and piercing, tattoo place
shop/jewelry | Jewelry Store | jeweler, jewelry, jewelry shop
shop/optician | Optician | optician, eyewear shop, eyeglass shop, spectacle shop, optical shop, opticals, eyewear
shop/florist | Florist | florist, flower shop, flower, flower delivery
shop/books | Bookstore | bookstore, bookshop, book shop, book seller, bookseller
shop/clothes | Clothing Store | clothing shop, clothes shop, fashion boutique, boutique, fashion shop, apparel shop, clothing boutique, clothes, clothing, fashion, women clothing shop, apparel, footwear and clothing, men clothing shop, dress shop, mens wear, menswear, womens wear, womenswear, ladies wear
shop/shoes | Shoe Store | shoe shop, footwear, footwear shop
shop/furniture | Furniture Store | furniture, furniture shop, furniture dealer
shop/hardware | Hardware Store | hardware shop, ironmonger
shop/supermarket | Supermarket | supermarket, grocery shop, grocery, grocer, grocery market, food market
shop/alcohol | Liquor Store | liquor shop, off licence, wine and spirit, bottle shop, package shop, wine and liquor, booze shop, beer shop
shop/pet_grooming | Pet Groomer | pet groomer, dog groomer, pet grooming, dog grooming, pet groom, mobile dog groomer, dog grooming salon, dog grooming parlor, pet salon, pet spa
shop/pet | Pet Store | pet shop, aquarium shop, aquatic shop, tropical fish shop
shop/interior_decoration | Interior Designer | interior designer, interior design, interior decorator, interior design studio, interior design firm, home decor, interior decorating
shop/travel_agency | Travel Agency | travel agency, travel agent, tour operator, travel, tour company, tour agency, tour and travel
shop/copyshop | Print Shop | print shop, printing company, printer, printing, printing service, copy shop, print, printing house, printing press, digital printing, offset printing, print and copy
shop/funeral_directors | Funeral Home | funeral home, funeral director, undertaker, mortician, funeral parlor, funeral service, cremation service, mortuary
shop/bakery | Bakery | bakery, baker, bake shop, cake shop, pastry shop, cake, cake maker, cake bakery, bread shop, artisan bakery, cupcake shop
shop/butcher | Butcher | butcher, butchery, butcher shop, meat shop, meat market
shop/dry_cleaning | Dry Cleaner | dry cleaner, dry cleaning
shop/laundry | Laundry | laundry, laundromat, launderette, laundry service, coin laundry
shop/storage_rental | Self Storage | self storage, storage unit, storage facility, storage, storage unit rental, self storage facility, storage rental
shop/mobile_phone | Mobile Phone Store | phone shop, cell phone shop, mobile shop, mobile phone shop, cellphone shop, cell phone dealer
shop/electronics | Electronics Store | electronics shop
shop/computer | Computer Store | computer shop, computer repair, computer repair shop, laptop repair, pc repair
shop/kitchen | Kitchen Showroom | kitchen showroom, kitchen company, kitchen fitter, kitchen remodeler, kitchen design, kitchen fitting, kitchen installer, kitchen remodeling, fitted kitchen
shop/garden_centre | Garden Center | garden center, plant nursery, nursery plant, garden nursery, tree nursery, plant shop
shop/tailor | Tailor | tailor, tailoring, alterations, alteration shop, clothing alteration, tailor shop
shop/shoe_repair | Shoe Repair Shop | cobbler, shoe repair, shoe repairer, shoe mender
shop/bicycle | Bike Shop | bicycle shop, bike shop, cycle shop, bike mechanic, bike repair, bicycle repair, e bike shop, electric bike shop, ebike shop, bicycle mechanic
shop/motorcycle_repair | Motorcycle Repair Shop | motorcycle mechanic, motorbike mechanic, motorbike repair
shop/tobacco | Tobacco Shop | tobacconist, smoke shop, cigar shop, cigarette shop
shop/e-cigarette | Vape Shop | vape shop, vape, vaping shop, e cigarette shop, ecig shop
shop/cannabis | Cannabis Dispensary | dispensary, cannabis dispensary, weed dispensary, marijuana dispensary, weed shop, cannabis shop, pot shop
shop/pawnbroker | Pawn Shop | pawn shop, pawnbroker, pawn broker
shop/cheese | Cheese Shop | cheesemonger, cheese shop, cheese maker shop
shop/deli | Delicatessen | deli, delicatessen
shop/seafood | Fishmonger | fishmonger, fish monger, fish shop, fish market, seafood market
shop/greengrocer | Greengrocer | greengrocer, fruit shop, vegetable shop, fruit and veg, fruit and vegetable shop, fruit and veg shop, produce market
shop/convenience | Convenience Store | convenience shop, corner shop, mini mart, minimart, mini market
shop/doityourself | DIY Store | diy shop, home improvement shop, home center
shop/trade | Builders' Merchant | builder merchant, building supplies, building materials, building material supplier, lumber yard, timber merchant, timber yard, plumbing supply, electrical supply
shop/bed | Mattress Store | mattress shop, bed shop, bedding shop, mattress
shop/second_hand | Thrift Store | thrift shop, second hand shop, secondhand shop, consignment shop, resale shop
shop/antiques | Antique Shop | antique shop, antique dealer, antiques
shop/musical_instrument | Musical Instrument Store | music shop, guitar shop, piano shop, instrument shop, musical instrument shop
shop/games | Game Store | board game shop, game shop, tabletop game shop
shop/party | Party Supply Store | party shop, party supply shop, party supplies, balloon shop
shop/boat | Boat Dealer | boat dealer, boat dealership, yacht dealer, yacht broker, boat shop
shop/caravan | RV Dealership | rv dealer, rv dealership, caravan dealer, motorhome dealer, camper dealer
shop/truck | Truck Dealer | truck dealer, truck dealership
shop/tool_hire | Tool Rental | tool rental, tool hire, equipment rental, plant hire, equipment hire, construction equipment rental
shop/hearing_aids | Hearing Aid Center | hearing aid, hearing aid center, hearing center, hearing clinic, hearing aid shop
shop/nutrition_supplements | Supplement Store | supplement shop, vitamin shop, supplements, health supplement shop
shop/health_food | Health Food Store | health food, health food shop, organic shop, organic food shop, organic grocery
shop/clothes/wedding | Bridal Shop | bridal shop, bridal boutique, wedding dress shop, wedding dress, bridal, bridal gown, bridal wear, wedding dress designer
shop/clothes/underwear | Lingerie Store | lingerie, lingerie shop, underwear shop
shop/frame | Framing Shop | picture framer, picture framing, framer, custom framing, framing
shop/chocolate | Chocolate Shop | chocolatier, chocolate shop, chocolate maker
shop/photo | Photography Store | camera shop
shop/swimming_pool | Pool Supply Store | pool shop, pool supply, hot tub dealer, hot tub shop
shop/psychic | Psychic | psychic, psychic reader, fortune teller, astrologer, tarot reader
shop/bookmaker | Bookmaker | bookmaker, bookie, betting shop
shop/money_lender | Money Lender | money lender, payday loan, loan company, payday lender
shop/pottery | Pottery Store | pottery shop
shop/charity | Charity Shop | charity shop, op shop
shop/wine | Wine Shop | wine shop, wine merchant
shop/appliance | Appliance Store | appliance shop, appliance dealer, white goods
shop/tea | Tea Shop | tea shop
shop/medical_supply | Medical Supply Store | medical supply, medical equipment
shop/weapons | Gun Shop | gun shop, firearms dealer, gun dealer, gunsmith
shop/outdoor | Outdoor Store | camping shop, outdoor shop
shop/sports | Sporting Goods Store | sporting goods, sports shop, sporting good shop
shop/toys | Toy Store | toy shop, toys
shop/erotic | Adult Store | sex shop, adult shop
shop/newsagent | Newsagent | newsagent, news agent, newsstand
shop/stationery | Stationery Store | stationer, stationery, stationery shop, office supplies
shop/fabric | Fabric Store | fabric shop, textile shop
shop/watches | Watch Shop | watch shop, watch dealer
shop/bag | Luggage Store | luggage shop, handbag shop, bag shop
shop/lighting | Lighting Store | lighting shop, lighting showroom, lamp shop
shop/bathroom_furnishing | Bathroom Showroom | bathroom showroom, bathroom shop
shop/window_blind | Window Blind Store | blind shop, window blinds, blinds, window blind shop
shop/curtain | Curtain Store | curtain shop, curtains, drapery
shop/carpet | Carpet Store | carpet shop, rug shop
shop/tiles | Tile Shop | tile shop
shop/paint | Paint Store | paint shop
shop/video_games | Video Game Store | video game shop
shop/pyrotechnics | Fireworks Store | firework shop, fireworks
shop/agrarian | Farm Supply Store | farm supply, farm supply shop, feed shop, agricultural supply
shop/craft | Craft Store | craft shop, art supply shop, arts and crafts shop, art supply
shop/clothes/second_hand | Vintage Clothing Store | vintage clothing, vintage clothes shop, second hand clothes, used clothing shop
shop/sewing | Sewing Store | sewing shop, haberdasher, haberdashery
shop/scuba_diving | Dive Shop | dive shop, scuba shop, diving shop
shop/beauty/tanning | Tanning Salon | tanning salon, sunbed salon, sunbed, tanning studio
`;
