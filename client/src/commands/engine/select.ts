import { engineList, engineSelect, type EndpointItem } from '#shared/protocol/engine';
import { t } from '../../base/l10n.ts';
import type { Command } from '../command.ts';
import { pickOne, type Choice } from '../input/pick.ts';

/** Pins the workspace to one of the engines that are there, or lets detection decide again. */
export const selectEngine: Command = {
  id: 'hyperbox.engine.select',
  run: async ({ server, engine }) => {
    const state = engine.state;
    const current = 'endpoint' in state ? state.endpoint.id : undefined;
    const picked = await pickOne(
      t('Which engine should this workspace use?'),
      server
        .send(engineList, {})
        .then((endpoints) => [
          automatic(),
          ...endpoints.map((endpoint) => choiceOf(endpoint, endpoint.id === current)),
        ]),
    );
    if (picked === undefined) return;
    const endpoint = picked === 'automatic' ? {} : { endpointId: picked.id };
    engine.set(await server.send(engineSelect, endpoint));
  },
};

type Picked = EndpointItem | 'automatic';

const automatic = (): Choice<Picked> => ({
  label: t('Automatic'),
  description: t('the first that answers'),
  icon: 'sparkle',
  value: 'automatic',
});

const choiceOf = (endpoint: EndpointItem, isCurrent: boolean): Choice<Picked> => {
  const { status } = endpoint;
  return {
    label: endpoint.label,
    description: isCurrent ? `${endpoint.address} · ${t('in use')}` : endpoint.address,
    ...(status.kind === 'broken' ? { detail: status.fault.message } : {}),
    icon: status.kind === 'ok' ? 'pass-filled' : 'warning',
    color: status.kind === 'ok' ? 'testing.iconPassed' : 'problemsWarningIcon.foreground',
    value: endpoint,
  };
};
