import type { PlannedAction } from '#shared/protocol/projects';

/** A plan as lines of text. */
export const drawPlan = (name: string, actions: readonly PlannedAction[]): readonly string[] => [
  name,
  ...branches(actions, ''),
];

const branches = (actions: readonly PlannedAction[], indent: string): readonly string[] =>
  actions.flatMap((action, index) => {
    const last = index === actions.length - 1;
    return [
      `${indent}${last ? '└─' : '├─'} ${textOf(action)}`,
      ...branches(action.children, `${indent}${last ? '   ' : '│  '}`),
    ];
  });

/** The reason of a service is that of a container of it, one line below. */
const textOf = ({ kind, verb, target, reason }: PlannedAction): string =>
  kind === 'service' ? `${target}: ${verb}` : `${kind} ${target}: ${verb} (${reason})`;
