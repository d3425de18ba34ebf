/** The body of an answer that comes from the relay itself and not from a provider. */
export const relayError = (
  message: string,
): { readonly error: { readonly code: string; readonly message: string } } => ({
  error: { code: 'relay', message },
});
