import { t } from '../../base/l10n.ts';
import { isDeclared, projectCommand } from '../projects/project-command.ts';

/** On a service's row it explains all of the project, as one service's rules are among the others. */
export const explainReloadRules = projectCommand({
  id: 'hyperbox.reloads.explainRules',
  title: () => t('Explain the reload rules of which project?'),
  fits: isDeclared,
  run: ({ reloadRules }, project) => reloadRules.show(project),
});
