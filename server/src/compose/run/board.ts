import type { StepItem, StepState } from '#shared/protocol/operations';
import type { Progress } from '../../base/progress.ts';

/** Tells how far a run is: one step a service, with steps for what it pulls and builds. */
export class StepBoard {
  readonly #progress: Progress;
  readonly #steps = new Map<string, StepItem>();

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** Lists a step before its work begins. */
  announce(id: string, label: string): void {
    this.#steps.set(id, { id, label, state: 'waiting' });
  }

  set(id: string, state: StepState, label: string, more: Partial<StepItem> = {}): void {
    const step: StepItem = { ...more, id, label, state };
    this.#steps.set(id, step);
    this.#send(step.detail === undefined ? label : `${label}: ${step.detail}`, [step]);
  }

  say(message: string): void {
    this.#send(message, []);
  }

  /** Sends what was announced. */
  begin(message: string): void {
    this.#send(message, [...this.#steps.values()]);
  }

  /** What is done so far, for a message that says where a run was broken off. */
  labelsIn(state: StepState): readonly string[] {
    return this.#top()
      .filter((step) => step.state === state)
      .map(({ label }) => label);
  }

  #top(): readonly StepItem[] {
    return [...this.#steps.values()].filter(({ parentId }) => parentId === undefined);
  }

  #send(message: string, steps: readonly StepItem[]): void {
    const top = this.#top();
    const ended = top.filter(({ state }) => state === 'done' || state === 'skipped').length;
    this.#progress({
      message,
      steps,
      ...(top.length > 0 && { fraction: ended / top.length }),
    });
  }
}
