import type { LanguageFeature } from '../feature.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { formatting } from './formatting.ts';
import { highlight } from './highlight.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';

export const features: readonly LanguageFeature[] = [
  completion,
  definition,
  documentLinks,
  documentSymbols,
  formatting,
  highlight,
  hover,
  inlayHints,
  references,
  rename,
];
