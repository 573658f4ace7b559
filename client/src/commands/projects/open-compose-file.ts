import { t } from '../../base/l10n.ts';
import { openAt } from '../../report-failure.ts';
import { pickOne } from '../input/pick.ts';
import { filesOf, projectCommand } from './project-command.ts';

export const openComposeFile = projectCommand({
  id: 'hyperbox.projects.openComposeFile',
  title: () => t('Open the file of which project?'),
  fits: (project) => filesOf(project).length > 0,
  nothing: () => t('No project has a file.'),
  run: async (_, project) => {
    const files = filesOf(project);
    const file =
      files.length > 1
        ? await pickOne(
            t('Which file?'),
            files.map((path) => ({ label: path, icon: 'file', value: path })),
          )
        : files[0];
    if (file !== undefined) await openAt(file, project.problem?.location?.line);
  },
});
