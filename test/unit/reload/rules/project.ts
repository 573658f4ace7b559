import { loadCompose } from '../../../../server/src/compose/load.ts';
import type { FileChange } from '../../../../server/src/reload/change.ts';
import { explainRules } from '../../../../server/src/reload/explain.ts';
import { planReload } from '../../../../server/src/reload/plan.ts';
import { readReloadFacts } from '../../../../server/src/reload/read-facts.ts';
import { reloadRules } from '../../../../server/src/reload/rules/index.ts';
import type { RulesInput } from '../../../../server/src/reload/rules/input.ts';
import type { ReloadRule } from '../../../../server/src/reload/rules/rule.ts';
import { TempTree } from '../../projects/temp-tree.ts';

export interface Project {
  readonly root: string;
  readonly tree: TempTree;
  readonly rules: readonly ReloadRule[];
  /** What changes of these files do, `-` before one that was removed: `sync+restart: /app/a.js`. */
  readonly plan: (...files: string[]) => Record<string, string>;
  /** Where a service gets a file to. */
  readonly sync: (service: string, file: string) => readonly string[];
  /** A row a rule: `web sync ./src → /app/src`. */
  readonly rows: (service?: string) => string[];
  /** Why, of the first rule of a service that covers a file. */
  readonly why: (service: string, file: string) => string | undefined;
}

type More = Partial<Pick<RulesInput, 'overrides' | 'images' | 'ignored'>>;

const trees: TempTree[] = [];

/** Removes what `projectOf` has made. */
export const disposeProjects = (): void => {
  for (const tree of trees.splice(0)) tree.dispose();
};

/** A real project on disk, read and ruled as the server does it; all its services are up. */
export const projectOf = async (
  files: Readonly<Record<string, string>>,
  more: More = {},
  prepare: (tree: TempTree) => void = () => undefined,
): Promise<Project> => {
  const tree = new TempTree(files, 'shop');
  trees.push(tree);
  prepare(tree);
  const { root } = tree;
  const loaded = await loadCompose({ directory: root, environment: {} });
  const { model, inputs } = loaded;
  if (model === undefined) throw new Error('no model');
  const facts = await readReloadFacts(model);
  const rules = reloadRules({ ...facts, ...loaded, model, inputs, overrides: {}, ...more });
  const running = new Set(Object.keys({ ...model.services, ...model.disabledServices }));
  const change = (file: string): FileChange => ({
    path: tree.path(file.replace(/^-/, '')),
    kind: file.startsWith('-') ? 'removed' : 'written',
  });
  return {
    root,
    tree,
    rules,
    plan: (...changed) =>
      Object.fromEntries(
        [...planReload({ changes: changed.map(change), rules, running })].map(([name, plan]) => [
          name,
          [
            plan.action,
            ...(plan.rebuild ? [] : plan.sync).map(({ kind, target }) =>
              kind === 'removed' ? `-${target}` : target,
            ),
            ...plan.exec.map(({ command }) => `$ ${command.join(' ')}`),
          ]
            .join(' ')
            .trim(),
        ]),
      ),
    sync: (service, file) => {
      const plan = planReload({ changes: [change(file)], rules, running }).get(service);
      return (plan?.sync ?? []).map(({ target }) => target);
    },
    rows: (service) =>
      explainRules(rules, { service }).map(
        (rule) =>
          `${rule.service} ${rule.action} ${rule.path.replace(root, '.')}${rule.target === undefined ? '' : ` → ${rule.target}`}`,
      ),
    why: (service, file) =>
      rules.find((rule) => rule.service === service && rule.covers(tree.path(file)))?.why,
  };
};
