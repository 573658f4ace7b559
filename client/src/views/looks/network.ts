import type { NetworkItem } from '#shared/protocol/inventory';
import { t } from '../../base/l10n.ts';
import { described, joinParts } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';

export const networkRow = (network: NetworkItem): RowSpec => {
  const parts = [
    network.driver,
    network.subnets.join(' '),
    network.internal ? t('internal') : undefined,
    network.builtIn ? t('built in') : undefined,
  ] as const;
  return {
    id: `network:${network.id}`,
    look: {
      label: network.name,
      ...described(...parts),
      icon: 'type-hierarchy',
      ...(network.builtIn ? { color: 'disabledForeground' } : {}),
      contextValue: network.builtIn ? 'builtInNetwork' : 'customNetwork',
      spoken: joinParts(network.name, ...parts),
    },
    target: { kind: 'network', network },
    detail: network,
  };
};
