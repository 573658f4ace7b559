import { basename } from 'node:path';
import { declaredAt } from './declared-at.ts';
import { fileRule } from './derived.ts';
import type { RuleSource } from './input.ts';

/** Configs and secrets: the container has the file already, and its program has to read it again. */
export const fileObjectRules: RuleSource = (around) => {
  const { name, service, input } = around;
  return (['configs', 'secrets'] as const).flatMap((kind) =>
    (service[kind] ?? []).flatMap(({ source }, index) => {
      const file = source === undefined ? undefined : input.model[kind][source]?.file;
      if (source === undefined || file === undefined) return [];
      return fileRule(around, {
        action: 'restart',
        path: file,
        origin: 'file-object',
        why: `${name} has ${basename(file)} as its ${kind.slice(0, -1)} "${source}", and programs read such files when they start`,
        ...declaredAt(input.locate, ['services', name, kind, index]),
      });
    }),
  );
};
