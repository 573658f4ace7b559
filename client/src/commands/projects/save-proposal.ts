import { t } from '../../base/l10n.ts';
import { projectCommand } from './project-command.ts';
import { saveProposal } from './proposal.ts';

export const saveProposalCommand = projectCommand({
  id: 'hyperbox.projects.saveProposal',
  title: () => t('Save a compose file for which project?'),
  fits: ({ source }) => source.kind !== 'compose' && source.kind !== 'running',
  nothing: () => t('Every project here has a compose file.'),
  run: saveProposal,
});
