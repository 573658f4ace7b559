/** What a user does to the time that the charts show; each of them says it for all. */
export interface ChartEvents {
  readonly onZoomTo: (fromMs: number, toMs: number) => void;
  readonly onZoomBy: (factor: number, atMs?: number) => void;
  /** By a part of what is seen; into the past when negative. */
  readonly onPan: (part: number) => void;
  readonly onLive: () => void;
  /** What is said when the cursor was moved by keys. */
  readonly onSay: (text: string) => void;
}
