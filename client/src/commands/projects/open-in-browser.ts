import type { ProjectItem } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { addressesOf } from '../../format/ports.ts';
import { openAddress, pickAddress } from '../show.ts';
import { isUp, projectCommand } from './project-command.ts';

const addresses = ({ services }: ProjectItem): readonly string[] =>
  addressesOf(services.flatMap(({ ports }) => ports));

export const openProjectInBrowser = projectCommand({
  id: 'hyperbox.projects.openInBrowser',
  title: () => t('Open which project in the browser?'),
  fits: (project) => isUp(project) && addresses(project).length > 0,
  nothing: () => t('No running project publishes a port.'),
  run: async (_, project) => {
    const address = await pickAddress(addresses(project));
    if (address !== undefined) await openAddress(address);
  },
});
