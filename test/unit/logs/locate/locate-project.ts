import { existsSync } from 'node:fs';
import { loadCompose } from '../../../../server/src/compose/load.ts';
import { candidatesFor } from '../../../../server/src/logs/locate/candidates.ts';
import { parseProgramPath } from '../../../../server/src/logs/locate/program-path.ts';
import { serviceLayers } from '../../../../server/src/logs/locate/service-layers.ts';
import { readReloadFacts } from '../../../../server/src/reload/read-facts.ts';
import type { RulesInput } from '../../../../server/src/reload/rules/input.ts';
import { TempTree } from '../../projects/temp-tree.ts';

const trees: TempTree[] = [];

export const disposeProjects = (): void => {
  for (const tree of trees.splice(0)) tree.dispose();
};

/** Of a real project on disk: which of its files a path in a container of `web` is. */
export const locating = async (
  files: Readonly<Record<string, string>>,
  more: Partial<Pick<RulesInput, 'images'>> = {},
): Promise<(path: string) => string | undefined> => {
  const tree = new TempTree(files, 'shop');
  trees.push(tree);
  const loaded = await loadCompose({ directory: tree.root, environment: {} });
  const { model, inputs } = loaded;
  const service = model?.services['web'];
  if (model === undefined || service === undefined) throw new Error('no service "web"');
  const facts = await readReloadFacts(model);
  const input = { ...facts, ...loaded, model, inputs, overrides: {}, ...more };
  const layers = serviceLayers({ name: 'web', service, input });
  return (path) => {
    const named = parseProgramPath(path);
    const found = named && candidatesFor(named, layers).find((file) => existsSync(file));
    return found?.replace(`${tree.root}/`, '');
  };
};
