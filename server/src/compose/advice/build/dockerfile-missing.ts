import { contextFolder, dockerfilePaths } from '../../build-files.ts';
import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** A build of a folder that is there, by a file that is not. */
export const dockerfileMissing = serviceAdvice(
  {
    code: 'dockerfile-missing',
    severity: 'warning',
    summary: 'A build whose Dockerfile is not there.',
    url: referencePage('build', 'dockerfile'),
  },
  function* ({ build }, name, { facts }) {
    if (build === undefined) return;
    const folder = contextFolder(build);
    if (folder === undefined || facts.files.kindOf(folder) !== 'folder') return;
    const paths = dockerfilePaths(build);
    const [path] = paths;
    if (path === undefined) return;
    if (paths.some((each) => facts.files.kindOf(each) !== undefined)) return;
    yield {
      at: ['services', name, 'build', 'dockerfile'],
      message: `There is no Dockerfile at ${path}: building fails.`,
      hint: 'Create it, or say in `dockerfile` where it is, seen from the context.',
    };
  },
);
