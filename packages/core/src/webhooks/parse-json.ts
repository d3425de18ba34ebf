const decoder = new TextDecoder('utf-8', { fatal: true });

export interface Json {
  readonly text: string;
  readonly value: unknown;
}

/** A JSON text in UTF-8 and its value; undefined if the bytes are anything else. */
export function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    const text = decoder.decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
