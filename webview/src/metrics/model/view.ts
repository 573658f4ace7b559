/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the charts look at: the last so many minutes, which move on, or a stretch that was zoomed into. */
export type View =
  | { readonly kind: 'live'; readonly rangeMs: number }
  | { readonly kind: 'fixed'; readonly span: Span };

/** A panel that was just opened shows a minute, so that its first lines can be seen. */
const leastLiveMs = 60_000;
/** A few readings: closer in, there is nothing more to see. */
const leastMs = 10_000;
/** As far back as anything is kept. */
const mostMs = 24 * 60 * 60_000;

/** When the newest reading was, and the oldest that there is. */
export interface Known {
  readonly firstMs: number;
  readonly latestMs: number;
}

/** A live view shows the chosen range, or less of it as long as there is less to show. */
export const spanOf = (view: View, { firstMs, latestMs }: Known): Span => {
  if (view.kind === 'fixed') return view.span;
  const fromMs = Math.max(latestMs - view.rangeMs, Math.min(firstMs, latestMs - leastLiveMs));
  return { fromMs, toMs: latestMs };
};

/** A stretch that the user drew, made at least as long as can be shown. */
export const zoomTo = (a: number, b: number, latestMs: number): View => {
  const [fromMs, toMs] = a < b ? [a, b] : [b, a];
  const short = Math.max(0, leastMs - (toMs - fromMs)) / 2;
  return fixed({ fromMs: fromMs - short, toMs: toMs + short }, latestMs);
};

/** Below 1 comes closer, above goes away; `atMs` stays where it is on the screen. */
export const zoomBy = (
  span: Span,
  { factor, atMs, latestMs }: { factor: number; atMs: number; latestMs: number },
): View => {
  const length = Math.min(mostMs, Math.max(leastMs, (span.toMs - span.fromMs) * factor));
  const part = (atMs - span.fromMs) / Math.max(1, span.toMs - span.fromMs);
  const fromMs = atMs - length * part;
  return fixed({ fromMs, toMs: fromMs + length }, latestMs);
};

/** Moves by a part of what is seen; into the past when negative. */
export const panBy = (span: Span, { part, latestMs }: { part: number; latestMs: number }): View => {
  const by = (span.toMs - span.fromMs) * part;
  return fixed({ fromMs: span.fromMs + by, toMs: span.toMs + by }, latestMs);
};

/** Moved, not cut, where it would reach beyond what there is. */
const fixed = ({ fromMs, toMs }: Span, latestMs: number): View => {
  const length = Math.min(mostMs, toMs - fromMs);
  const end = Math.min(latestMs, Math.max(toMs, latestMs - mostMs + length));
  return { kind: 'fixed', span: { fromMs: end - length, toMs: end } };
};
