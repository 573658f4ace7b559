import { child, entriesOf, itemsOf, setChild, stringNode, type TreeNode } from '../yaml/tree.ts';

/** Fills in what Compose assumes of parts that were left out. Source: compose-go `transform`. */
export const setDefaults = (root: TreeNode): void => {
  for (const [, { value: service }] of entriesOf(child(root, 'services'))) {
    missing(child(service, 'build'), 'context', '.');
    for (const secret of itemsOf(child(service, 'secrets'))) {
      const source = child(secret, 'source');
      const name = source?.kind === 'scalar' ? source.text : '';
      missing(secret, 'target', `/run/secrets/${name}`);
    }
    for (const port of itemsOf(child(service, 'ports'))) {
      missing(port, 'protocol', 'tcp');
      missing(port, 'mode', 'ingress');
    }
    const resources = child(child(service, 'deploy'), 'resources');
    const devices = [
      ...itemsOf(child(child(resources, 'reservations'), 'devices')),
      ...itemsOf(child(service, 'gpus')),
    ];
    for (const device of devices) {
      if (child(device, 'device_ids') === undefined) missing(device, 'count', 'all');
    }
  }
};

const missing = (node: TreeNode | undefined, key: string, value: string): void => {
  if (node?.kind === 'map' && !node.entries.has(key)) {
    setChild(node, key, stringNode(value, node.origin));
  }
};
