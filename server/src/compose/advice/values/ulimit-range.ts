import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** As the kernel knows them. Source: docker/go-units `ulimitNameMapping`. */
const names = new Set([
  ...['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc'],
  ...['rss', 'rtprio', 'rttime', 'sigpending', 'stack'],
]);

/** The soft limit is within the hard one; -1 is none. */
export const ulimitRange = refused(
  {
    code: 'ulimit',
    summary: 'A ulimit that there is not, or whose soft limit is above the hard one.',
    url: referencePage('services', 'ulimits'),
  },
  function* ({ ulimits = {} }, at) {
    for (const [name, limit] of Object.entries(ulimits)) {
      const path = [...at, 'ulimits', name];
      if (!names.has(name)) {
        yield {
          at: path,
          message: `There is no ulimit "${name}".`,
          hint: `There are ${[...names].join(', ')}.`,
        };
      } else if (typeof limit === 'object' && height(limit.soft) > height(limit.hard)) {
        yield {
          at: [...path, 'soft'],
          message: `The soft limit ${limit.soft} is above the hard one, ${limit.hard}.`,
          hint: 'Raise the hard limit, or lower the soft one.',
          related: [{ at: [...path, 'hard'], message: 'the hard limit' }],
        };
      }
    }
  },
);

const height = (limit: number): number => (limit === -1 ? Infinity : limit);
