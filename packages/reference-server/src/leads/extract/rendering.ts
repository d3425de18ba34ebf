import type { Attributes } from './element-attributes.ts';
import { isHiddenByClass, isOpenable, parseDeclarations, shown, type Rendering } from './hidden.ts';
import type { PageStyles } from './stylesheet.ts';

/** Returns how an element's attributes and the page's styles render its text. */
export function renderingOf(name: string, attributes: Attributes, styles: PageStyles): Rendering {
  const { style, class: classNames = '', id = '' } = attributes;
  const own = style === undefined ? shown : parseDeclarations(style);
  const inSheet = styles.names.size === 0 ? shown : sheetRendering(classNames, id, styles);
  const isHiddenInput = name === 'input' && attributes['type']?.toLowerCase() === 'hidden';
  const hides = own.hidden || 'hidden' in attributes;
  return {
    hidden:
      isHiddenInput ||
      inSheet.hidden ||
      (hides && !isOpenable(`${classNames} ${id}`)) ||
      (classNames !== '' && isHiddenByClass(classNames)),
    reversed: own.reversed || inSheet.reversed,
  };
}

function sheetRendering(classNames: string, id: string, { names }: PageStyles): Rendering {
  const rules = [id === '' ? undefined : names.get(`#${id}`)];
  if (classNames !== '') for (const name of classNames.split(/\s+/)) rules.push(names.get(`.${name}`));
  const found = rules.filter((rule) => rule !== undefined);
  return { hidden: found.some(({ hidden }) => hidden), reversed: found.some(({ reversed }) => reversed) };
}
