import type { FieldEffect, FieldInput } from './context.ts';

const all = 'ALL';

/**
 * Capabilities as compose sends them: with their prefix, each once, sorted; `ALL` stands for every
 * other, and what is added is not dropped. Source: docker/cli `EffectiveCapAddCapDrop`.
 */
export const capabilitiesRule = (_: unknown, { declared }: FieldInput): FieldEffect => {
  const capAdd = listed(declared.cap_add);
  const capDrop = listed(declared.cap_drop).filter((name) => !capAdd.includes(name));
  return {
    spec: {
      ...(capAdd.length > 0 && { capAdd }),
      ...(capDrop.length > 0 && { capDrop }),
    },
  };
};

const listed = (names: readonly string[] | undefined): readonly string[] => {
  const full = [...new Set((names ?? []).map(fullName))].sort();
  return full.includes(all) ? [all] : full;
};

const fullName = (name: string): string => {
  const upper = name.trim().toUpperCase();
  return upper === all || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
};
