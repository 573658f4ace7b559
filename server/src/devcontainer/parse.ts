import { findNodeAtLocation, parseTree, type JSONPath, type Node } from 'jsonc-parser';
import type { Devcontainer, Word } from './devcontainer.ts';

/** Reads what there is, with comments, trailing commas and mistakes. */
export const parseDevcontainer = (text: string): Devcontainer => {
  const root = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  const at = (...path: JSONPath): Node | undefined => root && findNodeAtLocation(root, path);
  const word = (...path: JSONPath): Word | undefined => wordOf(at(...path), text);
  const words = (name: string): readonly Word[] => {
    const node = at(name);
    const nodes = node?.type === 'array' ? (node.children ?? []) : [node];
    return nodes.flatMap((each) => wordOf(each, text) ?? []);
  };
  return {
    text,
    composeFiles: words('dockerComposeFile'),
    service: word('service'),
    runServices: words('runServices'),
    forwarded: words('forwardPorts').flatMap((each) => hostOf(each) ?? []),
    workspaceFolder: word('workspaceFolder'),
    build: {
      // Both were at the top once, and are still read there.
      dockerfile: word('build', 'dockerfile') ?? word('dockerFile'),
      context: word('build', 'context') ?? word('context'),
      target: word('build', 'target'),
    },
  };
};

/** `db` of `db:5432`, which is no other name of this machine. */
const hostOf = ({ text, start }: Word): Word | undefined => {
  const [, host] = /^([\w.-]+):\d+$/.exec(text) ?? [];
  if (host === undefined || /^(localhost|[\d.]+)$/.test(host)) return undefined;
  return { text: host, start, end: start + host.length };
};

const wordOf = (node: Node | undefined, text: string): Word | undefined => {
  if (node?.type !== 'string' || typeof node.value !== 'string') return undefined;
  const start = node.offset + 1;
  // A string that is still typed has no quote at its end.
  const isClosed = node.length > 1 && text.charAt(node.offset + node.length - 1) === '"';
  return { text: node.value, start, end: node.offset + node.length - (isClosed ? 1 : 0) };
};
