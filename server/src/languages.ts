import type { LanguageModule } from './compose/language/beside/module.ts';
import { devcontainerLanguage } from './devcontainer/index.ts';
import { dockerfileLanguage } from './dockerfile/language/index.ts';

/** What is served beside compose files, because it has to do with their projects. */
export const languages: readonly LanguageModule[] = [dockerfileLanguage, devcontainerLanguage];
