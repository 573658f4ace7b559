import type { ContainerItem } from '#shared/protocol/inventory';
import { shortenIds } from '../../failure-text.ts';
import { describePorts } from '../../format/ports.ts';
import { described, joinParts, type Look } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';
import { containerState } from './states.ts';

export const containerRow = (container: ContainerItem): RowSpec => ({
  id: `container:${container.id}`,
  look: containerLook(container),
  target: { kind: 'container', container },
  detail: container,
});

const containerLook = (container: ContainerItem): Look => {
  const { icon, color, word, reason } = containerState(container);
  const ports = describePorts(container.ports);
  const state = joinParts(word, reason);
  // An image whose name has gone on to another goes by its id.
  const image = shortenIds(container.image);
  return {
    label: container.name,
    ...described(reason ?? word, ports, image),
    icon,
    ...(color === undefined ? {} : { color }),
    contextValue: `${container.status}Container${ports === '' ? '' : ';ports'}`,
    spoken: `${container.name}, ${joinParts(state, ports, image)}`,
  };
};
