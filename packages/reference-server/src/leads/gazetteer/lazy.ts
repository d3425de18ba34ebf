/** Calls `make` at the first use and keeps what it made: start-up does not pay for data nobody asks for. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
