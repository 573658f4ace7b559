import { execFile } from 'node:child_process';
import parseText from 'parse-prometheus-text-format';

export interface PageSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Page {
  samples(name: string): readonly PageSample[];
  type(name: string): string | undefined;
  readonly names: readonly string[];
}

/** A page of metrics as Prometheus reads it; fails where it is none, by its own `promtool` when that is there. */
export const parsePage = async (text: string): Promise<Page> => {
  await checkWithPromtool(text);
  const families = new Map(parseText(text).map((family) => [family.name, family]));
  return {
    samples: (name) =>
      (families.get(name)?.metrics ?? []).map(({ labels = {}, value }) => ({
        labels,
        value: Number(value),
      })),
    type: (name) => families.get(name)?.type,
    names: [...families.keys()],
  };
};

/** Debian has it in the package `prometheus`; `HYPERBOX_PROMTOOL` names another. */
export const promtool = process.env['HYPERBOX_PROMTOOL'] ?? 'promtool';

const checkWithPromtool = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const checking = execFile(promtool, ['check', 'metrics'], (error, stdout, stderr) => {
      if (error === null || error.code === 'ENOENT') resolve();
      else reject(new Error(`promtool: ${stdout}${stderr}`));
    });
    checking.stdin?.on('error', () => undefined);
    checking.stdin?.end(text);
  });
