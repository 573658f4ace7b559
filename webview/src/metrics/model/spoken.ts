import { t } from '../../base/text.ts';
import { formatClock } from './format.ts';
import type { Channel, Measure } from './measures.ts';
import { spreadOf } from './summary.ts';
import type { Track } from './track.ts';
import type { Span } from './view.ts';

/** More than this nobody listens to; the table has them all. */
const spokenTracks = 5;

/** A chart in words, for those who cannot see it: the busiest first. */
export const spoken = (measure: Measure, tracks: readonly Track[], span: Span): string => {
  const said = measure.channels.flatMap((channel) => {
    const lines = tracks.flatMap((track) => {
      const spread = spreadOf(track, { value: channel.value, span });
      return spread === undefined ? [] : [{ track, ...spread }];
    });
    const busiest = lines.sort((a, b) => (b.now ?? 0) - (a.now ?? 0)).slice(0, spokenTracks);
    const rest = lines.length - busiest.length;
    const sentences = busiest.map(({ track, now, peak, peakMs }) => {
      const what = nameOf(measure, channel);
      const say = measure.say ?? measure.format;
      const highest = t('highest {0} at {1}', say(peak), formatClock(peakMs));
      return now === undefined
        ? t('{0} of {1}: ended, {2}.', what, track.label, highest)
        : t('{0} of {1}: now {2}, {3}.', what, track.label, say(now), highest);
    });
    return rest > 0 ? [...sentences, t('And {0} more.', rest)] : sentences;
  });
  return said.length === 0 ? t('No readings in this time.') : said.join(' ');
};

export const nameOf = (measure: Measure, channel: Channel): string => {
  const part = channel.name();
  return part === '' ? measure.title() : `${measure.title()}, ${part}`;
};
