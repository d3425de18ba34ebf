/** How text is shown: visible, hidden from visitors, or in reverse order. */
export interface Rendering {
  readonly hidden: boolean;
  /** Invisible in its place, as in the first frame of an animation and as a bait may be. */
  readonly faded: boolean;
  readonly reversed: boolean;
}

const fadingRules = [
  /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/,
  /(?:^|;)\s*opacity\s*:\s*0?\.?0*\s*(?:!important\s*)?(?:;|$)/,
  /(?:^|;)\s*transform\s*:\s*scale\(\s*0\s*\)/,
];

const hidingRules = [
  /(?:^|;)\s*display\s*:\s*none/,
  /(?:^|;)\s*font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$)/,
  /(?:^|;)\s*(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|rem|%|vw|vh)/,
  /(?:^|;)\s*clip\s*:\s*rect\(\s*0(?:px)?[\s,]+0/,
  /(?:^|;)\s*clip-path\s*:\s*inset\((?:50|100)%/,
  /(?:^|;)\s*transform\s*:\s*translate(?:x|y|3d)?\([^)]{0,20}-?\d{4,}(?:\.\d+)?(?:px|em|rem|%|vw|vh)/,
];

const tinySize = /(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)/;
const overflowHidden = /(?:^|;)\s*overflow\s*:\s*hidden/;
const reversing = /unicode-bidi\s*:\s*bidi-override/;

const relevant =
  /none|hidden|collapse|opacity|font-size|-\d{3}|clip|scale|translate|rtl|background|transparent|overflow/;
/** Neither hidden nor reversed. */
export const shown: Rendering = { hidden: false, faded: false, reversed: false };

/** Returns how a list of CSS declarations renders text. */
export function parseDeclarations(style: string): Rendering {
  const css = style.toLowerCase();
  if (!relevant.test(css)) return shown;
  const hidden =
    hidingRules.some((rule) => rule.test(css)) ||
    (tinySize.test(css) && overflowHidden.test(css)) ||
    hasBackgroundColour(css);
  const faded = fadingRules.some((rule) => rule.test(css)) && !moving.test(css);
  return { hidden, faded, reversed: reversing.test(css) && /direction\s*:\s*rtl/.test(css) };
}

/** Text that fades in or moves in has one of these besides. */
const moving =
  /(?:^|;)\s*(?:-webkit-)?(?:transition|animation|will-change|filter|transform\s*:\s*(?!scale\(\s*0\s*\)\s*(?:;|$)))/;

/** Detects text in the colour of its background. */
function hasBackgroundColour(css: string): boolean {
  const colour = /(?:^|;)\s*color\s*:\s*([^;!]+)/.exec(css)?.[1]?.trim();
  const background = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/.exec(css)?.[1]?.trim();
  return colour !== undefined && (colour === background || colour === 'transparent') && colour !== 'inherit';
}

/**
 * Classes of fields that only robots fill in, such as `hp-field` and `honey_pot`. Most classes that begin with `hp-` belong
 * to a home page or a hotel, and `honey` may be for sale.
 */
const honeypotClass =
  /^(?:hp[-_]?(?:field|input|e?mail|check|trap|pot|url|website|name)|honey-?_?pot|spam-?_?trap|bot-?_?trap|no-?bots?)(?:$|[-_])|honeypot/i;

const hiddenClasses = new Set(
  'hidden d-none hide is-hidden honeypot hpot display-none nodisplay no-display uk-hidden ohnohoney trap bot-trap spamtrap spam-trap'.split(
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

/** Names of classes and attributes with which libraries such as WOW, AOS, Elementor and Webflow animate elements. */
const animated =
  /(?:^|[\s_-])(?:wow|aos|anim\w*|fade\w*|reveal\w*|appear\w*|zoom\w*|motion|scroll\w*|in-?view|gsap|framer|sal|sr|invisible|et_pb|w-id|rellax|parallax|transition\w*)(?:$|[\s_-])|^data-(?:w-id|aos|sal|sr)/i;

export const isAnimated = (names: string): boolean => animated.test(names);

/** Elements that hold a part of a page. Libraries animate these, and a bait is a single line. */
const containers = new Set(
  'div section article main header footer aside nav ul ol table form figure body address h1 h2 h3'.split(' '),
);

export const isContainer = (element: string): boolean => containers.has(element);

export function isHiddenByClass(classNames: string): boolean {
  if (!/hid|none|hp|hon|no-?display|trap|bot/i.test(classNames)) return false;
  const classes = classNames.split(/\s+/);
  if (classes.some((name) => honeypotClass.test(name))) return true;
  return (
    classes.some((name) => hiddenClasses.has(name.toLowerCase())) &&
    !classes.some((name) => responsiveClass.test(name))
  );
}
