import type { MetricsToHost, MetricsToPage } from '#shared/panels/metrics';
import { covers, pastFor, type Past, type PastWanted } from './model/past.ts';
import type { Span } from './model/view.ts';

type Answer = Extract<MetricsToPage, { readonly kind: 'history' | 'historyFailed' }>;

/** A failure is not asked about again at once: the server may be busy, or know nothing of it. */
const pauseMs = 5000;

/**
 * Asks for times of which the page has no readings itself. One question at a time: while it is under
 * way, what there is stays in sight, and where the user has gone meanwhile is asked for next.
 */
export class PastLoader {
  readonly #post: (message: MetricsToHost) => void;
  readonly #onChange: () => void;
  #past: Past | undefined;
  #asked: { readonly request: number; readonly wanted: PastWanted } | undefined;
  #failedMs = -Infinity;
  #requests = 0;

  constructor(post: (message: MetricsToHost) => void, onChange: () => void) {
    this.#post = post;
    this.#onChange = onChange;
  }

  /** The stream has begun anew: what was asked of the one before may never be answered. */
  reset(): void {
    this.#past = undefined;
    this.#asked = undefined;
    this.#failedMs = -Infinity;
  }

  get isLoading(): boolean {
    return this.#asked !== undefined;
  }

  /** What there is of a span, as far as the page itself has not all of it; asks for what is missing. */
  of(
    span: Span,
    options: { readonly latestMs: number; readonly labels: readonly string[] },
  ): Past | undefined {
    const wanted = pastFor(span, options);
    if (wanted === undefined) return undefined;
    const { latestMs } = options;
    if (!covers(this.#past?.of, { span, wanted, latestMs })) this.#ask(wanted);
    return this.#past;
  }

  take(answer: Answer): void {
    if (answer.request !== this.#asked?.request) return;
    const { wanted } = this.#asked;
    this.#asked = undefined;
    if (answer.kind === 'historyFailed') this.#failedMs = performance.now();
    else {
      const { stepMs, series, events } = answer;
      this.#past = { of: wanted, stepMs, series, events };
    }
    this.#onChange();
  }

  #ask(wanted: PastWanted): void {
    if (this.#asked !== undefined || performance.now() - this.#failedMs < pauseMs) return;
    this.#requests += 1;
    this.#asked = { request: this.#requests, wanted };
    const { labels, ...rest } = wanted;
    this.#post({ kind: 'history', request: this.#requests, ...rest, labels: [...labels] });
  }
}
