import type { LanguageFeature } from '../feature.ts';
import { callHierarchy } from './call-hierarchy.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { engineActions } from './engine-commands.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { highlight } from './highlight.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { linkedEditing } from './linked-editing.ts';
import { onTypeFormatting } from './on-type-formatting.ts';
import { pullDiagnostics } from './pull-diagnostics.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

export const features: readonly LanguageFeature[] = [
  callHierarchy,
  codeActions,
  codeLenses,
  completion,
  definition,
  documentLinks,
  documentSymbols,
  engineActions,
  folding,
  formatting,
  highlight,
  hover,
  inlayHints,
  linkedEditing,
  onTypeFormatting,
  pullDiagnostics,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  workspaceSymbols,
];
