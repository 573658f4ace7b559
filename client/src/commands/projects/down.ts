import { projectsDown, projectsPreviewDown, type DownPreview } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { confirm } from '../input/confirm.ts';
import { say } from '../show.ts';
import { isUp, projectCommand } from './project-command.ts';

const downCommand = (id: Command['id'], volumes: boolean): Command =>
  projectCommand({
    id,
    title: () => t('Take which project down?'),
    // A project with no container may still have networks and volumes.
    fits: () => true,
    run: async ({ server, operations }, project) => {
      const preview = await server.send(projectsPreviewDown, { projectId: project.id });
      const lines = goes(preview, volumes);
      if (lines.length === 0) {
        say(t('{0} has nothing on the engine.', project.name));
        return;
      }
      const yes = await confirm({
        message:
          volumes && preview.volumes.length > 0
            ? t('Remove {0} and all that is in its volumes?', project.name)
            : t('Remove the containers and networks of {0}? Its volumes stay.', project.name),
        lines,
        action: isUp(project) ? t('Stop and Remove') : t('Remove'),
      });
      if (!yes) return;
      await operations.run(t('Taking {0} down', project.name), ({ operationId, token }) =>
        server.send(
          projectsDown,
          // The confirmation has named them, too.
          { projectId: project.id, volumes, removeOrphans: true, operationId },
          { token },
        ),
      );
    },
  });

const goes = (preview: DownPreview, volumes: boolean): readonly string[] => [
  ...preview.containers.map((name) => t('container {0}', name)),
  ...preview.networks.map((name) => t('network {0}', name)),
  ...(volumes ? preview.volumes.map((name) => t('volume {0}', name)) : []),
];

export const downProject = downCommand('hyperbox.projects.down', false);
export const downProjectWithVolumes = downCommand('hyperbox.projects.downWithVolumes', true);
