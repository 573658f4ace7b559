import { containersRun } from '#shared/protocol/containers';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import { shortenIds } from '../../failure-text.ts';
import {
  checkEnvironment,
  checkNewName,
  checkPorts,
  checkVolumes,
  optional,
  words,
} from '../input/checks.ts';
import { askForm } from '../input/form.ts';
import { itemCommand } from '../item-command.ts';

export const runImage = itemCommand({
  id: 'hyperbox.images.run',
  kind: 'image',
  title: () => t('Run which image?'),
  run: async (app, [target]) => {
    if (target !== undefined) await runForm(app, target.reference);
  },
});

const runForm = async ({ server, operations, inventory }: App, image: string): Promise<void> => {
  const names = (await inventory.read('containers')).map((item) => item.name);
  const form = await askForm(t('Run {0}', shortenIds(image)), {
    name: {
      prompt: t('Name of the container; empty for a random one'),
      check: optional(checkNewName(names)),
    },
    ports: {
      prompt: t('Ports to publish as host:container, blanks between; empty for none'),
      placeholder: '8080:80 9090:90',
      check: checkPorts,
    },
    environment: {
      prompt: t('Environment variables, blanks between; empty for none'),
      placeholder: 'LEVEL=debug GREETING="good morning"',
      check: checkEnvironment,
    },
    volumes: {
      prompt: t('Volumes as source:path, blanks between; empty for none'),
      placeholder: 'data:/var/lib/data /home/me/site:/srv:ro',
      check: checkVolumes,
    },
    command: {
      prompt: t('Command; empty for the one of the image'),
      check: (text) => (words(text) === undefined ? t('A quote is not closed.') : undefined),
    },
  });
  if (form === undefined) return;
  const command = words(form.command) ?? [];
  await operations.run(t('Running {0}', image), ({ operationId, token }) =>
    server.send(
      containersRun,
      {
        image,
        operationId,
        ...(form.name === '' ? {} : { name: form.name }),
        ports: [...(words(form.ports) ?? [])],
        environment: [...(words(form.environment) ?? [])],
        volumes: [...(words(form.volumes) ?? [])],
        ...(command.length === 0 ? {} : { command: [...command] }),
      },
      { token },
    ),
  );
};
