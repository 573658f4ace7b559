import { projectsSetProfiles } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { pickMany } from '../input/pick.ts';
import { projectCommand } from './project-command.ts';

export const selectProfiles = projectCommand({
  id: 'hyperbox.projects.selectProfiles',
  title: () => t('Choose the profiles of which project?'),
  fits: ({ profiles }) => profiles.length > 0,
  nothing: () => t('No project has profiles.'),
  run: async ({ server }, project) => {
    const picked = await pickMany(
      t('Profiles of {0} that start with it', project.name),
      project.profiles.map(({ name, active }) => ({ label: name, picked: active, value: name })),
    );
    if (picked === undefined) return;
    await server.send(projectsSetProfiles, { projectId: project.id, profiles: [...picked] });
  },
});
