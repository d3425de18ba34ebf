/** No city, region, country or post code answers to the words. */
export class UnknownLocationError extends Error {
  override readonly name = 'UnknownLocationError';

  constructor(location: string) {
    super(
      `The location "${location}" was not found. Write a city with its country, such as "Austin, Texas" or "Dublin, Ireland", ` +
        'a region, or a US, Canadian or UK post code.',
    );
  }
}
