/** Controls, and marks that turn the direction of the text around them: they hide what a text is. */
const hiding = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Returns a text in which every character can be seen: controls are shown as `⟨U+202E⟩`. */
export const withVisibleControls = (text: string): string =>
  text.replace(hiding, (mark) => `⟨U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

/** Cuts a long text, and never inside a surrogate pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}
