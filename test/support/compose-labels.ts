/**
 * What Compose writes on a service's first container. With a folder, the project is one that can be read: its
 * file is `compose.yaml` there.
 */
export const composeLabels = (
  project: string,
  service: string,
  folder?: string,
): Readonly<Record<string, string>> => ({
  'com.docker.compose.project': project,
  'com.docker.compose.service': service,
  'com.docker.compose.container-number': '1',
  'com.docker.compose.oneoff': 'False',
  ...(folder === undefined
    ? {}
    : {
        'com.docker.compose.project.working_dir': folder,
        'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
      }),
});
