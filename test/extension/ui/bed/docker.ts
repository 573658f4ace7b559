import { run } from '../../../../scripts/setup/run.mjs';

/** The engine's own client, for what must come from outside or be looked at from there. */
export const docker = async (...args: string[]): Promise<string> =>
  (await run('docker', args)).trim();

/** Removes all that carries the name of a project. */
export const removeProject = async (project: string): Promise<void> => {
  const filter = `label=com.docker.compose.project=${project}`;
  const all = await docker('ps', '-aq', '--filter', filter);
  if (all) await docker('rm', '-f', '-v', ...all.split('\n'));
  for (const kind of ['network', 'volume']) {
    const names = await docker(kind, 'ls', '-q', '--filter', filter);
    if (names) await docker(kind, 'rm', ...names.split('\n'));
  }
};

/** When each service of a project was last started, by the engine. */
export const startTimes = async (
  project: string,
  services: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const read = async (service: string): Promise<[string, string]> => [
    service,
    await docker('inspect', '--format', '{{.State.StartedAt}}', `${project}-${service}-1`),
  ];
  return Object.fromEntries(await Promise.all(services.map(read)));
};
