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
      contextValue: contextOf(network),
      spoken: joinParts(network.name, ...parts),
    },
    target: { kind: 'network', network },
    detail: network,
  };
};

/** Nothing can be connected to the engines' own `host` and `none`. */
export const isClosed = ({ driver }: NetworkItem): boolean =>
  ['host', 'null', 'none'].includes(driver);

const contextOf = (network: NetworkItem): string => {
  if (!network.builtIn) return 'customNetwork';
  return isClosed(network) ? 'closedNetwork' : 'builtInNetwork';
};
