/** How an element treats its text: shows it, hides it from people, or lets them read it backwards. */
export interface Rendering {
  readonly hidden: boolean;
  readonly reversed: boolean;
}

const hiding = [
  /(?:^|;)\s*display\s*:\s*none/,
  /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/,
  /(?:^|;)\s*opacity\s*:\s*0?\.?0*\s*(?:!important\s*)?(?:;|$)/,
  /(?:^|;)\s*font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$)/,
  /(?:^|;)\s*(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|rem|%|vw|vh)/,
  /(?:^|;)\s*clip\s*:\s*rect\(\s*0(?:px)?[\s,]+0/,
  /(?:^|;)\s*clip-path\s*:\s*inset\((?:50|100)%/,
  /(?:^|;)\s*transform\s*:\s*scale\(\s*0\s*\)/,
];

const nothingWide = /(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)/;
const overflowHidden = /(?:^|;)\s*overflow\s*:\s*hidden/;
const reversing = /unicode-bidi\s*:\s*bidi-override/;

const suspicious =
  /none|hidden|collapse|opacity|font-size|-\d{3}|clip|scale|rtl|background|transparent|overflow/;
const shown: Rendering = { hidden: false, reversed: false };

/** What a list of CSS declarations does to text. */
export function readDeclarations(style: string): Rendering {
  const css = style.toLowerCase();
  if (!suspicious.test(css)) return shown;
  const hidden =
    hiding.some((rule) => rule.test(css)) ||
    (nothingWide.test(css) && overflowHidden.test(css)) ||
    inkIsPaper(css);
  return { hidden, reversed: reversing.test(css) && /direction\s*:\s*rtl/.test(css) };
}

/** White on white. */
function inkIsPaper(css: string): boolean {
  const ink = /(?:^|;)\s*color\s*:\s*([^;!]+)/.exec(css)?.[1]?.trim();
  const paper = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/.exec(css)?.[1]?.trim();
  return ink !== undefined && (ink === paper || ink === 'transparent') && ink !== 'inherit';
}

/** `hp-field`, `honey_pot`: named for the animal they catch. */
const baitClass = /^(?:hp|honey-?_?pot|spam-?_?trap|bot-?_?trap|no-?bots?)(?:$|[-_])|honeypot/i;

const hiddenClasses = new Set(
  'hidden d-none hide is-hidden honeypot hp hpot honey invisible display-none nodisplay no-display uk-hidden ohnohoney trap bot-trap spamtrap spam-trap'.split(
    ' ',
  ),
);

/** `hidden md:block` and `d-none d-lg-flex` are shown on wide screens. */
const shownOnSome =
  /^(?:(?:xs|sm|md|lg|xl|2xl|xxl):|d-(?:xs|sm|md|lg|xl|xxl|print)-)(?:block|flex|inline|inline-block|inline-flex|grid|table|table-cell|visible)$/;

/** Menus, dialogs and tabs are hidden until a visitor opens them. */
const openable =
  /menu|nav|modal|popup|pop-up|drop|tab|accordion|collaps|toggle|mobile|desktop|slide|overlay|offcanvas|sidebar|panel|dialog|tooltip|lightbox|expand|more|faq|loading|fade|anim/i;

export const isOpenable = (names: string): boolean => openable.test(names);

export function isHiddenByClass(classNames: string): boolean {
  if (!/hid|none|hp|hon|invis|no-?display|trap|bot/i.test(classNames)) return false;
  const classes = classNames.split(/\s+/);
  if (classes.some((name) => baitClass.test(name))) return true;
  return (
    classes.some((name) => hiddenClasses.has(name.toLowerCase())) &&
    !classes.some((name) => shownOnSome.test(name))
  );
}
