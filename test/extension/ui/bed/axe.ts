import axe from 'axe-core';
import type { Frame } from 'playwright-core';

interface Finding {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds serious or worse in a panel's page, each in a line; nothing when all is well. */
export const seriousFindings = async (frame: Frame): Promise<readonly string[]> => {
  // The policy of the page forbids its own scripts to bring others; the debugger may.
  await frame.evaluate(axe.source);
  const violations = await frame.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: unknown }> } }).axe;
    return (await run.run()).violations;
  });
  return (violations as readonly Finding[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)}\n${failureSummary}`,
      ),
    );
};
