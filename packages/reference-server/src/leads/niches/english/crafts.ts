/** Everyday names of craftspeople that the presets of OpenStreetMap lack or assign to another niche: `id | label | names`. */
export const CRAFTS = `
craft/hvac | HVAC Contractor | hvac, hvac contractor, heating and cooling, heating, air conditioning, air conditioning contractor, ac repair, heating engineer, furnace repair, ac contractor, aircon, air con, heat pump installer, boiler repair, boiler installer, heating contractor, heating company, heating and air conditioning, air conditioning repair, air conditioning installer, air conditioning company, heating and air
craft/plumber | Plumber | plumber, plumbing, plumbing contractor, plumbing company, plumbing repair, drain cleaning, drain cleaner, water heater repair, gas plumber, gas engineer, drainage
craft/electrician | Electrician | electrician, electrical contractor, electrical, electrical repair, electrical company, electrical engineer contractor, electric contractor
craft/roofer | Roofer | roofer, roofing, roofing contractor, roofing company, roof repair, roofing repair, roof contractor
craft/carpenter | Carpenter | carpenter, carpentry
craft/painter | Painter | painter, painting contractor, painter decorator, house painter, decorator, painting and decorating, painting company, painting service, interior painter, exterior painter, house painting, paint contractor, residential painter
craft/gardener | Landscaper | gardener, landscaper, landscaping, landscape gardener, lawn care, landscape contractor, garden service, lawn service, tree surgeon, tree service, gardening, garden maintenance, lawn mowing, lawn maintenance, lawn mowing service, tree removal, arborist, tree trimming, tree surgery, tree cutting, landscape design, landscape designer, landscaping company, landscape company, lawn care service, tree care, garden designer, garden design
craft/cleaning | Cleaning Service | cleaning service, cleaner, cleaning, cleaning company, house cleaning, commercial cleaning, maid service, janitorial service, janitorial, carpet cleaning, window cleaner, window cleaning, cleaning firm, cleaning agency, office cleaning, office cleaner, domestic cleaning, domestic cleaner, house cleaner, home cleaning, maid, carpet cleaner, end of tenancy cleaning, housekeeping service, upholstery cleaning
craft/caterer | Caterer | caterer, catering, catering company, catering service, wedding caterer, wedding catering
craft/photographer | Photographer | photographer, photography, wedding photographer, photo studio, photography studio, portrait photographer, newborn photographer, photographer studio, family photographer
craft/floorer | Flooring Contractor | floorer, flooring, flooring contractor, flooring company, flooring installer, hardwood floor, wood flooring, floor fitter, floor layer, flooring shop
craft/joiner | Joiner | joiner, joinery, cabinet maker, cabinetmaker, cabinetry, custom cabinet
craft/brewery | Brewery | brewery, craft brewery, microbrewery
craft/winery | Winery | winery, vineyard
craft/locksmith | Locksmith | lock smith
craft/window_construction | Window Contractor | window contractor, window company, window installer, double glazing, window fitter, window replacement, replacement window, double glazing company, windows and doors, upvc window
craft/builder | Builder | construction company, builder, general contractor, building contractor, construction, home builder, construction firm, remodeling contractor, home remodeling, house builder, custom home builder, building company, building firm, renovation contractor, home renovation, renovation, remodeling, remodeler
craft/pest_control | Pest Control | pest control, exterminator, pest controller, pest control company, termite control, bed bug exterminator, extermination, pest management
craft/solar | Solar Installer | solar installer, solar company, solar panel installer, solar, solar energy company, solar panel, solar contractor, solar panel company, solar installation, solar power company
craft/handyman | Handyman | handyman, handyperson, handyman service, home repair, home repair service, odd job man, odd jobs
craft/paver | Paving Contractor | paver, paving, paving contractor, driveway paving, driveway contractor, driveway company, block paving, asphalt paving, asphalt contractor
craft/welder | Welder | welder, welding, welding shop, mobile welder, welding service
craft/piano_tuner | Piano Tuner | piano tuner, piano tuning, piano technician
craft/stonemason | Stonemason | mason, masonry, masonry contractor, stone mason
craft/scaffolder | Scaffolder | scaffolding, scaffolding company, scaffolding contractor
craft/insulator | Insulation Contractor | insulation, insulation contractor, insulation company, insulation installer, loft insulation
craft/chimney_sweeper | Chimney Sweep | chimney sweep, chimney cleaning, chimney cleaner
craft/signmaker | Sign Maker | sign maker, sign shop, sign company, signage, signage company, sign writer
craft/metal_construction | Metalworker | metal fabrication, metal fabricator, steel fabricator, steel fabrication, metal shop, metal work, metal working, sheet metal
craft/upholsterer | Upholsterer | upholstery, upholstery shop, furniture upholstery, reupholstery, furniture upholsterer
craft/tiler | Tiler | tile contractor, tile installer, tiling, tile setter, tiling contractor
craft/plasterer | Plasterer | plastering, plastering contractor, plaster contractor
craft/glaziery | Glazier | glazier, glazing, glass repair, window glass repair, glass and mirror
craft/carpet_layer | Carpet Fitter | carpet fitter, carpet installer, carpet layer
craft/electronics_repair | Electronics Repair Shop | phone repair, cell phone repair, mobile phone repair, iphone repair, tv repair, electronics repair, screen repair
craft/watchmaker | Watchmaker | watch repair, clock repair
craft/photographic_laboratory | Photo Lab | photo lab, photo printing
craft/dressmaker | Dressmaker | dressmaker, seamstress, dress maker, dressmaking
craft/pottery | Pottery Studio | pottery, potter, pottery studio, ceramic studio
craft/agricultural_engines | Agricultural Mechanic | tractor repair, farm equipment repair
craft/distillery | Distillery | distillery
craft/beekeeper | Beekeeper | beekeeper, apiary
craft/blacksmith | Blacksmith | blacksmith
craft/boatbuilder | Boat Builder | boat builder, boatbuilder, boat yard, boatyard, yacht builder
craft/key_cutter | Key Cutter | key cutting, key cutter
craft/sawmill | Sawmill | sawmill
`;
