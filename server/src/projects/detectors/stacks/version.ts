/**
 * The version that a constraint names, as far as an image tag needs it: `parts` numbers of it.
 * `>=18` allows every later one, so `latest` is taken when it is not older; `^18`, `~18.2`, `18.x`
 * and `18.2.1` mean that line.
 */
export const versionFor = (
  constraint: string | undefined,
  options: { readonly latest: string; readonly parts: 1 | 2 },
): string => {
  const match = /(\d+)(?:\.(\d+))?/.exec(constraint ?? '');
  if (constraint === undefined || match === null) return options.latest;
  const stated = match[0].split('.').slice(0, options.parts).join('.');
  const open = /^\s*>/.test(constraint) && !constraint.includes('<');
  return open && compare(options.latest, stated) >= 0 ? options.latest : stated;
};

const compare = (left: string, right: string): number => {
  const [a, b] = [left, right].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 2; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};
