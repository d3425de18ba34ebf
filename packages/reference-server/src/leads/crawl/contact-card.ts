/** Returns whether a text is a vCard (RFC 6350). */
export const isContactCard = (text: string): boolean => /^\s*BEGIN:VCARD/i.test(text);

const emailLine = /^(?:[\w-]{1,40}\.)?EMAIL(?<parameters>[^:\r\n]{0,300}):(?<value>[^\r\n]{1,400})$/gim;

/** Returns the addresses of a vCard as a page with a line for each. */
export function contactCardToHtml(text: string): string {
  const unfolded = text.replace(/\r?\n[ \t]/g, '');
  const addresses = Array.from(
    unfolded.matchAll(emailLine),
    ({ groups: { parameters = '', value = '' } = {} }) =>
      /quoted-printable/i.test(parameters) ? decodeQuotedPrintable(value) : value,
  );
  return addresses
    .map(
      (address) =>
        `<p>${address
          .trim()
          .replace(/^mailto:/i, '')
          .replace(/[<>&]/g, ' ')}</p>`,
    )
    .join('\n');
}

const decodeQuotedPrintable = (value: string): string =>
  value.replace(/=([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));
