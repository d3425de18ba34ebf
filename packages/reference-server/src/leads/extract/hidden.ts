/** How text is shown: visible, hidden from visitors, or in reverse order. */
export interface Rendering {
  readonly hidden: boolean;
  readonly reversed: boolean;
}

const hidingRules = [
  /(?:^|;)\s*display\s*:\s*none/,
  /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/,
  /(?:^|;)\s*opacity\s*:\s*0?\.?0*\s*(?:!important\s*)?(?:;|$)/,
  /(?:^|;)\s*font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$)/,
  /(?:^|;)\s*(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|rem|%|vw|vh)/,
  /(?:^|;)\s*clip\s*:\s*rect\(\s*0(?:px)?[\s,]+0/,
  /(?:^|;)\s*clip-path\s*:\s*inset\((?:50|100)%/,
  /(?:^|;)\s*transform\s*:\s*scale\(\s*0\s*\)/,
];

const tinySize = /(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)/;
const overflowHidden = /(?:^|;)\s*overflow\s*:\s*hidden/;
const reversing = /unicode-bidi\s*:\s*bidi-override/;

const relevant =
  /none|hidden|collapse|opacity|font-size|-\d{3}|clip|scale|rtl|background|transparent|overflow/;
/** Neither hidden nor reversed. */
export const shown: Rendering = { hidden: false, reversed: false };

/** Returns how a list of CSS declarations renders text. */
export function parseDeclarations(style: string): Rendering {
  const css = style.toLowerCase();
  if (!relevant.test(css)) return shown;
  const hidden =
    hidingRules.some((rule) => rule.test(css)) ||
    (tinySize.test(css) && overflowHidden.test(css)) ||
    hasBackgroundColour(css);
  return { hidden, reversed: reversing.test(css) && /direction\s*:\s*rtl/.test(css) };
}

/** Detects text in the colour of its background. */
function hasBackgroundColour(css: string): boolean {
  const colour = /(?:^|;)\s*color\s*:\s*([^;!]+)/.exec(css)?.[1]?.trim();
  const background = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/.exec(css)?.[1]?.trim();
  return colour !== undefined && (colour === background || colour === 'transparent') && colour !== 'inherit';
}

/** Classes of fields that only robots fill in, such as `hp-field` and `honey_pot`. */
const honeypotClass = /^(?:hp|honey-?_?pot|spam-?_?trap|bot-?_?trap|no-?bots?)(?:$|[-_])|honeypot/i;

const hiddenClasses = new Set(
  'hidden d-none hide is-hidden honeypot hp hpot honey invisible display-none nodisplay no-display uk-hidden ohnohoney trap bot-trap spamtrap spam-trap'.split(
    ' ',
  ),
);

/** `hidden md:block` and `d-none d-lg-flex` are visible on wide screens. */
const responsiveClass =
  /^(?:(?:xs|sm|md|lg|xl|2xl|xxl):|d-(?:xs|sm|md|lg|xl|xxl|print)-)(?:block|flex|inline|inline-block|inline-flex|grid|table|table-cell|visible)$/;

/** Menus, dialogs and tabs are hidden until a visitor opens them. */
const openable =
  /menu|nav|modal|popup|pop-up|drop|tab|accordion|collaps|toggle|mobile|desktop|slide|overlay|offcanvas|sidebar|panel|dialog|tooltip|lightbox|expand|more|faq|loading|fade|anim/i;

export const isOpenable = (names: string): boolean => openable.test(names);

export function isHiddenByClass(classNames: string): boolean {
  if (!/hid|none|hp|hon|invis|no-?display|trap|bot/i.test(classNames)) return false;
  const classes = classNames.split(/\s+/);
  if (classes.some((name) => honeypotClass.test(name))) return true;
  return (
    classes.some((name) => hiddenClasses.has(name.toLowerCase())) &&
    !classes.some((name) => responsiveClass.test(name))
  );
}
