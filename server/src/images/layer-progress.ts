import type { StepItem } from '#shared/protocol/operations';
import type { Progress } from '../base/progress.ts';
import type { LayerProgress } from '../engines/contract.ts';

const doneStatuses = /^(pull complete|already exists|pushed|layer already exists|mounted from)/i;
const waitingStatuses = /^(waiting|preparing|pulling fs layer)/i;

/**
 * Turns an engine's words on layers into steps below one step for the image, and the share of the
 * bytes that are there so far. Sizes become known one by one, so the share may go back at first.
 */
export const reportLayers = (
  reference: string,
  verb: 'Pulling' | 'Pushing',
  progress: Progress,
): { readonly layer: (layer: LayerProgress) => void; readonly done: () => void } => {
  const message = `${verb} ${reference}`;
  const bytes = new Map<string, { current: number; total: number }>();
  progress({ message, steps: [{ id: reference, label: message, state: 'running' }] });
  return {
    layer(layer) {
      if (layer.id === undefined) {
        const steps: StepItem[] = [
          { id: reference, label: message, state: 'running', detail: layer.status },
        ];
        progress({ message, steps });
        return;
      }
      const step = stepOf(layer, layer.id, reference);
      track(bytes, layer, step);
      const fraction = shareOf(bytes);
      progress({ message, steps: [step], ...(fraction !== undefined && { fraction }) });
    },
    done() {
      progress({ message, fraction: 1, steps: [{ id: reference, label: message, state: 'done' }] });
    },
  };
};

const stepOf = (layer: LayerProgress, id: string, reference: string): StepItem => ({
  id: `${reference}#${id}`,
  parentId: reference,
  label: id,
  detail: layer.status,
  state: doneStatuses.test(layer.status)
    ? 'done'
    : waitingStatuses.test(layer.status)
      ? 'waiting'
      : 'running',
  ...(layer.currentBytes !== undefined && { current: layer.currentBytes }),
  ...(layer.totalBytes !== undefined && { total: layer.totalBytes }),
});

const track = (
  bytes: Map<string, { current: number; total: number }>,
  layer: LayerProgress,
  step: StepItem,
): void => {
  const known = bytes.get(step.id);
  if (step.state === 'done' && known !== undefined) known.current = known.total;
  // Unpacking counts from 0 again: the bytes are there all the same.
  if (layer.totalBytes === undefined || /^extracting/i.test(layer.status)) return;
  bytes.set(step.id, { current: layer.currentBytes ?? 0, total: layer.totalBytes });
};

const shareOf = (
  bytes: ReadonlyMap<string, { readonly current: number; readonly total: number }>,
): number | undefined => {
  let current = 0;
  let total = 0;
  for (const layer of bytes.values()) {
    current += layer.current;
    total += layer.total;
  }
  return total === 0 ? undefined : Math.min(1, current / total);
};
