import type { LanguageFeature } from '../feature.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { highlight } from './highlight.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';

export const features: readonly LanguageFeature[] = [
  definition,
  documentLinks,
  documentSymbols,
  highlight,
  references,
  rename,
];
