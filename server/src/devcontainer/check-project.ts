import { problemOf, type Problem } from '../compose/language/beside/problem.ts';
import type { LanguageWorkspace } from '../compose/language/workspace.ts';
import { originOf } from '../compose/locate.ts';
import type { ComposeService } from '../compose/model.ts';
import { nearestName } from '../compose/nearest-name.ts';
import { devcontainerFindings as findings } from './findings.ts';
import { loadProject, originAt, serviceWords, type OpenDevcontainer } from './reader.ts';

/** Whether the compose files have what it names; nothing while they are broken themselves. */
export const checkProject = async (
  open: OpenDevcontainer,
  workspace: LanguageWorkspace,
): Promise<readonly Problem[]> => {
  const result = await loadProject(open, workspace);
  const { model, root, findings: mistakes = [] } = result ?? {};
  if (model === undefined || root === undefined) return [];
  if (mistakes.some(({ severity }) => severity === 'error')) return [];
  const services = { ...model.services, ...model.disabledServices };
  const names = Object.keys(services);
  const unknown = serviceWords(open)
    .filter(({ text }) => text !== '' && !text.includes('$') && !names.includes(text))
    .map((word) => {
      const origin = originAt(open, word);
      const near = nearestName(word.text, names);
      return problemOf(findings.service, origin, {
        message: `The compose files have no service "${word.text}".`,
        hint: near === undefined ? `They have ${names.join(', ')}.` : `Did you mean \`${near}\`?`,
        ...(near !== undefined && {
          fixes: [{ title: `Change to \`${near}\``, origin, newText: near, certain: true }],
        }),
      });
    });
  const { service, workspaceFolder } = open.devcontainer;
  const main = services[service?.text ?? ''];
  if (main === undefined || service === undefined || workspaceFolder === undefined) return unknown;
  if (!isCertain(workspaceFolder.text) || isReached(main, workspaceFolder.text)) return unknown;
  const declared = originOf(root, ['services', service.text]);
  return [
    ...unknown,
    problemOf(findings.folder, originAt(open, workspaceFolder), {
      message: `No mount of "${service.text}" leads to ${workspaceFolder.text}.`,
      hint: 'Unless its image has that folder, there is nothing to open; what is edited there stays in the container.',
      related: declared ? [{ message: 'the service', origin: declared }] : [],
    }),
  ];
};

const isCertain = (folder: string): boolean => /^\/[^$]+$/.test(folder);

/** Mounts of other services count as well, since nobody says here what these are. */
const isReached = ({ volumes = [], volumes_from: others = [] }: ComposeService, folder: string) =>
  others.length > 0 ||
  volumes.some(({ target }) => {
    const at = target.replace(/\/+$/, '');
    return folder === at || folder.startsWith(`${at}/`);
  });
