import type uPlot from 'uplot';
import type { ChartEvents } from './chart-events.ts';

/** A step of the wheel, and of a key. */
const step = 1.25;
const panPart = 0.2;

/**
 * The wheel zooms with Ctrl, which is what a pinch on a touchpad sends, and moves sideways with Shift.
 * On its own it scrolls the page: a panel full of charts would otherwise swallow every scroll.
 */
export const onWheel =
  (plot: () => uPlot | undefined, events: ChartEvents) =>
  (event: WheelEvent): void => {
    const there = plot();
    if (there === undefined) return;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (event.ctrlKey || event.metaKey) {
      const left = event.clientX - there.over.getBoundingClientRect().left;
      const factor = event.deltaY > 0 ? step : 1 / step;
      events.onZoomBy(factor, there.posToVal(left, 'x') * 1000);
    } else if (sideways) {
      const by = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      events.onPan(Math.max(-panPart, Math.min(panPart, by / there.over.clientWidth)));
    } else return;
    event.preventDefault();
  };

/** `false` when the key is not for the time axis. */
export const onKey = ({ key, shiftKey }: KeyboardEvent, events: ChartEvents): boolean => {
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => {
      events.onZoomBy(1 / step);
    },
    '=': () => {
      events.onZoomBy(1 / step);
    },
    '-': () => {
      events.onZoomBy(step);
    },
    Escape: events.onLive,
    ...(shiftKey && {
      ArrowLeft: () => {
        events.onPan(-panPart);
      },
      ArrowRight: () => {
        events.onPan(panPart);
      },
    }),
  };
  keys[key]?.();
  // Escape is for the cursor as well.
  return key in keys && key !== 'Escape';
};
