/** First words of invented business names. */
export const brandWords =
  'Amber Anchor Aspen Beacon Birch Bluebird Bright Brook Cardinal Cedar Clear Clover Cobalt Copper Coral Crescent Crystal Dawn Delta Eagle Echo Ember Evergreen Fern Forge Fox Gentle Golden Granite Grove Harbor Harvest Hazel Heron Hilltop Horizon Ivory Ivy Jade Juniper Keystone Lakeside Lantern Laurel Lighthouse Lotus Lunar Magnolia Maple Meadow Mosaic North Oakridge Olive Opal Orchard Pebble Pine Pioneer Prairie Quartz Raven Redwood River Robin Rosewood Sage Sapphire Silver Sparrow Spring Sterling Stone Summit Sunrise Thistle Timber Union Valley Velvet Violet Walnut Wild Willow Windmill Zenith'.split(
    ' ',
  );

/** Words after the name for some niches. Other niches use their label. */
const trades: Readonly<Record<string, string>> = {
  'amenity/dentist': 'Dental|Dental Care|Family Dental|Dentistry|Smiles|Dental Studio|Dental Group',
  'office/lawyer': 'Law|Law Group|Legal|Law Partners|Attorneys|Law Office',
  'office/accountant': 'Accounting|Accountants|Tax and Accounting|Bookkeeping|Advisors',
  'office/estate_agent': 'Realty|Homes|Properties|Real Estate|Estates',
  'office/insurance': 'Insurance|Insurance Group|Insurance Partners',
  'office/advertising_agency': 'Media|Marketing|Creative|Digital|Agency',
  'office/it': 'Software|Labs|Systems|Technologies|Digital|Cloud',
  'office/architect': 'Architects|Architecture|Design Studio',
  'amenity/restaurant': 'Kitchen|Table|Grill|Bistro|Tavern|Dining Room|House',
  'amenity/cafe': 'Coffee|Cafe|Roasters|Espresso Bar|Coffee House',
  'amenity/bar': 'Bar|Lounge|Taproom|Cocktail Bar',
  'amenity/pub': 'Arms|Inn|Tavern|Tap',
  'amenity/veterinary': 'Veterinary|Animal Hospital|Pet Clinic|Vets',
  'amenity/doctors': 'Medical|Family Practice|Health|Medical Center',
  'amenity/pharmacy': 'Pharmacy|Drugs|Apothecary',
  'amenity/childcare': 'Daycare|Nursery|Early Learning',
  'shop/car_repair': 'Auto Repair|Motors|Garage|Auto Care|Automotive',
  'shop/car': 'Motors|Auto Sales|Cars|Auto Group',
  'shop/hairdresser': 'Hair|Salon|Hair Studio|Hair Design',
  'shop/hairdresser/barber': 'Barbers|Barber Shop|Barber Co',
  'shop/beauty': 'Beauty|Spa|Beauty Studio|Skin and Body',
  'shop/bakery': 'Bakery|Bread|Bakehouse|Patisserie',
  'shop/florist': 'Flowers|Florist|Blooms',
  'shop/clothes': 'Boutique|Clothing|Apparel|Outfitters',
  'shop/books': 'Books|Bookshop|Book Company',
  'leisure/fitness_centre': 'Fitness|Gym|Strength|Athletic Club',
  'leisure/fitness_centre/yoga': 'Yoga|Yoga Studio|Yoga Collective',
  'craft/plumber': 'Plumbing|Plumbing and Heating|Plumbers|Drains',
  'craft/electrician': 'Electric|Electrical|Electricians',
  'craft/hvac': 'Heating and Air|Air|Climate|Cooling',
  'craft/roofer': 'Roofing|Roofs|Roofing and Siding',
  'craft/photographer': 'Photography|Photo|Studios|Portraits',
  'craft/gardener': 'Landscaping|Gardens|Lawn Care|Landscapes',
  'craft/cleaning': 'Cleaning|Clean|Cleaning Services',
  'craft/builder': 'Construction|Builders|Building Company|Contracting',
  'healthcare/alternative/chiropractic': 'Chiropractic|Spine and Wellness|Chiropractic Center',
  'healthcare/physiotherapist': 'Physical Therapy|Physio|Movement',
  'tourism/hotel': 'Hotel|Inn|Suites|Lodge|Hotel and Spa',
};

export const tradesOf = (nicheId: string, label: string): readonly string[] =>
  trades[nicheId]?.split('|') ?? [label];
