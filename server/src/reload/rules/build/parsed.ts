import type { Dockerfile, Span, Stage } from '../../../dockerfile/dockerfile.ts';
import type { BuildArguments } from '../../../dockerfile/expand.ts';
import { parseDockerfile } from '../../../dockerfile/parse.ts';
import { targetOf } from '../../../dockerfile/stages.ts';
import type { Around, BuildFacts } from '../input.ts';

export interface ParsedBuild {
  readonly facts: BuildFacts;
  readonly dockerfile: Dockerfile;
  /** What is built; `undefined` when there is no such stage. */
  readonly stage: Stage | undefined;
  readonly given: BuildArguments;
}

const parsed = new WeakMap<BuildFacts, Dockerfile>();

/** What a service's image is built by; `undefined` when that is not known. */
export const parsedBuild = ({ name, service, input }: Around): ParsedBuild | undefined => {
  const facts = input.builds.get(name);
  const { build } = service;
  if (facts === undefined || build === undefined) return undefined;
  const dockerfile = parsed.get(facts) ?? parseDockerfile(facts.dockerfile);
  parsed.set(facts, dockerfile);
  const given = Object.entries(build.args ?? {}).map(([key, value]) => [
    key,
    value ?? input.model.environment[key],
  ]);
  return {
    facts,
    dockerfile,
    stage: targetOf(dockerfile, build.target),
    given: Object.fromEntries(given) as BuildArguments,
  };
};

/** What stands after the word of an instruction, on one line. */
export const restOf = ({ text }: Dockerfile, { start, end }: Span): string =>
  text
    .slice(start, end)
    .replace(/^\s*#.*\r?\n/gm, '')
    .replace(/[\\`]\r?\n/g, ' ')
    .replace(/^\s*\w+\s+/, '')
    .trim();

/** CMD, ENTRYPOINT and RUN have a list of words, or a line for a shell. */
export const execWords = (rest: string): readonly string[] => {
  try {
    const value: unknown = JSON.parse(rest);
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  } catch {
    // A line for a shell.
  }
  return ['/bin/sh', '-c', rest];
};
