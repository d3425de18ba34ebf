import { lazy } from '../../pacing/cache.ts';
import { type Niche, presetWords } from './preset-table.ts';
import { overlay } from './overlay.ts';
import { phraseKey } from './phrase.ts';

export interface NicheIndex {
  readonly byId: ReadonlyMap<string, Niche>;
  /** By name and alias, such as `car dealership`. */
  readonly names: ReadonlyMap<string, Niche>;
  /** By loosely related term, such as `teeth`. A term counts only when it is the whole query. */
  readonly terms: ReadonlyMap<string, Niche>;
}

const suffix = / (?:office|grounds|workplace|shop)$/;

/** The English names. Those of the overlay come before those of the presets. */
export const englishNiches = lazy((): NicheIndex => {
  const presets = presetWords('en');
  const tagsById = new Map(presets.map(({ niche }) => [niche.id, niche.tags]));
  const names = new Map<string, Niche>();
  const terms = new Map<string, Niche>();
  const add = (index: Map<string, Niche>, key: string, niche: Niche): void => {
    if (key !== '' && !index.has(key)) index.set(key, niche);
  };
  const labels = new Map(overlay().map(({ id, label }) => [id, label]));
  for (const { id, label, phrases } of overlay()) {
    const niche = { id, label, tags: tagsById.get(id) ?? tagsFromId(id) };
    for (const phrase of phrases) add(names, phraseKey(phrase), niche);
  }
  const labelled = presets.map((preset) => ({
    ...preset,
    niche: { ...preset.niche, label: labels.get(preset.niche.id) ?? preset.niche.label },
  }));
  for (const { niche, names: own } of labelled) for (const name of own) add(names, phraseKey(name), niche);
  for (const { niche, names: own } of labelled)
    for (const name of own) add(names, phraseKey(name).replace(suffix, ''), niche);
  for (const { niche } of labelled)
    add(names, phraseKey(niche.id.replace(/^.*\//, '').replaceAll('_', ' ')), niche);
  for (const { niche, terms: own } of labelled) for (const term of own) add(terms, phraseKey(term), niche);
  return { byId: new Map(labelled.map(({ niche }) => [niche.id, niche])), names, terms };
});

function tagsFromId(id: string): Niche['tags'] {
  const [key = '', value = ''] = id.split('/');
  return [[key, value]];
}

const otherLanguages = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'pl', 'cs', 'tr'];

/** The names in other common languages. */
export const foreignNiches = lazy(() => {
  const names = new Map<string, Niche>();
  const { byId } = englishNiches();
  for (const language of otherLanguages) {
    for (const { niche, names: own } of presetWords(language)) {
      for (const name of own)
        if (!names.has(phraseKey(name))) names.set(phraseKey(name), byId.get(niche.id) ?? niche);
    }
  }
  return names;
});
