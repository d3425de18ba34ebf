/** Everyday names of offices and agencies that the presets of OpenStreetMap lack or assign to another niche: `id | label | names`. */
export const OFFICES = `
office/lawyer | Law Firm | law firm, lawyer, law office, legal service, legal, law, solicitor, barrister, personal injury lawyer, divorce lawyer, family lawyer, criminal lawyer, immigration lawyer, advocate, law practice, legal firm, law chambers, attorney at law, attorney law, conveyancer, conveyancing solicitor
office/accountant | Accountant | accountant, accounting, accounting firm, bookkeeper, bookkeeping, cpa, chartered accountant, certified public accountant, bookkeeping service, accounting service, accounting office, accountancy, accountancy firm
office/tax_advisor | Tax Advisor | tax advisor, tax, tax consultant, tax preparer, tax preparation, tax accountant, tax service, income tax service, tax office consultant
office/estate_agent | Real Estate Agency | real estate agent, real estate agency, realtor, real estate, real estate broker, realty, estate agent, letting agent, property agent, property dealer, property company, real estate company, real estate office, property agency, house agent, realty company, realty agency, estate agency, letting agency, lettings agency
office/property_management | Property Management Company | property manager, property management
office/insurance | Insurance Agency | insurance, insurance agency, insurance agent, insurance broker, insurer, insurance company, insurance office, insurance brokerage
office/financial_advisor | Financial Advisor | financial advisor, financial planner, wealth manager, wealth management, investment advisor, retirement planner
office/advertising_agency | Marketing Agency | marketing agency, marketing, digital marketing agency, digital agency, digital marketing, advertising agency, ad agency, advertising, seo agency, seo, social media agency, pr agency, creative agency, branding agency, digital marketing company, marketing company, marketing firm, advertising company, advertising firm, branding company, seo company, public relation agency, public relation firm, media agency, online marketing agency
office/it | Software Company | software company, it company, it service, software, software developer, software house, web designer, web design, web design agency, web developer, web development, web agency, managed service provider, msp, it support, tech company, saas, saas company, startup, it support company, it consultant, it consulting, it firm, app developer, mobile app developer, app development, mobile app development company, software development, software development company, software engineering company, web development company, web design company, software agency, website designer, website design, computer service
office/graphic_design | Graphic Designer | graphic designer, graphic design, design studio, design agency, logo designer, logo design
office/architect | Architect | architect, architecture, architecture firm, architectural firm
office/engineer | Engineering Firm | engineer, engineering firm, civil engineer, structural engineer, engineering, engineering company, engineering office, mechanical engineer
office/consulting | Consultant | consultant, consulting firm, consultancy, consulting, business consultant, management consultant, consulting company, consulting agency, business consulting, management consulting, business advisor
office/employment_agency | Recruitment Agency | recruitment agency, recruiter, recruitment, staffing agency, employment agency, headhunter, temp agency, job agency, recruitment company, recruitment consultant, recruiting agency, recruiting, staffing company, staffing, employment service
office/moving_company | Moving Company | moving company, mover, moving, removal company, removal service, relocation company, house removal, removalist, removal firm, man van, man with a van, home mover, furniture mover, local mover
office/security | Security Company | security company, security guard, security, security guard company, security firm, security guard service, private security
office/surveyor | Surveyor | surveyor, land surveyor, land surveying, surveying company, quantity surveyor, building surveyor, chartered surveyor
office/notary | Notary | notary, notary public
office/translator | Translator | translator, translation agency, translation, interpreter, translation company, translation service, translation office, certified translator
office/therapist | Therapist | therapist, therapy
office/private_investigator | Private Investigator | private investigator, private detective, detective, detective agency, private eye, investigator
office/coworking | Coworking Space | coworking space, coworking, co working space, shared office, shared workspace, co work
office/courier | Courier | courier, courier service, courier company, parcel service, messenger service, same day courier, parcel delivery, parcel courier
office/logistics | Logistics Company | logistics, logistics company, freight forwarder, freight forwarding, freight company, haulage, haulage company, haulier, trucking company, trucking, shipping company, transport company, transportation company, cargo company
office/publisher | Publisher | publisher, publishing company, publishing house, book publisher, publishing
office/energy_supplier | Energy Supplier | energy supplier, energy company, electric company, electricity company, power company, energy provider, gas supplier
office/water_utility | Water Utility | water company, water utility, water supplier, water board
office/telecommunication | Telecom Company | telecom company, telecom, internet provider, internet service provider, isp, phone company, telecommunications
office/charity | Charity | charity, charitable organization
office/ngo | NGO | ngo, non governmental organization
office/guide | Tour Guide | tour guide
office/newspaper | Newspaper | newspaper, newspaper publisher
`;
