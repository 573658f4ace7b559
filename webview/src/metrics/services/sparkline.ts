import { sparkPath, sparkSize, type SparkOptions } from '../model/sparkline.ts';
import type { Track } from '../model/track.ts';

const svg = <Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Name] => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** The last two minutes, without axes: whether it is calm, busy or growing. */
export class Sparkline {
  readonly element = svg('svg', {
    class: 'spark',
    viewBox: `0 0 ${String(sparkSize.width)} ${String(sparkSize.height)}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  readonly #line = svg('path', { class: 'spark-line', 'vector-effect': 'non-scaling-stroke' });

  constructor() {
    this.element.append(this.#line);
  }

  show({ samples }: Track, options: SparkOptions): void {
    this.#line.setAttribute('d', sparkPath(samples, options));
  }
}
