import type { Clock } from '@scrapekit/core';
import { withoutBrackets } from '@scrapekit/guarded-http';
import { SettingError } from '@scrapekit/storage/startup-failure';
import type { FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from '../settings/config.ts';
import type { Source } from '../leads/source.ts';
import { createGooglePlacesClient } from '../leads/sources/google-places-client.ts';
import { createGooglePlacesSource } from '../leads/sources/google-places.ts';
import { createNominatim } from '../leads/sources/nominatim.ts';
import { createOpenStreetMapSource } from '../leads/sources/openstreetmap.ts';
import { createOverpass } from '../leads/sources/overpass.ts';
import { createRequestSender, type RequestSender } from '../leads/sources/request-sender.ts';
import type { Net } from '../net/net.ts';
import { createTrustingNet } from '../net/live.ts';
import { serverVersion } from '../settings/version.ts';

export interface LiveSourceParts {
  readonly net: Net;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** How many workers share the rate that the source allows, this one included. @default 1 */
  readonly workers?: (() => number) | undefined;
}

export interface LiveSource {
  readonly source: Source;
  close(): Promise<void>;
}

const NOMINATIM_URL = 'https://nominatim.openstreetmap.org';
const OVERPASS_URL = 'https://overpass-api.de/api/interpreter';
const GOOGLE_PLACES_URL = 'https://places.googleapis.com';
const PROJECT_URL = 'https://github.com/scrapekit/integrations';
const GOOGLE_MAX_REQUESTS = 100;
const GOOGLE_CONNECTIONS = 4;

/** Opens the source that `SOURCE` names. Throws SettingError when a setting that it needs is missing. */
export const openLiveSource = (config: ServerConfig, parts: LiveSourceParts): LiveSource =>
  config.source === 'google-places' ? openGooglePlaces(config, parts) : openOpenStreetMap(config, parts);

function openOpenStreetMap(
  config: ServerConfig,
  { net, clock, logger, workers }: LiveSourceParts,
): LiveSource {
  const { nominatimUrl, overpassUrl, osmContact } = config;
  const contact = osmContact ?? config.publicUrl;
  if (contact === undefined)
    logger.info(
      "OpenStreetMap's policy requires a contact address. Set OSM_CONTACT to an e-mail address or a website.",
    );
  const sender = createRequestSender(trusting(net, [nominatimUrl, overpassUrl]), 1);
  const userAgent = `scrapekit-reference-server/${serverVersion()} (+${contact ?? PROJECT_URL})`;
  const service = (url: string) => ({ url, sender, clock, userAgent, workers });
  return withSender(
    createOpenStreetMapSource({
      nominatim: createNominatim(service(nominatimUrl ?? NOMINATIM_URL)),
      overpass: createOverpass(service(overpassUrl ?? OVERPASS_URL)),
    }),
    sender,
  );
}

function openGooglePlaces(config: ServerConfig, { net, clock }: LiveSourceParts): LiveSource {
  const { googlePlacesKey: key, googlePlacesTerms, googlePlacesUrl } = config;
  const missing = [
    ...(key === undefined ? ['GOOGLE_PLACES_KEY to a key of your own with "Places API (New)"'] : []),
    ...(googlePlacesTerms === undefined
      ? ["GOOGLE_PLACES_TERMS=accepted if Google's terms allow what you do with the leads (see the README)"]
      : []),
  ];
  if (key === undefined || missing.length > 0)
    throw new SettingError(`SOURCE=google-places needs more settings. Set ${missing.join(', and ')}.`);
  const sender = createRequestSender(trusting(net, [googlePlacesUrl]), GOOGLE_CONNECTIONS);
  const client = createGooglePlacesClient({ url: googlePlacesUrl ?? GOOGLE_PLACES_URL, key, sender, clock });
  const mostRequests = config.googlePlacesMaxRequests ?? GOOGLE_MAX_REQUESTS;
  return withSender(createGooglePlacesSource({ client, mostRequests }), sender);
}

const withSender = (source: Source, sender: RequestSender): LiveSource => ({
  source,
  close: async () => await sender.close(),
});

/**
 * Returns a network that also reaches the hosts of these URLs when they are private, because the operator chose them.
 */
function trusting(net: Net, urls: readonly (string | undefined)[]): Net {
  const hosts = urls.filter((url) => url !== undefined).map((url) => withoutBrackets(new URL(url).hostname));
  return createTrustingNet(net, new Set(hosts));
}
