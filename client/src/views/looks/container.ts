import type { ContainerItem } from '#shared/protocol/inventory';
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
  return {
    label: container.name,
    ...described(reason ?? word, ports, container.image),
    icon,
    ...(color === undefined ? {} : { color }),
    contextValue: `${container.status}Container${ports === '' ? '' : ';ports'}`,
    spoken: `${container.name}, ${joinParts(state, ports, container.image)}`,
  };
};
