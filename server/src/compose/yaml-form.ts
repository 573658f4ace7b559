import { isDeepStrictEqual } from 'node:util';

/**
 * What Compose writes as JSON though it is empty, and leaves out of YAML. `*` stands for any key or
 * place in a list.
 */
const leftOut: readonly { readonly at: readonly string[]; readonly empty: unknown }[] = [
  { at: ['services', '*', 'command'], empty: null },
  { at: ['services', '*', 'entrypoint'], empty: null },
  { at: ['services', '*', 'deploy', 'resources'], empty: {} },
  { at: ['services', '*', 'deploy', 'placement'], empty: {} },
  { at: ['services', '*', 'develop', 'watch', '*', 'exec'], empty: { command: null } },
  { at: ['networks', '*', 'ipam'], empty: {} },
];

/** The value of the JSON that `config` prints as the YAML that it prints has it. */
export const yamlForm = (value: unknown, rows = leftOut): unknown => {
  if (rows.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => yamlForm(item, below(rows, '0')));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
      const inner = below(rows, key);
      const isLeftOut = inner.some(
        ({ at, empty }) => at.length === 0 && isDeepStrictEqual(entry, empty),
      );
      return isLeftOut ? [] : [[key, yamlForm(entry, inner)]];
    }),
  );
};

const below = (rows: typeof leftOut, key: string): typeof leftOut =>
  rows
    .filter(({ at: [first] }) => first === '*' || first === key)
    .map(({ at, empty }) => ({ at: at.slice(1), empty }));
