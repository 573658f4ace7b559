import type { PagePressure } from '#shared/panels/metrics';
import { codicon, h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import { formatCount, formatPercent } from '../model/format.ts';
import { worstOf } from '../model/pressure.ts';
import { healthIcons, healthWord } from './health.ts';
import type { Reading } from './reading.ts';

interface Badge {
  readonly icon: string;
  readonly text: string;
  readonly tone: 'quiet' | 'good' | 'bad';
}

/** What is said of a container beside its numbers, as far as there is something to say. */
const badgesOf = ({ track, sample }: Reading): readonly Badge[] => {
  const { facts, pressure, ended } = track;
  if (ended) return [{ icon: 'circle-slash', text: t('ended'), tone: 'quiet' }];
  const throttled = sample?.cpuThrottled ?? 0;
  return [
    ...healthBadge(facts?.health),
    ...(facts !== undefined && facts.restarts > 0 ? [restarts(facts.restarts)] : []),
    ...(throttled >= 0.05
      ? [
          {
            icon: 'dashboard',
            text: t('throttled {0}', formatPercent(throttled)),
            tone: 'bad',
          } as const,
        ]
      : []),
    ...pressureBadge(pressure),
  ];
};

const healthBadge = (
  health: 'starting' | 'healthy' | 'unhealthy' | undefined,
): readonly Badge[] => {
  if (health === undefined) return [];
  const tone = health === 'healthy' ? 'good' : health === 'unhealthy' ? 'bad' : 'quiet';
  return [{ icon: healthIcons[health], text: healthWord(health), tone }];
};

const restarts = (count: number): Badge => ({
  icon: 'debug-restart',
  text: count === 1 ? t('1 restart') : t('{0} restarts', formatCount(count)),
  tone: 'quiet',
});

const pressureBadge = (pressure: PagePressure | undefined): readonly Badge[] => {
  const worst = worstOf(pressure);
  if (worst === undefined || worst.reading.level === 'normal') return [];
  const text = t('{0} pressure {1}', worst.name, formatPercent(worst.reading.some / 100));
  return [{ icon: 'warning', text, tone: 'bad' }];
};

export class Badges {
  readonly element = h('span', { class: 'badges' });
  #shown = '';

  show(reading: Reading): void {
    const badges = badgesOf(reading);
    const key = JSON.stringify(badges);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.replaceChildren(
      ...badges.map(({ icon, text, tone }) => {
        const words = h('span');
        setText(words, text);
        return h('span', { class: `badge ${tone}` }, codicon(icon), words);
      }),
    );
  }
}
