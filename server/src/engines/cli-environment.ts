import type { Endpoint } from './contract.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a program of the docker CLI's family needs to reach the engine that we are connected to. */
export const cliEnvironment = (
  { id, address }: Pick<Endpoint, 'id' | 'address'>,
  env: Environment,
): Environment => {
  const context = /^context:(?!default$)(.+)$/.exec(id)?.[1];
  return {
    ...env,
    // One of the two says where, whatever the user's own say.
    DOCKER_CONTEXT: context,
    DOCKER_HOST: context === undefined ? address : undefined,
  };
};
