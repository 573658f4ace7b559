import { boolNode, child, setChild } from '../yaml/tree.ts';
import type { Apply } from './transforms.ts';

/** `external: { name: x }`, from long ago, becomes `external: true` and `name: x`. */
export const external: Apply = (node, path, { report }, key) => {
  const value = child(node, 'external');
  if (node.kind !== 'map' || value?.kind !== 'map') return node;
  const oldName = child(value, 'name');
  const name = child(node, 'name');
  setChild(node, 'external', boolNode(true, value.origin));
  if (oldName === undefined) return node;
  const where = path.join('.');
  report.at(
    value.origin,
    'external-name-deprecated',
    `${where}: external.name is deprecated. Please set name and external: true`,
    { severity: 'warning', path },
  );
  if (name === undefined) {
    setChild(node, 'name', oldName);
  } else if (name.kind === 'scalar' && oldName.kind === 'scalar' && name.text !== oldName.text) {
    const resource = { ...node, broken: false };
    report.at(
      key ?? name.origin,
      'external-name-conflict',
      `${where}: name and external.name conflict; only use name`,
      {
        path,
        node: resource,
        related: [
          { message: 'one name', origin: name.origin },
          { message: 'the other name', origin: oldName.origin },
        ],
      },
    );
  }
  return node;
};
