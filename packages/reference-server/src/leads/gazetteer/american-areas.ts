/**
 * Areas of the United States and Canada that people name and that are no divisions of GeoNames: the name, other names after `=`, and the
 * towns that reach to its edges. A town is `name` in the region of the line or `name@region`; a line `# country.region`
 * begins a region. Sources: the metropolitan areas of the US Census Bureau and of Statistics Canada,
 * and the articles of Wikipedia about each area.
 */
export const AMERICAN_AREAS = `
# US.CA
San Francisco Bay Area = Bay Area = SF Bay Area = SF Bay = San Francisco Bay = the Bay: San Francisco, Oakland, San Jose, Fremont, Vallejo, Santa Rosa, Concord, Napa
Silicon Valley = Santa Clara Valley: San Jose, Sunnyvale, Santa Clara, Mountain View, Palo Alto, Cupertino, Milpitas
East Bay: Oakland, Berkeley, Richmond, Hayward, Fremont, Concord, Walnut Creek, Pleasanton
South Bay: San Jose, Sunnyvale, Santa Clara, Mountain View, Milpitas, Gilroy
Wine Country = North Bay Area: Santa Rosa, San Rafael, Petaluma, Napa, Vallejo, Novato
San Francisco Peninsula = the Peninsula: San Mateo, Redwood City, South San Francisco, Daly City, Menlo Park
Southern California = SoCal: Los Angeles, San Diego, Riverside, San Bernardino, Santa Barbara, Anaheim, Palm Springs
Northern California = NorCal: San Francisco, Sacramento, San Jose, Redding, Chico, Santa Rosa
Inland Empire = the Inland Empire = Riverside-San Bernardino: Riverside, San Bernardino, Ontario, Fontana, Moreno Valley, Corona, Temecula, Redlands
Central Valley = San Joaquin Valley: Fresno, Bakersfield, Stockton, Modesto, Visalia, Merced
Coachella Valley: Palm Springs, Palm Desert, Indio, Coachella
San Fernando Valley: Northridge, Van Nuys, Burbank, Glendale, Woodland Hills, San Fernando
San Gabriel Valley: Pasadena, Alhambra, El Monte, West Covina, Pomona
Central Coast: Santa Barbara, San Luis Obispo, Santa Maria, Salinas, Monterey
Los Angeles metropolitan area = Greater LA = Greater Los Angeles = LA metro: Los Angeles, Long Beach, Anaheim, Santa Ana, Pasadena, Santa Clarita
# US.NY
New York metropolitan area = Tri-State Area = Tri-State = NY/NJ/CT = NY/NJ/CT Tri-State Area = Tristate Area = NY Tri-State Area = New York Tri-State Area = NYC Tri-State Area = Greater New York = NYC metro area: New York City, Newark@NJ, Yonkers, White Plains, Stamford@CT, Jersey City@NJ, Hempstead, New Brunswick@NJ
Long Island: Hempstead, Levittown, Huntington, Brentwood, Smithtown, Riverhead, Hauppauge
Western New York = WNY: Buffalo, Niagara Falls, Rochester, Jamestown
Central New York = CNY: Syracuse, Utica, Auburn, Rome
North Country: Plattsburgh, Watertown, Massena
Hudson Valley: Yonkers, Poughkeepsie, Newburgh, Kingston, White Plains, Middletown
Capital District = Capital Region = Albany-Schenectady-Troy: Albany, Schenectady, Troy, Saratoga Springs
Finger Lakes: Ithaca, Geneva, Auburn, Canandaigua
Southern Tier: Binghamton, Elmira, Corning, Olean
# US.TX
Dallas–Fort Worth = Dallas-Fort Worth = DFW = D/FW = Dallas Ft Worth = DFW Metroplex = the Metroplex = Metroplex = North Texas: Dallas, Fort Worth, Arlington, Plano, Irving, Denton, McKinney, Mesquite
Rio Grande Valley = RGV: McAllen, Brownsville, Harlingen, Edinburg
Texas Hill Country = Hill Country: Kerrville, Fredericksburg, New Braunfels, San Marcos, Boerne
Permian Basin: Midland, Odessa, Big Spring
Golden Triangle: Beaumont, Port Arthur, Orange
# US.MN
Twin Cities = the Twin Cities = Minneapolis-Saint Paul = MSP: Minneapolis, Saint Paul, Bloomington, Brooklyn Park, Plymouth, Eagan
# US.NC
Research Triangle = the Triangle = Triangle Area = RTP = Research Triangle Park = Raleigh-Durham-Chapel Hill = Raleigh-Durham: Raleigh, Durham, Chapel Hill, Cary
Piedmont Triad = the Triad = Triad = Greensboro-Winston-Salem-High Point = Greensboro--Winston-Salem: Greensboro, Winston-Salem, High Point
Outer Banks = OBX: Kill Devil Hills, Nags Head, Kitty Hawk
# US.VA
Hampton Roads = Tidewater = Virginia Peninsula: Virginia Beach, Norfolk, Newport News, Hampton, Chesapeake, Suffolk
Northern Virginia = NoVA = NOVA: Arlington, Alexandria, Reston, Fairfax, Leesburg, Manassas
Shenandoah Valley: Harrisonburg, Winchester, Staunton
# US.DC
Washington metropolitan area = DMV = the DMV = National Capital Region = DC metro = DC area = Washington DC area = D.C. metro: Washington, D.C., Arlington@VA, Alexandria@VA, Bethesda@MD, Silver Spring@MD, Rockville@MD, Reston@VA
# US.IL
Chicagoland = Chicago metro = Greater Chicago: Chicago, Aurora, Naperville, Joliet, Elgin, Waukegan, Evanston
Metro East: Belleville, East Saint Louis, Collinsville, Edwardsville
Quad Cities = the Quad Cities: Davenport@IA, Bettendorf@IA, Moline, Rock Island
# US.FL
South Florida = Southeast Florida: Miami, Fort Lauderdale, Hollywood, West Palm Beach, Boca Raton, Homestead
Tampa Bay Area = Tampa Bay: Tampa, Saint Petersburg, Clearwater, Brandon, Bradenton
Central Florida: Orlando, Lakeland, Kissimmee, Sanford, Daytona Beach
Southwest Florida = SWFL: Fort Myers, Cape Coral, Naples, Punta Gorda
Space Coast: Melbourne, Palm Bay, Titusville, Cocoa
Treasure Coast: Port Saint Lucie, Vero Beach, Stuart, Fort Pierce
Florida Keys = the Keys: Key West, Marathon, Key Largo
Florida Panhandle = Emerald Coast: Pensacola, Panama City, Destin, Tallahassee
First Coast: Jacksonville, Saint Augustine, Orange Park
# US.MI
Metro Detroit = Detroit metro: Detroit, Warren, Sterling Heights, Dearborn, Livonia, Troy, Pontiac
Upper Peninsula = the UP: Marquette, Escanaba, Sault Ste. Marie, Houghton
Tri-Cities: Saginaw, Midland, Bay City
# US.PA
Delaware Valley = Greater Philadelphia Area = Philly metro: Philadelphia, Camden@NJ, Wilmington@DE, Norristown, Chester, King of Prussia
Lehigh Valley: Allentown, Bethlehem, Easton
Main Line: Bryn Mawr, Ardmore, Paoli
Poconos = the Poconos: Stroudsburg, East Stroudsburg, Mount Pocono
# US.NJ
North Jersey = Northern New Jersey: Newark, Jersey City, Paterson, Elizabeth, Hackensack, Morristown
South Jersey: Camden, Cherry Hill, Vineland, Atlantic City
Central Jersey: New Brunswick, Edison, Princeton, Trenton
Jersey Shore: Asbury Park, Long Branch, Toms River, Atlantic City
# US.MA
Cape Cod = the Cape: Hyannis, Falmouth, Barnstable, Sandwich
New England: Boston, Worcester, Providence@RI, Hartford@CT, New Haven@CT, Manchester@NH, Portland@ME, Burlington@VT
South Shore: Quincy, Weymouth, Plymouth
Pioneer Valley: Springfield, Holyoke, Northampton, Amherst Center
Merrimack Valley: Lowell, Lawrence, Haverhill
# US.WA
Puget Sound = Puget Sound Area = Greater Seattle = Seattle metro = Seattle-Tacoma: Seattle, Tacoma, Bellevue, Everett, Kent, Olympia, Bremerton
Eastside: Bellevue, Redmond, Kirkland, Issaquah
Tri-Cities: Kennewick, Pasco, Richland
Pacific Northwest = PNW: Seattle, Tacoma, Spokane, Portland@OR, Salem@OR, Eugene@OR
Western Washington: Seattle, Tacoma, Everett, Olympia, Bellingham, Vancouver
Eastern Washington: Spokane, Yakima, Kennewick, Walla Walla, Wenatchee
# US.TN
Tri-Cities: Johnson City, Kingsport, Bristol
Middle Tennessee: Nashville, Murfreesboro, Franklin, Clarksville
East Tennessee: Knoxville, Chattanooga, Johnson City
West Tennessee: Memphis, Jackson, Germantown
# US.OR
Willamette Valley: Portland, Salem, Eugene, Corvallis
Central Oregon: Bend, Redmond, Prineville
# US.CO
Front Range = Front Range Urban Corridor: Denver, Aurora, Colorado Springs, Fort Collins, Boulder, Pueblo
# US.UT
Wasatch Front: Salt Lake City, Provo, Ogden, Layton, West Valley City
Salt Lake Valley: Salt Lake City, West Valley City, Sandy, West Jordan
# US.ID
Treasure Valley = Boise metro: Boise, Nampa, Meridian, Caldwell
# US.AZ
Greater Phoenix = Valley of the Sun = Phoenix metro: Phoenix, Mesa, Scottsdale, Glendale, Chandler, Tempe, Surprise
# US.OH
Northeast Ohio: Cleveland, Akron, Canton, Youngstown, Lorain
Miami Valley: Dayton, Kettering, Springfield, Middletown
# US.SC
Lowcountry: Charleston, North Charleston, Hilton Head, Beaufort
Grand Strand: Myrtle Beach, North Myrtle Beach, Conway
Upstate South Carolina = Upstate SC: Greenville, Spartanburg, Anderson
# US.AL
Wiregrass: Dothan, Enterprise, Ozark
# US.MS
Mississippi Gulf Coast: Gulfport, Biloxi, Pascagoula
# CA.08
Greater Toronto Area = GTA = Toronto metro: Toronto, Mississauga, Brampton, Markham, Vaughan, Oshawa, Burlington
Golden Horseshoe = GTHA: Toronto, Hamilton, Oshawa, St. Catharines, Niagara Falls, Kitchener
Kitchener-Waterloo = KW: Kitchener, Waterloo, Cambridge
Niagara Region = Niagara Peninsula: St. Catharines, Niagara Falls, Welland
# CA.02
Metro Vancouver = Lower Mainland = Greater Vancouver = GVA: Vancouver, Surrey, Burnaby, Richmond, Coquitlam, Langley, Abbotsford
Fraser Valley: Abbotsford, Chilliwack, Langley, Mission
Okanagan = Okanagan Valley: Kelowna, Penticton, Vernon
Vancouver Island: Victoria, Nanaimo, Courtenay, Campbell River
`;
