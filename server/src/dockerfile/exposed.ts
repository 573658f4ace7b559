import type { Dockerfile } from './dockerfile.ts';
import { expand, type BuildArguments } from './expand.ts';
import { isStandard, lineOf, targetOf } from './stages.ts';
import { variablesAt } from './variables.ts';

export interface ExposedPorts {
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
}

export interface BuildWish {
  readonly target?: string | undefined;
  /** A value of `null` is the environment's, and not known. */
  readonly args?: Readonly<Record<string, string | null>> | undefined;
}

/** What the stage that is built exposes, with those before it; `undefined` where that is not certain. */
export const exposedPorts = (
  dockerfile: Dockerfile,
  { target, args }: BuildWish = {},
): readonly ExposedPorts[] | undefined => {
  const stage = isStandard(dockerfile) ? targetOf(dockerfile, target) : undefined;
  if (stage === undefined) return undefined;
  const given = givenArguments(args);
  const found: ExposedPorts[] = [];
  for (const each of lineOf(dockerfile, stage)) {
    for (const instruction of each.instructions) {
      if (instruction.kind !== 'expose') continue;
      const variables = variablesAt(dockerfile, { stage: each, offset: instruction.start }, given);
      for (const { text } of instruction.ports) {
        const ports = parsePorts(expand(text, variables));
        if (ports === undefined) return undefined;
        found.push(ports);
      }
    }
  }
  return found;
};

export const givenArguments = (args: BuildWish['args'] = {}): BuildArguments =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, value ?? undefined]));

const parsePorts = (text: string | undefined): ExposedPorts | undefined => {
  const match = /^(\d+)(?:-(\d+))?(?:\/([a-z]+))?$/i.exec(text ?? '');
  if (match === null) return undefined;
  const [, first, last = first, protocol = 'tcp'] = match;
  return { first: Number(first), last: Number(last), protocol: protocol.toLowerCase() };
};
