import type { ContainerItem } from '#shared/protocol/inventory';

/** Reads the labels that every compose implementation sets, whoever set them. */
export const normalizeCompose = (
  labels: Readonly<Record<string, string>>,
): ContainerItem['compose'] => {
  const label = (name: string): string | undefined => labels[`com.docker.compose.${name}`];
  const project = label('project');
  const service = label('service');
  if (project === undefined || service === undefined) return undefined;
  const number = Number(label('container-number') ?? '1');
  const workingDir = label('project.working_dir');
  const configFiles = label('project.config_files');
  return {
    project,
    service,
    number: Number.isInteger(number) ? number : 1,
    oneOff: label('oneoff')?.toLowerCase() === 'true',
    ...(workingDir !== undefined && { workingDir }),
    ...(configFiles !== undefined && configFiles !== '' && { configFiles: configFiles.split(',') }),
  };
};
