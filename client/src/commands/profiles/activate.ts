import { projectsSetProfiles } from '#shared/protocol/projects';
import type { Command } from '../command.ts';
import { each } from '../each.ts';
import { targetsOf } from '../targets.ts';

/** From the profile's own row; the palette has the list of a project's profiles instead. */
const profileCommand = (id: Command['id'], active: boolean): Command => ({
  id,
  run: async (app, args) => {
    const targets = (targetsOf(app, args) ?? []).filter((target) => target.kind === 'profile');
    const byProject = Map.groupBy(targets, ({ project }) => project);
    await each([...byProject], ([project, chosen]) => {
      const names = new Set(chosen.map(({ profile }) => profile));
      const profiles = project.profiles
        .filter((profile) => (names.has(profile.name) ? active : profile.active))
        .map(({ name }) => name);
      return app.server.send(projectsSetProfiles, { projectId: project.id, profiles });
    });
  },
});

export const activateProfile = profileCommand('hyperbox.profiles.activate', true);
export const deactivateProfile = profileCommand('hyperbox.profiles.deactivate', false);
