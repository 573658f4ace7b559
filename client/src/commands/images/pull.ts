import { imagesPull } from '#shared/protocol/images';
import type { App } from '../../app.ts';
import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { ask } from '../input/ask.ts';
import { checkReference } from '../input/checks.ts';
import { say } from '../show.ts';
import { nameOf, targetsOf } from '../targets.ts';

/** Asks for a name, or pulls the selected images again. */
export const pullImage: Command = {
  id: 'hyperbox.images.pull',
  run: async (app, args) => {
    const selected = targetsOf(app, args)?.flatMap((target) =>
      target.kind === 'image' && !target.image.dangling ? [target.reference] : [],
    );
    const references = selected ?? [nameOf(args) ?? (await askReference())];
    for (const reference of references) {
      if (reference !== undefined) await pull(app, reference);
    }
  },
};

const askReference = (): Promise<string | undefined> =>
  ask({
    title: t('Pull Image'),
    prompt: t('Name of the image, with its registry unless it is Docker Hub'),
    placeHolder: 'redis:7-alpine',
    check: checkReference,
  });

const pull = async ({ server, operations }: App, reference: string): Promise<void> => {
  await operations.run(t('Pulling {0}', reference), ({ operationId, token }) =>
    server.send(imagesPull, { reference, operationId }, { token }),
  );
  say(t('{0} is here.', reference));
};
