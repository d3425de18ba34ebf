import type { Attributes } from './element-attributes.ts';
import {
  isAnimated,
  isContainer,
  isHiddenByClass,
  isOpenable,
  parseDeclarations,
  shown,
  type Rendering,
} from './hidden.ts';
import type { PageStyles } from './stylesheet.ts';

/** Returns how an element's attributes and the page's styles render its text. */
export function renderingOf(
  name: string,
  attributes: Attributes,
  styles: PageStyles,
): Pick<Rendering, 'hidden' | 'reversed'> {
  const { style, class: classNames = '', id = '' } = attributes;
  const own = style === undefined ? shown : parseDeclarations(style);
  const inSheet = styles.names.size === 0 ? shown : sheetRendering(classNames, id, styles);
  const isHiddenInput = name === 'input' && attributes['type']?.toLowerCase() === 'hidden';
  const isFaded = (own.faded || inSheet.faded) && !isContainer(name) && !isAnimated(namesOf(attributes));
  const hides = own.hidden || 'hidden' in attributes || isFaded;
  const isHidden =
    inSheet.hidden ||
    (hides && !isOpenable(`${classNames} ${id}`)) ||
    (classNames !== '' && isHiddenByClass(classNames));
  return {
    hidden: isHiddenInput || (isHidden && !isShownByScript(attributes, styles)),
    reversed: own.reversed || inSheet.reversed,
  };
}

const namesOf = (attributes: Attributes): string =>
  [attributes['class'] ?? '', ...Object.keys(attributes)].join(' ');

/** Classes such as `d-none` stand on many elements, so a script that names one may mean another element. */
const isShownByScript = ({ class: classNames = '', id = '' }: Attributes, styles: PageStyles): boolean =>
  [id, ...classNames.split(/\s+/)].some((name) => !isHiddenByClass(name) && styles.isShownByScript(name));

function sheetRendering(classNames: string, id: string, { names }: PageStyles): Rendering {
  const rules = [id === '' ? undefined : names.get(`#${id}`)];
  if (classNames !== '') for (const name of classNames.split(/\s+/)) rules.push(names.get(`.${name}`));
  const found = rules.filter((rule) => rule !== undefined);
  return {
    hidden: found.some(({ hidden }) => hidden),
    faded: found.some(({ faded }) => faded),
    reversed: found.some(({ reversed }) => reversed),
  };
}
