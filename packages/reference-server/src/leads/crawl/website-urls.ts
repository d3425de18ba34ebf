export const isHttp = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

/** A profile there is no website of one's own: robots are not welcome, and the addresses are not the business's. */
const hosts = new Set(
  'facebook.com fb.com fb.me instagram.com twitter.com x.com tiktok.com youtube.com youtu.be linkedin.com pinterest.com whatsapp.com wa.me t.me telegram.me snapchat.com threads.net yelp.com tripadvisor.com google.com goo.gl g.page business.site maps.app.goo.gl linktr.ee booking.com airbnb.com doordash.com ubereats.com grubhub.com opentable.com foursquare.com vk.com wikipedia.org medium.com reddit.com'.split(
    ' ',
  ),
);

export const isSocialHost = (registeredDomain: string): boolean => hosts.has(registeredDomain);
