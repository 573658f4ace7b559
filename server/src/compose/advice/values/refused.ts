import type { Described } from '../../catalog/described.ts';
import type { ComposeService } from '../../model.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import { child, itemsOf, type Path, type TreeNode } from '../../yaml/tree.ts';
import { serviceAdvice, type Advice, type AdvisedProject } from '../advice.ts';

/** A judgement on values that Compose passes on as they are, and that the engine refuses. */
export const refused = (
  about: Omit<Described, 'severity'>,
  check: (service: ComposeService, at: Path) => Iterable<RuleFinding>,
): Advice =>
  serviceAdvice({ ...about, severity: 'warning' }, function* (service, name, project) {
    for (const finding of check(service, ['services', name]))
      if (!lacksVariable(finding.at, project)) yield finding;
  });

/** What an unset variable leaves behind has been told of where the variable is. */
const lacksVariable = (at: Path, { root, model: { environment } }: AdvisedProject): boolean => {
  const { source, start, end } = valueAt(root, at).origin;
  const names = source.text.slice(start, end).matchAll(/\$\{?([A-Za-z_]\w*)/g);
  return [...names].some(([, name = '']) => !Object.hasOwn(environment, name));
};

/** The value that is written there, or the one that it is a part of. */
const valueAt = (root: TreeNode, at: Path): TreeNode => {
  let node = root;
  for (const part of at) {
    const next = typeof part === 'number' ? itemsOf(node)[part] : child(node, part);
    if (next === undefined) break;
    node = next;
  }
  return node;
};
